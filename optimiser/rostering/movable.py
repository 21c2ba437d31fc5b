"""Movable shifts: many shifts of one pattern on one date written as "one start and one end", each chosen apart.

A pattern whose ends move by an hour either way has 25 shifts but only 5 starts and 5 ends. Every set of shifts can be cut
into such rectangles, so that the model needs the sum of the sides, not their product, and is no looser for it.
"""

import datetime as calendar
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from optimiser.shifts import Shift


@dataclass(frozen=True, slots=True)
class MovableShift:
    """All shifts of one worker, date and pattern with any of these starts and any of these ends, alike in all else."""

    worker_id: str
    date: calendar.date
    pattern_id: str
    post_id: str | None
    is_night: bool
    is_split: bool
    break_minutes: int
    unpaid_break_minutes: int
    inner: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    members: dict[tuple[int, int], Shift]

    @property
    def pauses(self) -> tuple[tuple[int, int], ...]:
        """The unpaid stretches between the parts of a split."""
        return tuple(zip(self.inner[::2], self.inner[1::2], strict=True))

    @property
    def shortest_paid_minutes(self) -> int:
        """Paid minutes from the latest start to the earliest end."""
        pauses = sum(end - start for start, end in self.pauses)
        return self.ends[0] - self.starts[-1] - pauses - self.unpaid_break_minutes


def movable_shifts(shifts: Iterable[Shift], mark: Callable[[Shift], Hashable] | None = None) -> list[MovableShift]:
    """Cut shifts into movable shifts, each shift in exactly one.

    Args:
        shifts: in any order; equal input gives equal output.
        mark: shifts with different marks are kept apart.
    """
    alike: dict[Hashable, list[Shift]] = defaultdict(list)
    for shift in shifts:
        inner = tuple([minute for part in shift.parts for minute in part][1:-1]) if len(shift.parts) > 1 else ()
        unpaid = shift.working_minutes - shift.paid_minutes
        look = (shift.date, shift.pattern_id, shift.post_id, inner, shift.is_night, shift.break_minutes, unpaid)
        alike[(shift.worker_id, *look, mark(shift) if mark else None)].append(shift)
    return [rectangle for group in alike.values() for rectangle in _rectangles(group)]


def _rectangles(shifts: list[Shift]) -> list[MovableShift]:
    ends_of: dict[int, list[int]] = defaultdict(list)
    for shift in shifts:
        ends_of[shift.start].append(shift.end)
    starts_of: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for start in sorted(ends_of):
        starts_of[tuple(sorted(ends_of[start]))].append(start)
    return [
        _rectangle([shift for shift in shifts if shift.start in starts], tuple(starts), ends)
        for ends, starts in starts_of.items()
    ]


def _rectangle(shifts: list[Shift], starts: tuple[int, ...], ends: tuple[int, ...]) -> MovableShift:
    alike = shifts[0]
    return MovableShift(
        worker_id=alike.worker_id,
        date=alike.date,
        pattern_id=alike.pattern_id,
        post_id=alike.post_id,
        is_night=alike.is_night,
        is_split=alike.is_split,
        break_minutes=alike.break_minutes,
        unpaid_break_minutes=alike.working_minutes - alike.paid_minutes,
        inner=tuple([minute for part in alike.parts for minute in part][1:-1]),
        starts=starts,
        ends=ends,
        members={(shift.start, shift.end): shift for shift in shifts},
    )
