"""Rules and prices of rosters asked for by shift, each alone; lines are written as letters, one a date."""

from typing import Any

import pytest

from models.cover import Cover
from models.line_terms import BoundKind, LineBound
from models.money import Prices
from models.request import RotaRequest
from models.rules import RuleCode, Rules, Succession
from models.workers import CarriedIn
from optimiser.rostering.best_shifts import best_shifts
from optimiser.rostering.plan import Limits, PlanStatus, plan_shifts
from optimiser.shifts import Shift, candidate_shifts
from tests.builders import request, worker
from tests.checks.lines import NOTHING, PATTERN_OF, asking, bound
from tests.rostering.shifts_by_hand import day, keeps, price_pence, shift

TWO_OFF = CarriedIn(days_off=2)
TWO_WORKED = CarriedIn(consecutive_days_worked=2)


def shifts(own: RotaRequest, letters: str) -> list[Shift]:
    return [shift(own, number, PATTERN_OF[each]) for number, each in enumerate(letters) if each != "-"]


def cover(number: int = 0, **fields: Any) -> Cover:
    own = {"id": f"C{number}", "date": day(number), "pattern_id": "early", "wanted": 1, "under_pence": 900}
    return Cover(**{**own, **fields})


def team(*covers: Cover) -> RotaRequest:
    crew = (worker(skills=("hoist", "medication")), worker("W2", skills=("hoist",)), worker("W3"))
    return request(workers=crew, visits=(), covers=covers, prices=Prices(balance_hour=0, rostered_hour=1))


def test_r25_binds_when_too_few_begin_the_duty() -> None:
    own = team(cover(least=1))
    assert not keeps(own, RuleCode.COVER, shift(own, 1))


def test_r25_binds_when_the_duty_is_counted_for_another_skill() -> None:
    own = team(cover(least=1, skill="medication"))
    assert not keeps(own, RuleCode.COVER, shift(own, 0, role="hoist"))


def test_r25_holds_with_the_least() -> None:
    own = team(cover(least=2, wanted=3))
    assert keeps(own, RuleCode.COVER, shift(own, 0, role="hoist"), shift(own, 0, worker_id="W3"))


def test_r26_binds_on_a_skill_the_worker_has_not_and_on_none_where_there_is_one() -> None:
    own = team(cover(skill="hoist"))
    assert not keeps(own, RuleCode.ROLES, shift(own, 0, worker_id="W3", role="hoist"))
    assert not keeps(own, RuleCode.ROLES, shift(own, 0))


def test_r26_holds_for_one_of_the_workers_skills_and_for_none_elsewhere() -> None:
    own = team(cover(skill="hoist"))
    assert keeps(own, RuleCode.ROLES, shift(own, 0, role="hoist"), shift(own, 1), shift(own, 0, worker_id="W3"))


def test_every_skill_that_covers_may_count_a_duty_for_is_a_candidate_of_its_own() -> None:
    own = team(cover(skill="hoist"), cover(0, id="C9", skill="medication"))
    candidates = candidate_shifts(own)
    on_monday = {name: [each.role for each in found if each.date == day(0)] for name, found in candidates.items()}
    assert on_monday == {"W1": ["hoist", "medication", None], "W2": ["hoist", None], "W3": [None, None]}


def succession(first: str, second: str, carried: CarriedIn = NOTHING) -> RotaRequest:
    rules = Rules(forbidden_successions=(Succession(pattern_id=first, next_pattern_id=second),))
    return request(workers=(worker(carried=carried),), visits=(), rules=rules)


def test_r27_binds_on_a_pattern_the_date_after_one_it_must_not_follow() -> None:
    own = succession("late", "early")
    assert not keeps(own, RuleCode.SUCCESSIONS, *shifts(own, "le"))
    carried = succession("late", "early", CarriedIn(last_pattern_id="late"))
    assert not keeps(carried, RuleCode.SUCCESSIONS, *shifts(carried, "e"))


def test_r27_holds_the_other_way_round_and_after_a_day_off() -> None:
    own = succession("late", "early", CarriedIn(last_pattern_id="late"))
    assert keeps(own, RuleCode.SUCCESSIONS, *shifts(own, "-el-el-"))


RUNS: list[tuple[str, LineBound, CarriedIn, bool]] = [
    ("-eeee--", bound(BoundKind.CONSECUTIVE_DUTIES, most=3), NOTHING, False),
    ("eeeeee-", bound(BoundKind.CONSECUTIVE_DUTIES, most=6), NOTHING, True),
    ("ee-----", bound(BoundKind.CONSECUTIVE_DUTIES, most=3), TWO_WORKED, False),
    ("e--eee-", bound(BoundKind.CONSECUTIVE_DUTIES, most=3), TWO_WORKED, True),
    ("-e--ee-", bound(BoundKind.CONSECUTIVE_DUTIES, least=2), NOTHING, False),
    ("e--ee-e", bound(BoundKind.CONSECUTIVE_DUTIES, least=2), NOTHING, True),
    ("e--ee--", bound(BoundKind.CONSECUTIVE_DUTIES, least=2), TWO_OFF, False),
    ("e--ee--", bound(BoundKind.CONSECUTIVE_DUTIES, least=3), TWO_WORKED, False),
    ("e--eee-", bound(BoundKind.CONSECUTIVE_DUTIES, least=3), TWO_WORKED, True),
    ("ee-ee--", bound(BoundKind.CONSECUTIVE_DAYS_OFF, least=2), NOTHING, False),
    ("-ee--e-", bound(BoundKind.CONSECUTIVE_DAYS_OFF, least=2), NOTHING, True),
    ("-ee--e-", bound(BoundKind.CONSECUTIVE_DAYS_OFF, most=2), TWO_OFF, False),
    ("nneenn-", bound(BoundKind.CONSECUTIVE_SAME_PATTERN, 2, 2, pattern_id="night"), TWO_OFF, True),
    ("-neenn-", bound(BoundKind.CONSECUTIVE_SAME_PATTERN, 2, 2, pattern_id="night"), NOTHING, False),
]


