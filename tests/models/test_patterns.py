"""A shift pattern admits the duties that move within its bounds, and no others."""

from datetime import date, time
from typing import Any

import pytest

from models.clock import at, plus
from models.patterns import ClockSpan, PatternKind
from tests.builders import MONDAY, moment, pattern

SPLIT = pattern(kind=PatternKind.SPLIT, start_earlier_minutes=30).model_copy(
    update={"parts": (ClockSpan(start=time(7), end=time(10)), ClockSpan(start=time(16), end=time(20)))}
)


@pytest.mark.parametrize(("start", "end", "admitted"), [(0, 0, True), (-15, 30, True), (-16, 0, False), (0, 31, False)])
def test_a_shift_moves_within_its_bounds(start: int, end: int, admitted: bool) -> None:
    movable = pattern(start_earlier_minutes=15, end_later_minutes=30)
    parts = [(plus(moment("07:00"), start), plus(moment("14:00"), end))]
    assert movable.admits(MONDAY, parts) is admitted


def test_only_the_two_ends_of_a_split_move() -> None:
    parts = SPLIT.parts_on(MONDAY)
    earlier = [(plus(parts[0][0], -30), parts[0][1]), parts[1]]
    inner = [(parts[0][0], plus(parts[0][1], -30)), parts[1]]
    assert SPLIT.admits(MONDAY, parts)
    assert SPLIT.admits(MONDAY, earlier)
    assert not SPLIT.admits(MONDAY, inner)


def test_a_split_is_not_worked_in_one_piece() -> None:
    assert not SPLIT.admits(MONDAY, [(moment("07:00"), moment("20:00"))])


def test_a_part_that_would_end_before_it_starts_is_not_admitted() -> None:
    movable = pattern(start_later_minutes=600)
    assert not movable.admits(MONDAY, [(moment("15:00"), moment("14:00"))])


def break_starts(start: str, end: str, earliest: str, latest: str, day: int = 0, end_day: int = 0) -> list[str] | None:
    """When the break of a duty may start, as "Mon 12:00"."""
    hours = pattern(break_earliest_start=time.fromisoformat(earliest), break_latest_start=time.fromisoformat(latest))
    found = hours.break_starts(moment(start, day), moment(end, end_day))
    return [f"{each:%a %H:%M}" for each in found] if found else None


def test_the_break_starts_in_the_hours_of_its_pattern() -> None:
    assert break_starts("07:00", "14:00", "11:30", "13:00") == ["Mon 11:30", "Mon 13:00"]
    assert break_starts("07:00", "14:00", "12:00", "12:00") == ["Mon 12:00", "Mon 12:00"]


def test_without_hours_of_its_own_the_break_starts_at_any_time_of_the_duty() -> None:
    assert pattern().break_starts(moment("07:00"), moment("14:00")) == (moment("07:00"), moment("14:00"))


@pytest.mark.parametrize(
    ("earliest", "latest", "hours"),
    [
        ("02:00", "03:00", ["Tue 02:00", "Tue 03:00"]),
        ("23:30", "00:30", ["Mon 23:30", "Tue 00:30"]),
        ("20:00", "22:00", ["Mon 20:00", "Mon 22:00"]),
        ("20:00", "21:59", None),
        ("06:59", "08:00", ["Tue 06:59", "Tue 08:00"]),
        ("07:00", "08:00", None),
    ],
)
def test_a_night_has_its_break_in_the_first_hours_that_meet_it(earliest: str, latest: str, hours: Any) -> None:
    assert break_starts("22:00", "07:00", earliest, latest, end_day=1) == hours


def test_hours_begun_the_evening_before_a_duty_are_not_its_own() -> None:
    assert break_starts("00:15", "08:00", "23:30", "01:30") is None


def test_hours_that_the_clocks_leave_out_in_spring_begin_no_later_than_they_end() -> None:
    night = pattern(break_earliest_start=time(1, 50), break_latest_start=time(2, 10))
    saturday = date(2026, 3, 28)
    start, end = at(saturday, time(22)), at(date(2026, 3, 29), time(7))
    found = night.break_starts(start, end)
    assert found is not None
    assert [f"{each:%a %H:%M}" for each in found] == ["Sun 02:10", "Sun 02:10"]
