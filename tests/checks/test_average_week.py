"""R09: at most 48 hours a week on average over 17 weeks, unless the worker opted out."""

from models.clock import Horizon
from models.request import RotaRequest
from models.rules import RuleCode
from models.workers import Absence, AbsenceKind, CarriedIn
from tests.builders import MONDAY, PATTERNS, pattern, request, roster, worker
from tests.checks.judging import broken, day, shift, span

R09 = RuleCode.AVERAGE_WEEK
TEN_HOURS = pattern("ten", "07:00", "17:00", end_later_minutes=60, break_minutes=30, break_paid=True)


def asked(history: tuple[int, ...] = (), days: int = 7, **fields: object) -> RotaRequest:
    return request(
        horizon=Horizon(start=MONDAY, days=days),
        patterns=(*PATTERNS, TEN_HOURS),
        workers=(worker(carried=CarriedIn(worked_minutes_by_week=history), **fields),),
    )


def week_of(minutes: int, first: int = 0) -> list[object]:
    """A week of this many minutes: ten hours a day and the rest on the last."""
    lengths = [600] * (minutes // 600) + ([minutes % 600] if minutes % 600 else [])
    ends = [f"{7 + length // 60:02}:{length % 60:02}" for length in lengths]
    return [
        shift(TEN_HOURS, first + number, parts=(span("07:00", end, first + number),)) for number, end in enumerate(ends)
    ]


def test_r09_binds_one_minute_above_48_hours_without_history() -> None:
    (violation,) = broken(R09, asked(), roster(*week_of(2_881)))
    assert violation.worker_ids == ("W1",)
    assert violation.date == MONDAY
    assert violation.sentence == "W1 averages 48 h 1 min a week over 1 week to Sun 18 Jan; the limit is 48 h."


def test_r09_holds_at_exactly_48_hours_without_history() -> None:
    assert broken(R09, asked(), roster(*week_of(2_880))) == []


def test_r09_binds_and_holds_over_a_short_history() -> None:
    # Three weeks known: 2,880 x 3 = 8,640 minutes allowed.
    assert broken(R09, asked((2_940, 2_820)), roster(*week_of(2_880))) == []
    (violation,) = broken(R09, asked((2_941, 2_820)), roster(*week_of(2_880)))
    assert violation.sentence == "W1 averages 48 h 1 min a week over 3 weeks to Sun 18 Jan; the limit is 48 h."


def test_r09_holds_when_sixteen_lighter_weeks_carry_a_heavy_one() -> None:
    assert broken(R09, asked((2_820,) * 16), roster(*week_of(3_600))) == []


def test_r09_binds_in_a_second_week_when_the_oldest_light_week_drops_out() -> None:
    # Over 17 weeks to the first Sunday the light week still counts; over 17 to the second it does not.
    history = (0, *(2_880,) * 15)
    violations = broken(R09, asked(history, days=14), roster(*week_of(3_600), *week_of(2_880, first=7)))
    assert [violation.date for violation in violations] == [day(7)]
    assert "over 17 weeks to Sun 25 Jan" in violations[0].sentence


def test_r09_holds_for_a_worker_who_opted_out() -> None:
    assert broken(R09, asked(opted_out_of_48_hours=True), roster(*week_of(3_600))) == []


def test_r09_holds_when_leave_is_not_working_time() -> None:
    leave = Absence(
        id="A1", worker_id="W1", kind=AbsenceKind.LEAVE, first_date=day(6), last_date=day(6), paid_minutes=600
    )
    away = asked().model_copy(update={"absences": (leave,)})
    assert broken(R09, away, roster(*week_of(2_880))) == []


def test_r09_holds_when_an_unpaid_break_is_not_counted() -> None:
    unpaid = TEN_HOURS.model_copy(update={"break_paid": False})
    # Five ten-hour days with half an hour's break each and a sixth of half an hour: 2,880 minutes without the breaks.
    *long_days, short_day = week_of(2_880 + 5 * 30)
    rested = [
        each.model_copy(update={"rest_break": span("12:00", "12:30", number)}) for number, each in enumerate(long_days)
    ]
    without_break_pay = asked().model_copy(update={"patterns": (*PATTERNS, unpaid)})
    assert broken(R09, without_break_pay, roster(*rested, short_day)) == []
    assert len(broken(R09, asked(), roster(*rested, short_day))) == 1
