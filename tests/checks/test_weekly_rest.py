"""R08: 24 hours off in one piece each week, or 48 hours (or twice 24) each fortnight."""

import pytest

from models.clock import Horizon
from models.request import RotaRequest
from models.rules import RuleCode, Rules, WeeklyRest
from models.workers import CarriedIn
from tests.builders import MONDAY, PATTERNS, duty, moment, pattern, request, roster, worker
from tests.checks.judging import broken, day, shift

R08 = RuleCode.WEEKLY_REST
LATE_EARLY = pattern("late early", "12:00", "18:00")
FORTNIGHT = WeeklyRest.TWO_IN_FOURTEEN_DAYS


def asked(days: int = 7, mode: WeeklyRest = WeeklyRest.ONE_IN_SEVEN_DAYS, **carried: object) -> RotaRequest:
    return request(
        horizon=Horizon(start=MONDAY, days=days),
        patterns=(*PATTERNS, LATE_EARLY),
        workers=(worker(carried=CarriedIn.model_validate(carried)),),
        rules=Rules(weekly_rest=mode),
    )


def worked(*days: int) -> list[object]:
    return [duty(day=each) for each in days]


def test_r08_binds_on_seven_earlies_in_a_week() -> None:
    (violation,) = broken(R08, asked(), roster(*worked(*range(7))))
    assert violation.worker_ids == ("W1",)
    assert violation.date == MONDAY
    assert violation.sentence == (
        "W1 has at most 18 h off in one piece in the 7 days from Mon 12 Jan; weekly rest is 24 h in one piece."
    )


def test_r08_holds_with_one_day_off() -> None:
    assert broken(R08, asked(), roster(*worked(0, 1, 2, 4, 5, 6))) == []


def test_r08_binds_when_a_night_into_the_day_off_leaves_less_than_24_hours() -> None:
    nights = [duty(day=each, pattern_id="night") for each in range(6)]
    # The sixth night ends on Sunday at 07:00: 17 hours are left of the week.
    (violation,) = broken(R08, asked(), roster(*nights))
    assert "at most 22 h off" in violation.sentence
    assert broken(R08, asked(), roster(*nights[:-1])) == []


def test_r08_binds_when_a_duty_before_the_horizon_spills_into_the_free_day() -> None:
    late_starts = [shift(LATE_EARLY, each) for each in range(1, 7)]
    assert len(broken(R08, asked(last_duty_end=moment("12:01")), roster(*late_starts))) == 1
    assert broken(R08, asked(last_duty_end=moment("12:00")), roster(*late_starts)) == []


def test_r08_binds_when_a_night_of_the_week_before_spills_into_the_free_day() -> None:
    minute_early = shift(pattern("minute early", "06:59", "13:00"), 8)
    rest_of_week = worked(*range(9, 14))
    night = duty(day=6, pattern_id="night")
    assert broken(R08, asked(days=14), roster(minute_early, *rest_of_week)) == []
    assert broken(R08, asked(days=14), roster(night, duty(day=8), *rest_of_week)) == []
    assert [each.date for each in broken(R08, asked(days=14), roster(night, minute_early, *rest_of_week))] == [day(7)]


def test_r08_binds_in_each_week_by_itself() -> None:
    violations = broken(R08, asked(days=14), roster(*worked(*range(14))))
    assert [violation.date for violation in violations] == [day(0), day(7)]


def test_r08_holds_in_a_short_last_week() -> None:
    assert broken(R08, asked(days=10), roster(*worked(0, 7, 8, 9))) == []


def test_r08_binds_in_a_fortnight_with_a_single_day_off() -> None:
    (violation,) = broken(R08, asked(14, FORTNIGHT), roster(*worked(*range(3), *range(4, 14))))
    assert violation.date == MONDAY
    assert violation.sentence == (
        "W1 has at most 42 h off in one piece in the 14 days from Mon 12 Jan; "
        "weekly rest is 48 h in one piece or twice 24 h."
    )


def test_r08_holds_in_a_fortnight_with_two_days_off_apart() -> None:
    assert broken(R08, asked(14, FORTNIGHT), roster(*worked(*range(3), *range(4, 9), *range(10, 14)))) == []


def test_r08_holds_in_a_fortnight_with_two_days_off_together_in_one_week() -> None:
    together = worked(*range(3), *range(5, 14))
    assert broken(R08, asked(14, FORTNIGHT), roster(*together)) == []
    assert [each.date for each in broken(R08, asked(14), roster(*together))] == [day(7)]


def test_r08_binds_in_a_week_left_over_after_the_fortnights() -> None:
    left_over = worked(0, *range(14, 21))
    assert [each.date for each in broken(R08, asked(21, FORTNIGHT), roster(*left_over))] == [day(14)]
    assert broken(R08, asked(21, FORTNIGHT), roster(*left_over[:-1])) == []


def test_r08_binds_in_each_fortnight_by_itself() -> None:
    for first in (0, 14):
        without_rest = worked(*range(first, first + 14))
        assert [each.date for each in broken(R08, asked(28, FORTNIGHT), roster(*without_rest))] == [day(first)]


@pytest.mark.parametrize(("first", "number"), [("00:00", 0), ("23:59", 1)])
def test_r08_holds_at_exactly_24_hours_from_the_first_midnight_of_the_week(first: str, number: int) -> None:
    after_monday = shift(pattern("first", first, "06:00"), 1 if first == "00:00" else 0)
    week = [after_monday, duty(day=1, pattern_id="late"), *worked(*range(2, 7))]
    assert len(broken(R08, asked(), roster(*week))) == number


@pytest.mark.parametrize(("last", "number"), [("00:00", 0), ("00:01", 1)])
def test_r08_holds_at_exactly_24_hours_to_the_last_midnight_of_the_week(last: str, number: int) -> None:
    before_sunday = shift(pattern("last", "18:00", last), 5)
    week = [*(duty(day=each, pattern_id="late") for each in range(5)), before_sunday]
    assert len(broken(R08, asked(), roster(*week))) == number


@pytest.mark.parametrize(("first", "number"), [("13:00", 0), ("12:59", 1)])
def test_r08_holds_at_exactly_48_hours_in_a_fortnight(first: str, number: int) -> None:
    after_two_days = shift(pattern("first", first, "19:00"), 4)
    one_rest = [*worked(0, 1, 2), after_two_days, *worked(*range(5, 14))]
    assert len(broken(R08, asked(14, FORTNIGHT), roster(*one_rest))) == number


def test_r08_binds_on_a_week_without_a_free_minute() -> None:
    round_the_clock = pattern("round the clock", "00:00", "00:00")
    (violation,) = broken(R08, asked(), roster(*(shift(round_the_clock, each) for each in range(7))))
    assert violation.sentence.startswith("W1 has at most 0 min off in one piece")