@pytest.mark.parametrize(("letters", "own", "carried", "kept"), [run for run in RUNS if not run[-1]])
def test_r28_binds_on_runs_too_short_or_too_long(letters: str, own: LineBound, carried: CarriedIn, kept: bool) -> None:
    asked = asking(letters, own, carried=carried)
    assert keeps(asked, RuleCode.RUNS, *shifts(asked, letters)) is kept


@pytest.mark.parametrize(("letters", "own", "carried", "kept"), [run for run in RUNS if run[-1]])
def test_r28_holds_for_runs_within_bounds(letters: str, own: LineBound, carried: CarriedIn, kept: bool) -> None:
    asked = asking(letters, own, carried=carried)
    assert keeps(asked, RuleCode.RUNS, *shifts(asked, letters)) is kept


TOTALS = [
    bound(BoundKind.DUTIES, 5, 5),
    bound(BoundKind.DUTIES_OF_PATTERN, 2, 2, pattern_id="late"),
    bound(BoundKind.MINUTES, 1_080, 1_080),
    bound(BoundKind.WEEKENDS, 2, 2),
]


@pytest.mark.parametrize("own", TOTALS, ids=lambda own: own.kind.value)
def test_r29_binds_a_unit_away_from_the_bound(own: LineBound) -> None:
    for end in ("least", "most"):
        off = {"least": 1, "most": -1}[end]
        moved = own.model_copy(update={"least": None, "most": None, end: getattr(own, end) + off})
        asked = asking("el----l", moved, carried=CarriedIn(duties_worked=2, weekends_worked=1))
        assert not keeps(asked, RuleCode.LINE_TOTALS, *shifts(asked, "el----l"))


@pytest.mark.parametrize("own", TOTALS, ids=lambda own: own.kind.value)
def test_r29_holds_at_the_bound(own: LineBound) -> None:
    asked = asking("el----l", own, carried=CarriedIn(duties_worked=2, weekends_worked=1))
    assert keeps(asked, RuleCode.LINE_TOTALS, *shifts(asked, "el----l"))


def test_cover_costs_each_duty_lacking_and_each_too_many() -> None:
    own = team(cover(wanted=2, over_pence=70))
    worked = [shift(own, 0), shift(own, 0, worker_id="W2"), shift(own, 0, worker_id="W3")]
    assert [price_pence(own, "under_cover", worked[:number]) for number in range(4)] == [1_800, 900, 0, 0]
    assert [price_pence(own, "over_cover", worked[:number]) for number in range(4)] == [0, 0, 0, 70]


@pytest.mark.parametrize(
    ("letters", "own", "pence"),
    [
        ("-eeeee-", bound(BoundKind.CONSECUTIVE_DUTIES, most=3, most_pence=10), 20),
        ("-e-e---", bound(BoundKind.CONSECUTIVE_DUTIES, 3, least_pence=10), 40),
        ("-----e-", bound(BoundKind.CONSECUTIVE_DUTIES, 4, least_pence=10), 30),  # asks for more than is left
        ("eee----", bound(BoundKind.DUTIES, 5, least_pence=10), 20),
        ("el-----", bound(BoundKind.MINUTES, most=700, most_pence=3), 60),
    ],
)
def test_lines_cost_each_unit_short_or_too_many(letters: str, own: LineBound, pence: int) -> None:
    asked = asking(letters, own)
    assert price_pence(asked, "line_terms", shifts(asked, letters)) == pytest.approx(pence)


def test_a_weekend_with_one_day_worked_costs_its_price() -> None:
    asked = asking("-----e-", incomplete_weekend_pence=30)
    assert price_pence(asked, "line_terms", shifts(asked, "-----e-")) == pytest.approx(30)
    assert price_pence(asked, "line_terms", shifts(asked, "-----ee")) == 0


def test_cover_gives_each_worker_the_skill_that_is_scarce() -> None:
    # One hoist and one medication duty are wanted. Only W1 has medication, W2 has hoist: both are met that way only.
    own = team(cover(skill="hoist"), cover(0, id="C9", skill="medication"))
    plan = plan_shifts(own, candidate_shifts(own), [], limits=Limits(work=5))
    assert plan.status is PlanStatus.OPTIMAL
    assert {(each.worker_id, each.role) for each in plan.shifts if each.role} == {("W1", "medication"), ("W2", "hoist")}
    assert plan.objective_pence == 12  # of rostered time: two duties of six hours


def test_one_workers_best_shifts_count_what_others_already_cover() -> None:
    own = team(cover(), cover(1))
    worth = {each: 0 for each in candidate_shifts(own)["W1"]}
    standing = [shift(own, 0, worker_id="W2")]
    best = best_shifts(own, ["W1"], worth, standing, [], seed=1)
    assert best is not None
    assert [(each.date, each.pattern_id) for each in best] == [(day(1), "early")]
