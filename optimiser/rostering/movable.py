"""Movable shifts: many shifts of one pattern on one date written as "one start and one end", each chosen apart.

A pattern whose ends move by an hour either way has 25 shifts but only 5 starts and 5 ends. Every set of shifts can be
cut into such rectangles, so that the model needs the sum of the sides, not their product.
"""

import datetime as calendar
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from optimiser.shifts import Shift


@dataclass(frozen=True, slots=True)
class MovableShift:
    """All shifts of one worker, date, pattern and role with any of these starts and any of these ends.

    They are alike in all else, but that the longer ones may have a break due and the shorter ones none.
    """

    worker_id: str
    date: calendar.date
    pattern_id: str
    post_id: str | None
    role: str | None
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
    def shortest_minutes(self) -> int:
        """Working minutes from the latest start to the earliest end."""
        return self.ends[0] - self.starts[-1] - sum(end - start for start, end in self.pauses)

    @property
    def break_depends_on_length(self) -> bool:
        """Whether only the longer of these shifts have a break due."""
        return self.break_minutes > 0 and not self.members[self.starts[-1], self.ends[0]].break_minutes


def movable_shifts(shifts: Iterable[Shift], mark: Callable[[Shift], Hashable] | None = None) -> list[MovableShift]:
    """Cut shifts into movable shifts, each shift in exactly one.

    Args:
        shifts: in any order; equal input gives equal output.
        mark: shifts with different marks are kept apart.
    """
    alike: dict[Hashable, list[Shift]] = defaultdict(list)
    for shift in shifts:
        look: tuple[Hashable, ...] = (shift.worker_id, shift.date, shift.pattern_id, shift.post_id, shift.role)
        look += (shift.is_night,)
        if len(shift.parts) > 1:
            look += (_inner(shift), shift.break_minutes)
        alike[(*look, mark(shift) if mark else None)].append(shift)
    return [rectangle for group in alike.values() for rectangle in _rectangles(group)]


def _inner(shift: Shift) -> tuple[int, ...]:
    return tuple([minute for part in shift.parts for minute in part][1:-1])


def _rectangles(shifts: list[Shift]) -> list[MovableShift]:
    """Cut alike shifts into rectangles: starts with the same possible ends go together."""
    by_start: dict[int, list[Shift]] = defaultdict(list)
    for shift in shifts:
        by_start[shift.start].append(shift)
    by_ends: dict[tuple[int, ...], list[Shift]] = defaultdict(list)
    for start in sorted(by_start):
        ends = tuple(sorted(shift.end for shift in by_start[start]))
        by_ends[ends].extend(by_start[start])
    return [_rectangle(group, ends) for ends, group in by_ends.items()]


def _rectangle(shifts: list[Shift], ends: tuple[int, ...]) -> MovableShift:
    longest = max(shifts, key=lambda shift: shift.working_minutes)
    return MovableShift(
        worker_id=longest.worker_id,
        date=longest.date,
        pattern_id=longest.pattern_id,
        post_id=longest.post_id,
        role=longest.role,
        is_night=longest.is_night,
        is_split=longest.is_split,
        break_minutes=longest.break_minutes,
        unpaid_break_minutes=longest.working_minutes - longest.paid_minutes,
        inner=_inner(longest),
        starts=tuple(dict.fromkeys(shift.start for shift in shifts)),
        ends=ends,
        members={(shift.start, shift.end): shift for shift in shifts},
    )
