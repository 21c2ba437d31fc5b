"""London time: a night across a change of clocks is an hour shorter or longer, and nobody has to remember it."""

from datetime import UTC, date, datetime, time

import pytest
from pydantic import ValidationError

from models.clock import Horizon, at, clock_text, in_london, minutes_between, plus, span_on
from models.patterns import ClockSpan
from models.roster import Span

NIGHT = (time(22), time(7))


@pytest.mark.parametrize(
    ("evening", "minutes"), [(date(2026, 1, 12), 540), (date(2026, 3, 28), 480), (date(2026, 10, 24), 600)]
)
def test_a_night_lasts_as_long_as_it_lasts(evening: date, minutes: int) -> None:
    start, end = span_on(evening, *NIGHT)
    assert minutes_between(start, end) == minutes
    assert (clock_text(start), clock_text(end)) == ("22:00", "07:00")


def test_an_hour_later_is_an_hour_later_when_clocks_go_back() -> None:
    before = at(date(2026, 10, 25), time(1, 30))
    after = plus(before, 60)
    assert clock_text(before) == clock_text(after) == "01:30"
    assert after > before
    assert after.time() == before.time() and after.fold == before.fold == 0


def test_the_clock_time_that_comes_twice_is_taken_to_be_the_first() -> None:
    assert at(date(2026, 10, 25), time(1, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_instants_are_the_same_however_they_are_written() -> None:
    utc = datetime(2026, 7, 1, 7, 0, tzinfo=UTC)
    assert in_london(utc) == at(date(2026, 7, 1), time(8))
    assert in_london(utc).isoformat() == "2026-07-01T08:00:00+01:00"
    assert Span.model_validate({"start": "2026-07-01T08:00", "end": "2026-07-01T08:30:00Z"}).minutes == 90


def test_seconds_are_refused() -> None:
    with pytest.raises(ValidationError, match="whole minutes"):
        Span.model_validate({"start": "2026-07-01T08:00:30", "end": "2026-07-01T09:00"})
    with pytest.raises(ValidationError, match="whole minutes"):
        ClockSpan.model_validate({"start": "08:00:30", "end": "09:00"})
    with pytest.raises(ValidationError, match="time zone"):
        ClockSpan.model_validate({"start": "08:00+01:00", "end": "09:00"})


def test_a_horizon_counts_minutes_that_really_pass() -> None:
    horizon = Horizon(start=date(2026, 10, 19), days=7)
    assert horizon.minute(horizon.end) == 7 * 1_440 + 60
    assert horizon.moment(horizon.minute(horizon.end)) == horizon.end


def test_weeks_are_blocks_of_seven_dates_and_the_last_may_be_shorter() -> None:
    assert [len(week) for week in Horizon(start=date(2026, 1, 12), days=16).weeks] == [7, 7, 2]
