"""What each worker brings into the week after, field by field."""

from datetime import timedelta
from typing import Any

import pytest

from models.base import Employment
from models.clock import Horizon
from models.delivered import DeliveredVisit
from models.request import RotaRequest
from models.roster import Duty, Roster, Span
from models.wishes import Preference, PreferenceKind
from models.workers import Absence, AbsenceKind, CarriedIn
from optimiser.next_week import next_week
from tests.builders import MONDAY, duty, moment, request, roster, visit, window, worker

WANT, RATHER_NOT, CANNOT = PreferenceKind.WANT, PreferenceKind.RATHER_NOT, PreferenceKind.CANNOT


def brought(*duties: Duty, before: CarriedIn | None = None, **fields: Any) -> CarriedIn:
    """What W1 brings into the week after these duties."""
    own = fields.pop("worker", {})
    case = request(workers=(worker(carried=before or CarriedIn(), **own),), **fields)
    return next_week(case, roster(*duties)).workers[0].carried


def days(*offsets: int, pattern_id: str = "early") -> list[Duty]:
    return [duty(day=offset, pattern_id=pattern_id) for offset in offsets]


def test_paid_minutes_of_duties_are_one_more_week_and_sixteen_are_kept() -> None:
    night = duty(day=2, pattern_id="night")
    assert brought(*days(0, 1), night).worked_minutes_by_week == (360 + 360 + 520,)
    sixteen = CarriedIn(worked_minutes_by_week=tuple(range(16)))
    assert brought(*days(0), before=sixteen).worked_minutes_by_week == (*range(1, 16), 360)


def test_absence_is_paid_and_no_work() -> None:
    away = Absence(
        id="a", worker_id="W1", kind=AbsenceKind.LEAVE, first_date=MONDAY, last_date=MONDAY, paid_minutes=300
    )
    carried = brought(*days(1), absences=(away,))
    assert carried.worked_minutes_by_week == (360,)
    assert carried.hours_balance_minutes == 300 + 360 - 1_260


def test_weeks_of_a_longer_horizon_are_carried_one_by_one_and_a_short_last_one_at_its_rate() -> None:
    ten_days = Horizon(start=MONDAY, days=10)
    assert brought(*days(0, 7), horizon=ten_days, visits=()).worked_minutes_by_week == (360, 840)
    fortnight = Horizon(start=MONDAY, days=14)
    assert brought(*days(0, 7, 8), horizon=fortnight).worked_minutes_by_week == (360, 720)


def test_rest_is_counted_from_the_end_of_the_last_duty_or_of_one_before() -> None:
    assert brought(duty(day=6, pattern_id="night")).last_duty_end == moment("07:00", day=7)
    before = CarriedIn(last_duty_end=moment("00:00"))
    assert brought(before=before).last_duty_end == moment("00:00")
    assert brought(*days(0, 4), before=before).last_duty_end == moment("13:00", day=4)


def test_a_slip_of_the_pen_ends_no_duty_later_than_a_request_may_say() -> None:
    endless = duty(day=6).model_copy(update={"parts": (Span(start=moment("07:00", 6), end=moment("07:00", 9)),)})
    assert brought(endless).last_duty_end == moment("00:00", day=8)


@pytest.mark.parametrize(
    ("worked", "before", "expected"),
    [
        ((4, 5, 6), 3, 3),
        ((0, 1, 2, 3, 4, 6), 3, 1),
        ((0, 1, 2), 3, 0),
        (range(7), 3, 10),
        (range(7), 58, 60),
    ],
)
def test_days_in_a_row_go_on_only_up_to_the_last_date(worked: Any, before: int, expected: int) -> None:
    assert brought(*days(*worked), before=CarriedIn(consecutive_days_worked=before)).consecutive_days_worked == expected


@pytest.mark.parametrize(("worked", "before", "expected"), [((), 4, 11), ((3,), 4, 3), ((6,), 4, 0), ((), 0, 7)])
def test_days_off_in_a_row_likewise(worked: Any, before: int, expected: int) -> None:
    assert brought(*days(*worked), before=CarriedIn(days_off=before)).days_off == expected


def test_the_pattern_of_the_last_date_and_for_how_long_it_was_worked() -> None:
    late = days(5, 6, pattern_id="late")
    mixed = brought(*days(3, 4), *late)
    assert (mixed.last_pattern_id, mixed.same_pattern_days) == ("late", 2)
    before = CarriedIn(last_pattern_id="early", same_pattern_days=2, consecutive_days_worked=2)
    same = brought(*days(*range(7)), before=before)
    assert (same.last_pattern_id, same.same_pattern_days, same.consecutive_days_worked) == ("early", 9, 9)
    other = before.model_copy(update={"last_pattern_id": "late"})
    assert brought(*days(*range(7)), before=other).same_pattern_days == 7
    off = brought(*days(*range(6)), before=before)
    assert (off.last_pattern_id, off.same_pattern_days) == (None, 0)


