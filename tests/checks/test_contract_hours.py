"""R06: each week's paid time lies within the tolerance of the contract."""

from typing import Any

from models.clock import Horizon
from models.request import RotaRequest
from models.rules import RuleCode
from models.workers import Absence, AbsenceKind
from tests.builders import MONDAY, PATTERNS, duty, pattern, request, roster, worker
from tests.checks.judging import broken, day, shift, span

R06 = RuleCode.CONTRACT_HOURS
EXACT = pattern("exact", "07:00", "13:00", end_earlier_minutes=60, end_later_minutes=60)
LONG = pattern("long", "07:00", "15:00", break_minutes=30)
LONG_PAID = pattern("long paid", "07:00", "15:00", break_minutes=30, break_paid=True)


def asked(days: int = 7, absences: tuple[Absence, ...] = (), **fields: Any) -> RotaRequest:
    terms = {"contract_minutes_per_week": 1_080, "tolerance_under_minutes": 60, "tolerance_over_minutes": 30, **fields}
    return request(
        horizon=Horizon(start=MONDAY, days=days),
        workers=(worker(**terms),),
        patterns=(*PATTERNS, EXACT, LONG, LONG_PAID),
        absences=absences,
    )


def away(first: int, last: int, minutes: int) -> Absence:
    return Absence(
        id="A1",
        worker_id="W1",
        kind=AbsenceKind.LEAVE,
        first_date=day(first),
        last_date=day(last),
        paid_minutes=minutes,
    )


def week_of(last_end: str, first: int = 0) -> list[Any]:
    """Two six-hour earlies and a third duty ending when the test says."""
    third = shift(EXACT, first + 2, parts=(span("07:00", last_end, first + 2),))
    return [duty(day=first), duty(day=first + 1), third]


def test_r06_binds_one_minute_above_the_tolerance() -> None:
    (violation,) = broken(R06, asked(), roster(*week_of("13:31")))
    assert violation.worker_ids == ("W1",)
    assert violation.date == MONDAY
    assert violation.sentence == (
        "W1 has 18 h 31 min paid in the week from Mon 12 Jan; their contract of 18 h allows at most 18 h 30 min."
    )


def test_r06_binds_one_minute_below_the_tolerance() -> None:
    (violation,) = broken(R06, asked(), roster(*week_of("11:59")))
    assert violation.sentence == (
        "W1 has 16 h 59 min paid in the week from Mon 12 Jan; their contract of 18 h allows at least 17 h."
    )


def test_r06_binds_on_an_empty_roster_when_the_contract_is_owed_work() -> None:
    assert len(broken(R06, asked(), roster())) == 1


def test_r06_binds_on_each_full_week_by_itself() -> None:
    violations = broken(R06, asked(days=14), roster(*week_of("13:00", first=7)))
    assert [violation.date for violation in violations] == [MONDAY]


def test_r06_holds_at_both_ends_of_the_tolerance() -> None:
    assert broken(R06, asked(), roster(*week_of("13:30"))) == []
    assert broken(R06, asked(), roster(*week_of("12:00"))) == []


def test_r06_holds_when_an_unpaid_break_is_not_counted() -> None:
    rest = span("10:00", "10:30")
    paid_450 = asked(contract_minutes_per_week=450, tolerance_under_minutes=0, tolerance_over_minutes=0)
    assert broken(R06, paid_450, roster(shift(LONG, rest_break=rest))) == []
    assert len(broken(R06, paid_450, roster(shift(LONG_PAID, rest_break=rest)))) == 1
    paid_480 = asked(contract_minutes_per_week=480, tolerance_under_minutes=0, tolerance_over_minutes=0)
    assert broken(R06, paid_480, roster(shift(LONG_PAID, rest_break=rest))) == []


def test_r06_holds_when_leave_is_paid_as_work() -> None:
    terms = {"tolerance_under_minutes": 0, "tolerance_over_minutes": 0}
    assert broken(R06, asked(absences=(away(3, 4, 720),), **terms), roster(duty())) == []
    assert len(broken(R06, asked(absences=(away(3, 4, 719),), **terms), roster(duty()))) == 1


def test_r06_holds_when_leave_across_two_weeks_counts_where_its_dates_lie() -> None:
    # 1,001 minutes over seven dates, 143 each: 429 on Friday to Sunday and 572 on Monday to Thursday.
    absence = away(4, 10, 1_001)
    terms = {"contract_minutes_per_week": 429, "tolerance_under_minutes": 0, "tolerance_over_minutes": 143}
    assert broken(R06, asked(days=14, absences=(absence,), **terms), roster()) == []
    # One minute more falls on the first date, in the first week.
    violations = broken(
        R06,
        asked(days=14, absences=(away(4, 10, 1_002),), **{**terms, "tolerance_over_minutes": 0}),
        roster(),
    )
    assert [violation.sentence[:29] for violation in violations] == [
        "W1 has 7 h 10 min paid in the",
        "W1 has 9 h 32 min paid in the",
    ]


def test_r06_holds_in_a_short_last_week_without_a_lower_bound() -> None:
    assert broken(R06, asked(days=10), roster(*week_of("13:00"))) == []


def test_r06_binds_in_a_short_last_week_above_the_contract_scaled_to_its_days() -> None:
    # 1,080 x 3 // 7 = 462, and 30 over.
    worked = [*week_of("13:00"), duty(day=7), shift(EXACT, 8, parts=(span("07:00", "09:13", 8),))]
    (violation,) = broken(R06, asked(days=10), roster(*worked))
    assert violation.sentence == (
        "W1 has 8 h 13 min paid in the week from Mon 19 Jan; their contract of 7 h 42 min allows at most 8 h 12 min."
    )
    worked[-1] = shift(EXACT, 8, parts=(span("07:00", "09:12", 8),))
    assert broken(R06, asked(days=10), roster(*worked)) == []


def test_r06_holds_for_a_bank_worker_with_nothing_owed_and_nothing_worked() -> None:
    assert broken(R06, asked(contract_minutes_per_week=30), roster()) == []
