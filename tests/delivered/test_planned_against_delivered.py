"""Planned against delivered: where every minute went, who was paid for it, and that parts sum to the whole."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.base import StartsFrom
from models.clock import plus
from models.delivered import DeliveredVisit, NotMade
from models.patterns import PatternKind
from models.request import RotaRequest
from models.roster import Duty, PlannedTraining, Roster
from models.workers import Training
from optimiser.costs import costs
from optimiser.delivered import DeliveredLedger, as_worked, planned_against_delivered
from optimiser.delivered.result import LedgerSide
from optimiser.ledger import PAID_AWAY, ledger
from tests import builders
from tests.builders import MONDAY, moment, pattern, request, roster, user, visit, worker
from tests.ledger.helpers import PATTERNS, post, split_duty
from tests.ledger.test_any_roster import VISITS, rosters
from tests.ledger.test_any_roster import requests as payrolls
from tests.stored import stored

USERS = (user("U1"), user("U2", place_id="P2", constituency="Ladywood"))
OWED = {"contract_minutes_per_week": 360}


def made(visit_id: str, start: str, end: str, worker_id: str = "W1", day: int = 0) -> DeliveredVisit:
    return DeliveredVisit(visit_id=visit_id, worker_id=worker_id, start=moment(start, day), end=moment(end, day))


def missed(visit_id: str, worker_id: str = "W1") -> DeliveredVisit:
    return DeliveredVisit(visit_id=visit_id, worker_id=worker_id, not_made=NotMade.NO_ACCESS)


def case(**fields: Any) -> RotaRequest:
    """W1, paid for 6 hours a week, visits U1 and U2 on an early duty of 6 hours; the two live a journey apart."""
    own = {
        "workers": (worker(**OWED), worker("W2", contract_minutes_per_week=0)),
        "service_users": USERS,
        "visits": (visit("V1"), visit("V2", "U2"), visit("V3", "U1")),
        "patterns": PATTERNS,
    }
    return request(**{**own, **fields})


PLAN = roster(builders.duty(visits=(("V1", "08:00"), ("V2", "09:00"))))


def result(*delivered: DeliveredVisit, plan: Roster = PLAN, **fields: Any) -> DeliveredLedger:
    return planned_against_delivered(case(**fields), plan, delivered)


def non_zero(side: LedgerSide) -> dict[str, int]:
    return {name: minutes for name, minutes in side.minutes.items() if minutes}


def counts(found: DeliveredLedger) -> dict[str, int]:
    return {name: count for name, count in found.total.visits if count}


def test_a_week_that_went_to_plan_has_the_same_ledger_on_both_sides() -> None:
    found = result(made("V1", "08:00", "08:30"), made("V2", "09:00", "09:30"))
    assert found.total.planned == found.total.delivered
    assert counts(found) == {"planned": 2, "made": 2}


def test_a_longer_visit_is_more_contact_and_less_waiting() -> None:
    found = result(made("V1", "08:00", "08:45"), made("V2", "09:00", "09:30")).total
    assert found.planned.minutes["contact"] == 60
    assert found.delivered.minutes["contact"] == 75
    assert found.planned.minutes["wait"] - found.delivered.minutes["wait"] == 15
    assert found.delivered.rostered_paid_minutes == found.planned.rostered_paid_minutes == 360
    assert (found.planned.contact_time_pct, found.delivered.contact_time_pct) == (16.67, 20.83)
    assert found.planned.cost_pence == found.delivered.cost_pence


def test_the_cost_of_a_contact_hour_is_each_sides_cost_over_its_own_contact() -> None:
    found = result(made("V1", "08:00", "08:45"), missed("V2")).total
    pay = 360 * 1_200 // 60
    plain = pay + pay * 30 // 100 + 6 * 300
    enhanced = 60 * 1_200 * 25 // 6_000
    assert found.delivered.cost_pence == plain + enhanced * 130 // 100
    assert found.delivered.cost_per_contact_hour_pence == round(found.delivered.cost_pence / 0.75)
    mileage = found.planned.cost_pence - found.delivered.cost_pence
    assert mileage > 0, "the journey to V2 was planned and not made"


def test_a_visit_not_made_is_waiting_that_is_paid() -> None:
    found = result(made("V1", "08:00", "08:30"), missed("V2"))
    assert non_zero(found.total.delivered) == {"contact": 30, "handover": 10, "wait": 320}
    assert counts(found) == {"planned": 2, "made": 1, "not_made": 1}


def test_what_nobody_recorded_is_not_delivered_and_said_to_be_so() -> None:
    found = result()
    assert found.total.delivered.minutes["contact"] == 0
    assert found.total.delivered.contact_time_pct == 0
    assert found.total.delivered.cost_per_contact_hour_pence is None
    assert counts(found) == {"planned": 2, "not_recorded": 2}


@pytest.mark.parametrize(("start", "late"), [("08:30", 0), ("08:31", 1), ("07:00", 0)])
def test_later_than_half_an_hour_after_the_time_told_is_very_late(start: str, late: int) -> None:
    found = result(made("V1", start, "08:59"), made("V2", "09:00", "09:30"))
    assert found.total.visits.very_late == late


def test_over_run_is_paid_to_the_end_of_the_last_visit_and_is_overtime_above_contract() -> None:
    found = result(made("V1", "08:00", "08:30"), made("V2", "13:10", "13:40"))
    assert found.total.delivered.rostered_paid_minutes == 360 + 40
    overtime = 40 * 1_200 * 125 // 6_000
    basic = 40 * 1_200 // 60
    extra = found.total.delivered.cost_pence - found.total.planned.cost_pence
    assert overtime * 130 // 100 > basic
    assert extra == overtime * 130 // 100 + 40 * 300 // 60


def test_over_run_first_uses_up_what_was_owed_anyway() -> None:
    roomy = {"workers": (worker(contract_minutes_per_week=600), worker("W2"))}
    found = result(made("V1", "08:00", "08:30"), made("V2", "13:10", "13:40"), **roomy).workers[0]
    assert found.delivered.paid_minutes == found.planned.paid_minutes == 600
    assert found.delivered.minutes["unrostered"] == found.planned.minutes["unrostered"] - 40


def test_a_visit_long_after_the_duty_is_paid_for_its_own_minutes() -> None:
    near = result(made("V1", "08:00", "08:30"), made("V2", "14:00", "14:30")).total.delivered
    far = result(made("V1", "08:00", "08:30"), made("V2", "14:01", "14:31")).total.delivered
    assert near.rostered_paid_minutes == 360 + 90
    assert far.rostered_paid_minutes == 360 + 30


def test_who_stands_in_without_a_duty_is_paid_for_the_visit() -> None:
    found = result(made("V1", "08:00", "08:30"), made("V2", "09:00", "09:45", "W2"), missed("V2"))
    second = found.workers[1]
    assert second.id == "W2"
    assert non_zero(second.delivered) == {"contact": 45}
    assert non_zero(second.planned) == {}
    assert second.delivered.cost_pence > 0
    assert counts(found) == {"planned": 2, "made": 2}, "W1's reason counts no more: somebody stood in"
    assert found.workers[0].visits.planned == 2
    assert (found.workers[0].visits.made, second.visits.made) == (1, 1)


def test_a_visit_beyond_the_plan_is_counted_as_such() -> None:
    found = result(made("V1", "08:00", "08:30"), made("V2", "09:00", "09:30"), made("V3", "08:30", "08:50"))
    assert counts(found) == {"planned": 2, "unplanned": 1, "made": 3}
    assert found.total.delivered.minutes["contact"] == 80


def test_contact_belongs_to_the_constituency_of_the_person_visited() -> None:
    found = result(made("V1", "08:00", "08:30"), missed("V2"))
    by_id = {each.id: each for each in found.constituencies}
    assert by_id["Ladywood"].planned.minutes["contact"] == 30
    assert by_id["Ladywood"].delivered.minutes["contact"] == 0
    assert by_id["Ladywood"].visits.not_made == 1
    assert by_id["Yardley"].delivered.minutes["contact"] == 30


WITH_BREAK = pattern("early", "07:00", "13:00", break_minutes=20)


def broken(*visits: tuple[str, str]) -> Roster:
    own = builders.duty(visits=visits)
    rest = {"start": moment("10:00"), "end": moment("10:20")}
    return Roster(duties=(Duty.model_validate({**own.model_dump(), "rest_break": rest}),))


def test_a_break_over_which_a_visit_was_made_moves_to_the_first_gap() -> None:
    own = {"patterns": (WITH_BREAK, *PATTERNS[1:])}
    found = result(made("V1", "09:50", "10:20"), plan=broken(("V1", "09:00")), **own).total
    assert found.planned.rostered_paid_minutes == found.delivered.rostered_paid_minutes == 340
    assert found.delivered.minutes["contact"] == 30


def test_a_break_moves_into_no_session() -> None:
    own = {"patterns": (WITH_BREAK, *PATTERNS[1:])}
    early = Training(id="T", worker_id="W1", minutes=60, first_date=MONDAY, last_date=MONDAY)
    plan = broken(("V1", "09:00"))
    session = {"trainings": (PlannedTraining(training_id="T", start=moment("07:10")),)}
    plan = Roster(duties=tuple(each.model_copy(update=session) for each in plan.duties))
    found = result(made("V1", "09:50", "10:20"), plan=plan, trainings=(early,), **own).total
    assert found.delivered.minutes["training"] == found.planned.minutes["training"] == 60


def test_a_break_that_no_gap_holds_was_worked_and_is_paid() -> None:
    visits = tuple(visit(f"V{number}", minutes=100) for number in range(1, 5))
    own = {"patterns": (WITH_BREAK, *PATTERNS[1:]), "visits": visits}
    worked = [made("V1", "07:10", "09:00"), made("V2", "09:10", "11:00"), made("V3", "11:10", "13:00")]
    found = result(*worked, plan=broken(("V1", "07:10")), **own).total
    assert found.planned.rostered_paid_minutes == 340
    assert found.delivered.rostered_paid_minutes == 360
    assert found.delivered.minutes["contact"] == 330


def test_a_visit_has_its_minutes_before_handover_sessions_and_standing_cover() -> None:
    session = Training(id="T", worker_id="W1", minutes=60, first_date=MONDAY, last_date=MONDAY)
    own = builders.duty(visits=(("V1", "08:00"),), trainings=(PlannedTraining(training_id="T", start=moment("09:00")),))
    found = result(made("V1", "07:05", "07:25"), made("V2", "09:30", "09:40"), plan=roster(own), trainings=(session,))
    assert non_zero(found.total.delivered) | {"travel": 0, "wait": 0} == {
        "contact": 30,
        "handover": 5,
        "training": 50,
        "travel": 0,
        "wait": 0,
    }
    desk = builders.duty(pattern_id="late", post_id="desk")
    called = result(made("V1", "16:00", "16:30"), plan=roster(desk), posts=(post(),)).total.delivered
    assert non_zero(called) == {"contact": 30, "standby": 330}


def test_a_call_out_of_a_post_is_the_persons_programme_and_no_longer_the_posts() -> None:
    week, plan = case(posts=(post(),)), roster(builders.duty(pattern_id="late", post_id="desk"))
    worked_week, worked = as_worked(week, plan, [made("V1", "16:00", "16:30")])
    table = ledger(worked_week, worked, recorded=True)
    split = costs(worked_week, worked, table).by_programme
    minutes = dict(zip(split["programme"], split["paid_minutes"], strict=True))
    assert minutes == {"enablement": 30, "out of hours": 330}


def test_a_split_worked_through_its_gap_is_one_part_and_no_minute_is_paid_twice() -> None:
    plan = roster(split_duty(("V1", "10:00")))
    through = made("V1", "10:30", "16:10")
    found = result(through, plan=plan, workers=(worker(pattern_ids=("split",), **OWED),)).total
    assert found.planned.rostered_paid_minutes == 360
    assert found.delivered.rostered_paid_minutes == 11 * 60
    assert found.delivered.minutes["contact"] == 5 * 60 + 40


def test_over_run_past_midnight_is_of_the_duty_that_it_ends() -> None:
    late = pattern("late", "15:00", "23:30", kind=PatternKind.LATE)
    own = {"patterns": (builders.PATTERNS[0], late), "visits": (visit("V1"),)}
    plan = roster(
        Duty.model_validate(
            {
                **builders.duty(pattern_id="late", visits=(("V1", "22:50"),), day=6).model_dump(),
                "parts": ({"start": moment("15:00", 6), "end": moment("23:30", 6)},),
            }
        )
    )
    after = DeliveredVisit(visit_id="V1", worker_id="W1", start=moment("23:50", 6), end=moment("00:20", 7))
    found = result(after, plan=plan, **own).total
    assert found.delivered.rostered_paid_minutes == found.planned.rostered_paid_minutes + 50


def test_two_duties_on_a_date_are_both_paid() -> None:
    plan = roster(builders.duty(visits=(("V1", "08:00"),)), builders.duty(pattern_id="late", visits=(("V2", "16:00"),)))
    found = result(made("V1", "08:00", "08:30"), made("V2", "16:00", "16:30"), plan=plan).total
    assert found.delivered == found.planned
    assert found.delivered.rostered_paid_minutes == 720


def test_journeys_are_those_between_the_visits_made() -> None:
    based = {"workers": (worker(starts_from=StartsFrom.BASE, **OWED),)}
    found = result(made("V1", "08:00", "08:30"), missed("V2"), **based).total
    there_and_back = result(
        made("V1", "08:00", "08:30"), plan=roster(builders.duty(visits=(("V1", "08:00"),))), **based
    )
    assert found.delivered == there_and_back.total.planned
    assert found.planned.minutes["travel"] > found.delivered.minutes["travel"] > 0


def test_the_teams_week_delivered_to_the_minute_is_the_week_as_planned() -> None:
    team = stored("team")
    plan = Roster(duties=team.as_was)
    to_the_minute = [
        DeliveredVisit(
            visit_id=each.visit_id,
            worker_id=duty.worker_id,
            start=each.start,
            end=plus(each.start, team.visit_by_id[each.visit_id].minutes),
        )
        for duty in plan.duties
        for each in duty.visits
    ]
    found = planned_against_delivered(team, plan, to_the_minute)
    for line in (found.total, *found.workers, *found.constituencies):
        assert line.planned == line.delivered, line.id
    assert found.total.visits.made == found.total.visits.planned == len(to_the_minute)


@st.composite
def recorded(draw: Any, plan: Roster) -> list[DeliveredVisit]:
    """Records that are no problem: most planned shares, early, late or long, and now and then somebody else's."""
    shares = {(each.visit_id, duty.worker_id): each.start for duty in plan.duties for each in duty.visits}
    for own in draw(st.lists(st.tuples(st.sampled_from(VISITS), st.sampled_from(("W1", "W2", "W3"))), max_size=2)):
        shares.setdefault((own[0].id, own[1]), plus(moment("06:00"), draw(st.integers(0, 6 * 1_440))))
    records: list[DeliveredVisit] = []
    for (visit_id, worker_id), told in shares.items():
        start = min(max(plus(told, draw(st.integers(-90, 300))), moment("00:00")), moment("20:00", 7))
        end = plus(start, draw(st.integers(1, 200)))
        fate = draw(st.sampled_from(["made", "made", "made", "not made", "no word"]))
        busy = any(
            each.worker_id == worker_id and each.start and each.start < end and start < each.end for each in records
        )
        if fate == "made" and worker_id != "nobody" and not busy:
            records.append(DeliveredVisit(visit_id=visit_id, worker_id=worker_id, start=start, end=end))
        elif fate == "not made" and worker_id != "nobody":
            records.append(
                DeliveredVisit(visit_id=visit_id, worker_id=worker_id, not_made=draw(st.sampled_from(NotMade)))
            )
    return records