@pytest.mark.parametrize(("worked", "expected"), [((5,), 3), ((6,), 3), ((5, 6), 3), ((0, 4), 0)])
def test_a_weekend_is_worked_with_either_of_its_days_and_a_free_one_ends_the_row(worked: Any, expected: int) -> None:
    before = CarriedIn(weekends_worked_in_a_row=2, weekends_worked=7)
    carried = brought(*days(*worked), before=before)
    assert carried.weekends_worked_in_a_row == expected
    assert carried.weekends_worked == 7 + (expected > 0)


def test_a_saturday_that_ends_the_horizon_is_left_to_the_weekend_of_its_sunday() -> None:
    six_days = Horizon(start=MONDAY, days=6)
    carried = brought(*days(5), horizon=six_days, before=CarriedIn(weekends_worked_in_a_row=1, weekends_worked=1))
    assert (carried.weekends_worked_in_a_row, carried.weekends_worked) == (1, 1)


def test_duties_worked_add_up() -> None:
    assert brought(*days(0, 3), before=CarriedIn(duties_worked=40)).duties_worked == 42


def wish(kind: PreferenceKind, day: int, worker_id: str = "W1", **fields: Any) -> Preference:
    date = MONDAY + timedelta(days=day)
    return Preference(id=f"{kind}{day}", worker_id=worker_id, kind=kind, date=date, **fields)


def test_a_wish_refused_adds_one_and_one_granted_makes_one_from_before_good() -> None:
    before = CarriedIn(wishes_refused=2)
    refused = (wish(WANT, 0, strength=3), wish(RATHER_NOT, 1))
    granted = (wish(WANT, 1), wish(RATHER_NOT, 0))
    monday_off = days(1)
    assert brought(*monday_off, before=before, preferences=refused).wishes_refused == 4
    assert brought(*monday_off, before=before, preferences=granted).wishes_refused == 0
    assert brought(*monday_off, before=before, preferences=(*refused, granted[0])).wishes_refused == 3
    assert brought(*monday_off, preferences=granted).wishes_refused == 0
    assert brought(*monday_off, before=before).wishes_refused == 2


def test_a_cannot_and_a_wish_with_a_price_of_its_own_leave_no_trace_in_fairness() -> None:
    before = CarriedIn(wishes_refused=1)
    for settled in (wish(CANNOT, 2), wish(CANNOT, 1), wish(WANT, 0, pence=500), wish(RATHER_NOT, 3, pence=500)):
        assert brought(*days(1), before=before, preferences=(settled,)).wishes_refused == 1


def test_wishes_are_granted_by_the_duties_of_who_wished() -> None:
    both = tuple(wish(WANT, 0, worker_id=name) for name in ("W1", "W2"))
    asked = tuple(each.model_copy(update={"id": each.worker_id}) for each in both)
    case = request(workers=(worker("W1"), worker("W2")), preferences=asked)
    made = next_week(case, roster(duty("W2")))
    assert [each.carried.wishes_refused for each in made.workers] == [1, 0]


def test_the_balance_is_of_permanent_workers() -> None:
    before = CarriedIn(hours_balance_minutes=-100)
    assert brought(*days(0, 1, 2, 3), before=before).hours_balance_minutes == -100 + 4 * 360 - 1_260
    bank = {"employment": Employment.BANK}
    assert brought(*days(0), before=before, worker=bank).hours_balance_minutes == -100
    far = CarriedIn(hours_balance_minutes=-19_900)
    assert brought(before=far).hours_balance_minutes == -20_000


def over_run(case: RotaRequest, planned: Roster, start: str, end: str, **fields: Any) -> CarriedIn:
    record = DeliveredVisit(
        **{"visit_id": "V1", "worker_id": "W1", "start": moment(start, 6), "end": moment(end, 6), **fields}
    )
    return next_week(case, planned, [record]).workers[-1].carried


def test_over_run_is_work_and_shortens_the_rest() -> None:
    case = request(visits=(visit(windows=(window("18:00", "20:40", day=6),)),))
    planned = roster(duty(day=6, pattern_id="late", visits=(("V1", "20:30"),)))
    carried = over_run(case, planned, "20:50", "21:25")
    assert carried.last_duty_end == moment("21:25", 6)
    assert carried.worked_minutes_by_week == (360 + 25,)
    assert carried.hours_balance_minutes == 385 - 1_260
    assert (carried.last_pattern_id, carried.duties_worked) == ("late", 1)


def test_who_stood_in_on_a_day_off_worked_that_date() -> None:
    case = request(
        workers=(worker("W1"), worker("W2", carried=CarriedIn(days_off=3))),
        visits=(visit(windows=(window("18:00", "20:40", day=6),)),),
    )
    planned = roster(duty(day=6, pattern_id="late", visits=(("V1", "18:00"),)))
    carried = over_run(case, planned, "18:00", "18:30", worker_id="W2")
    assert (carried.consecutive_days_worked, carried.days_off, carried.weekends_worked_in_a_row) == (1, 0, 1)
    assert (carried.last_pattern_id, carried.same_pattern_days) == (None, 0)
    assert carried.worked_minutes_by_week == (30,)
    assert carried.last_duty_end == moment("18:30", 6)
