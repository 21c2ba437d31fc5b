"""R07: eleven hours between one duty's end and the next one's start."""

from datetime import date, time
from typing import Any

from models.clock import Horizon, at
from models.roster import Duty, Span
from models.rules import RuleCode, Rules
from models.workers import CarriedIn
from tests.builders import duty, moment, pattern, request, roster, worker
from tests.checks.judging import broken, day, shift

R07 = RuleCode.DAILY_REST
LATE_TO = {end: pattern(f"late to {end.replace(':', '')}", "15:00", end) for end in ("20:00", "20:01", "22:00")}
HALF_PAST = pattern("half past", "07:30", "13:00")


def test_r07_binds_after_a_late_and_an_early() -> None:
    asked = request(patterns=(*LATE_TO.values(), HALF_PAST))
    (violation,) = broken(R07, asked, roster(shift(LATE_TO["22:00"], 1), shift(HALF_PAST, 2)))
    assert violation.worker_ids == ("W1",)
    assert violation.date == day(2)
    assert violation.sentence == (
        "W1 has 9 h 30 min between the duty ending Tue 13 Jan 22:00 and the next starting Wed 14 Jan 07:30; "
        "daily rest is 11 h."
    )


def test_r07_binds_one_minute_short_and_holds_at_exactly_eleven_hours() -> None:
    asked = request(patterns=(pattern(), *LATE_TO.values()))
    (violation,) = broken(R07, asked, roster(shift(LATE_TO["20:01"]), duty(day=1)))
    assert "10 h 59 min" in violation.sentence
    assert broken(R07, asked, roster(shift(LATE_TO["20:00"]), duty(day=1))) == []


def test_r07_binds_whatever_order_the_duties_are_listed_in() -> None:
    asked = request(patterns=(pattern(), *LATE_TO.values()))
    assert len(broken(R07, asked, roster(duty(day=1), shift(LATE_TO["20:01"])))) == 1


def test_r07_binds_after_the_last_duty_before_the_horizon() -> None:
    asked = request(workers=(worker(carried=CarriedIn(last_duty_end=moment("20:01", -1))),))
    (violation,) = broken(R07, asked, roster(duty()))
    assert "the duty ending Sun 11 Jan 20:01 and the next starting Mon 12 Jan 07:00" in violation.sentence


def test_r07_holds_eleven_hours_after_the_last_duty_before_the_horizon() -> None:
    asked = request(workers=(worker(carried=CarriedIn(last_duty_end=moment("20:00", -1))),))
    assert broken(R07, asked, roster(duty())) == []


def test_r07_holds_for_two_workers_relieving_each_other() -> None:
    asked = request(workers=(worker(), worker("W2")))
    assert broken(R07, asked, roster(duty(), duty("W2", pattern_id="late"))) == []


def test_r07_holds_under_a_shorter_agreed_rest() -> None:
    asked = request(patterns=(pattern(), *LATE_TO.values()), rules=Rules(daily_rest_minutes=659))
    assert broken(R07, asked, roster(shift(LATE_TO["20:01"]), duty(day=1))) == []


def late_then_early(saturday: date, end: str) -> Any:
    """A Saturday duty that ends at the hour given and a Sunday duty from seven, over a clock change."""
    sunday = date.fromordinal(saturday.toordinal() + 1)
    first = Span(start=at(saturday, time(14)), end=at(saturday, time.fromisoformat(end)))
    second = Span(start=at(sunday, time(7)), end=at(sunday, time(13)))
    days = [(saturday, first), (sunday, second)]
    return [Duty(worker_id="W1", date=when, pattern_id="early", parts=(part,)) for when, part in days]


def test_r07_binds_over_the_march_change_when_the_night_is_an_hour_shorter() -> None:
    saturday = date(2026, 3, 28)
    asked = request(horizon=Horizon(start=saturday), visits=())
    (violation,) = broken(R07, asked, roster(*late_then_early(saturday, "20:00")))
    assert violation.sentence.startswith("W1 has 10 h between the duty ending Sat 28 Mar 20:00")
    assert broken(R07, asked, roster(*late_then_early(saturday, "19:00"))) == []


def test_r07_holds_over_the_october_change_when_the_night_is_an_hour_longer() -> None:
    saturday = date(2026, 10, 24)
    asked = request(horizon=Horizon(start=saturday), visits=())
    assert broken(R07, asked, roster(*late_then_early(saturday, "21:00"))) == []
    assert len(broken(R07, asked, roster(*late_then_early(saturday, "21:01")))) == 1
