"""A shift pattern admits the duties that move within its bounds, and no others."""

from datetime import time

import pytest

from models.clock import plus
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