def sums(lines: Any, side: str) -> dict[str, int]:
    """Every minute, penny and count of some lines, added up."""
    found: dict[str, int] = {}
    for line in lines:
        own = getattr(line, side)
        amounts = dict(own) if side == "visits" else {**own.minutes, "paid": own.paid_minutes, "pence": own.cost_pence}
        for name, amount in amounts.items():
            found[name] = found.get(name, 0) + amount
    return found


@settings(max_examples=20)
@given(st.data(), payrolls, rosters)
def test_parts_sum_to_the_whole_whatever_was_planned_and_delivered(data: Any, week: RotaRequest, plan: Roster) -> None:
    delivered = data.draw(recorded(plan))
    found = planned_against_delivered(week, plan, delivered)
    for side in ("planned", "delivered", "visits"):
        whole = sums([found.total], side)
        assert sums(found.workers, side) | whole == whole, side
        assert sums(found.constituencies, side) | whole == whole, side
    for each in (found.total.planned, found.total.delivered):
        assert sum(each.minutes.values()) == each.paid_minutes
        assert each.rostered_paid_minutes == each.paid_minutes - sum(each.minutes[away] for away in PAID_AWAY)
    assert found.total.delivered.minutes["contact"] == sum(each.minutes for each in delivered)
    visits = found.total.visits
    assert visits.planned + visits.unplanned == visits.made + visits.not_made + visits.not_recorded
    assert visits.made == sum(each.not_made is None for each in delivered)


def one_duty_each(plan: Roster) -> Roster:
    """The first duty of each worker, without its break."""
    first = {duty.worker_id: duty.model_copy(update={"rest_break": None}) for duty in reversed(plan.duties)}
    return Roster(duties=tuple(first.values()))


@settings(max_examples=12)
@given(st.data(), payrolls, rosters.map(one_duty_each))
def test_everybody_is_paid_for_their_duties_whatever_became_of_them(data: Any, week: RotaRequest, plan: Roster) -> None:
    found = planned_against_delivered(week, plan, data.draw(recorded(plan)))
    for line in found.workers:
        assert line.delivered.rostered_paid_minutes >= line.planned.rostered_paid_minutes
        assert line.delivered.paid_minutes >= line.planned.paid_minutes
