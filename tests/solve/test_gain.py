"""Where the gain comes from: from today's own figures to the plan's, one freedom at a time, the visits the same."""

import pytest

import optimiser.gain
from models.patterns import PatternKind
from models.request import RotaRequest
from models.roster import Roster
from models.visits import Need
from optimiser.checks import check
from optimiser.costs import costs
from optimiser.gain import FREEDOMS, GainStep, where_the_gain_comes_from
from optimiser.ledger import ledger
from optimiser.solve import Solution, SolveOptions, solve
from tests.builders import PATTERNS, duty, pattern, request, user, visit, window, worker

OPTIONS = SolveOptions(work_limit=4, workers=1, seed=1)


def today() -> RotaRequest:
    """Two workers north, one south: Tuesday's duty is idle, and any could make all of Monday's in half a duty."""
    terms = {"tolerance_under_minutes": 0, "pattern_ids": ("early", "short")}
    crew = (
        worker("W1", patch="north", contract_minutes_per_week=720, **terms),
        worker("W2", patch="south", contract_minutes_per_week=360, **terms),
        worker("W3", patch="north", contract_minutes_per_week=360, **terms),
    )
    people = (user("U1", patch="north"), user("U2", patch="south", place_id="P2"))
    waiting = tuple(
        visit(f"L{n}", f"U{n}", need=Need.WAITING_LIST, minutes=60, windows=(window("07:30", "12:00", day=1),))
        for n in (1, 2)
    )
    return request(
        patterns=(*PATTERNS, pattern("short", "07:30", "10:30", kind=PatternKind.SHORT)),
        workers=crew,
        service_users=people,
        visits=(visit("V1", "U1"), visit("V2", "U2"), visit("V3", "U1"), *waiting),
        as_was=(
            duty("W1", visits=(("V1", "08:00"),)),
            duty("W1", day=1),
            duty("W2", visits=(("V2", "08:00"),)),
            duty("W3", visits=(("V3", "09:00"),)),
        ),
    )


@pytest.fixture(scope="module")
def plan() -> Solution:
    return solve(today(), OPTIONS)


@pytest.fixture(scope="module")
def accepted() -> list[tuple[RotaRequest, Roster]]:
    """Each step's request and roster, once the steps have been made."""
    return []


@pytest.fixture(scope="module")
def steps(plan: Solution, accepted: list[tuple[RotaRequest, Roster]]) -> list[GainStep]:
    with pytest.MonkeyPatch.context() as patch:
        solved = optimiser.gain._solved

        def noted(asked: RotaRequest, *rest) -> Roster:
            accepted.append((asked, solved(asked, *rest)))
            return accepted[-1][1]

        patch.setattr(optimiser.gain, "_solved", noted)
        return where_the_gain_comes_from(today(), plan.roster, OPTIONS)


def test_the_steps_come_in_order_from_today_to_the_plan(steps: list[GainStep]) -> None:
    names = ["as-was", "hours released", "better shifts", "better routes", "across borders", "waiting list"]
    assert [step.name for step in steps] == names
    assert all(step.sentence.endswith(".") for step in steps)


def figures(asked: RotaRequest, roster: Roster) -> tuple[int, int, float]:
    """Contact minutes, rostered paid minutes and contact time of a roster."""
    minutes = ledger(asked, roster).groupby("category")["minutes"].sum().to_dict()
    paid = sum(each for category, each in minutes.items() if category not in ("absence", "unrostered"))
    return minutes["contact"], paid, round(100 * minutes["contact"] / paid, 2)


def test_the_first_step_is_today_and_the_last_the_plan(steps: list[GainStep], plan: Solution) -> None:
    for step, roster in ((steps[0], Roster(duties=today().as_was)), (steps[-1], plan.roster)):
        found = (step.contact_minutes, step.paid_minutes, step.contact_time_pct)
        assert found == figures(today(), roster)
    assert (steps[0].contact_minutes, steps[0].paid_minutes) == (90, 4 * 360)


def test_a_contact_hour_of_today_costs_all_but_the_hours_owed_and_not_rostered(steps: list[GainStep]) -> None:
    roster = Roster(duties=today().as_was)
    lines = costs(today(), roster, ledger(today(), roster)).by_category.set_index("category")["cost_pence"]
    pence = lines.drop("unrostered", errors="ignore").sum()
    assert steps[0].cost_per_contact_hour_pence == round(pence * 60 / steps[0].contact_minutes)


def test_points_and_pence_gained_add_up_from_today_to_the_plan(steps: list[GainStep]) -> None:
    first, last = steps[0], steps[-1]
    assert (first.contact_points_gained, first.pence_gained) == (0, 0)
    gained = sum(step.contact_points_gained for step in steps)
    assert gained == pytest.approx(last.contact_time_pct - first.contact_time_pct)
    assert sum(step.pence_gained for step in steps) == (
        first.cost_per_contact_hour_pence - last.cost_per_contact_hour_pence
    )


def test_the_same_visits_are_made_until_the_waiting_list(steps: list[GainStep]) -> None:
    assert [step.contact_minutes for step in steps] == [90, 90, 90, 90, 90, 210]


def test_no_freedom_takes_more_paid_time_than_the_one_before(steps: list[GainStep]) -> None:
    paid = [step.paid_minutes for step in steps[:-1]]
    assert paid == sorted(paid, reverse=True)


def test_the_idle_duty_goes_then_shifts_are_halved_then_one_does_for_her_patch_then_for_all(
    steps: list[GainStep],
) -> None:
    assert [step.paid_minutes for step in steps[:-1]] == [1_440, 1_080, 540, 360, 180]


def test_each_steps_roster_keeps_the_rules_of_that_step(
    steps: list[GainStep], accepted: list[tuple[RotaRequest, Roster]]
) -> None:
    assert len(accepted) == len(FREEDOMS)
    for asked, roster in accepted:
        assert check(asked, roster) == []


def test_without_their_freedom_rounds_and_shifts_are_those_of_today(
    steps: list[GainStep], accepted: list[tuple[RotaRequest, Roster]]
) -> None:
    rosters = [roster for _, roster in accepted]
    for roster in rosters[:2]:
        made = {(each.worker_id, visit.visit_id) for each in roster.duties for visit in each.visits}
        assert made == {("W1", "V1"), ("W2", "V2"), ("W3", "V3")}
    kept = {(each.worker_id, each.date, each.pattern_id) for each in rosters[0].duties}
    assert kept == {(each.worker_id, each.date, each.pattern_id) for each in today().as_was if each.visits}
