"""Shift patterns: parts in order of time, a break that leaves work to be done and can be taken when it should be."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from models.clock import minutes_between, plus
from models.integrity.codes import IntegrityCode, problem
from models.patterns import ShiftPattern
from models.problems import Problem
from models.request import RotaRequest

Part = tuple[datetime, datetime]


def impossible_patterns(request: RotaRequest) -> Iterator[Problem]:
    """Yield each pattern that no duty could follow."""
    for row, pattern in enumerate(request.patterns, start=1):
        parts = pattern.parts_on(request.horizon.start)
        if any(later[0] < earlier[1] for earlier, later in pairwise(parts)):
            cause = f"the parts of pattern {pattern.id} overlap or are not in order of time"
            action = "list them from the first to the last of the day; only the last may end after midnight"
            yield problem(IntegrityCode.PARTS_OUT_OF_ORDER, "patterns", row, "parts", cause, action)
        elif pattern.break_minutes >= _longest(parts):
            cause = (
                f"the break of pattern {pattern.id} ({pattern.break_minutes} minutes) is as long as its longest part"
            )
            yield problem(IntegrityCode.BREAK_FILLS_SHIFT, "patterns", row, "break_minutes", cause, "shorten the break")
        else:
            yield from _break_times(request, row, pattern)


def _longest(parts: list[Part]) -> int:
    return max(minutes_between(start, end) for start, end in parts)


def _break_times(request: RotaRequest, row: int, pattern: ShiftPattern) -> Iterator[Problem]:
    earliest, latest = pattern.break_earliest_start, pattern.break_latest_start
    if (earliest is None) != (latest is None):
        given, missing = ("latest", "earliest") if earliest is None else ("earliest", "latest")
        cause = f"pattern {pattern.id} has break_{given}_start without break_{missing}_start"
        action = "fill in both or neither"
        yield problem(IntegrityCode.BREAK_HAS_ONE_TIME, "patterns", row, f"break_{missing}_start", cause, action)
    elif earliest and latest and not any(_has_its_break(request, pattern, parts) for parts in _moved(request, pattern)):
        cause = f"the break of pattern {pattern.id} cannot start between {earliest:%H:%M} and {latest:%H:%M}, inside a "
        cause += f"part and {request.rules.break_from_edge_minutes} minutes from the duty's start and end"
        action = "correct the two clock times, or shorten the break"
        yield problem(IntegrityCode.BREAK_NEVER_FITS, "patterns", row, "break_earliest_start", cause, action)


def _moved(request: RotaRequest, pattern: ShiftPattern) -> Iterator[list[Part]]:
    """Yield the pattern with its ends moved as far as they go: a break that fits none of these fits no duty of it."""
    own = pattern.parts_on(request.horizon.start)
    for start in (-pattern.start_earlier_minutes, pattern.start_later_minutes):
        for end in (-pattern.end_earlier_minutes, pattern.end_later_minutes):
            edges = [moment for part in own for moment in part]
            edges[0], edges[-1] = plus(edges[0], start), plus(edges[-1], end)
            parts = list(zip(edges[::2], edges[1::2], strict=True))
            if all(first < last for first, last in parts):
                yield parts


def _has_its_break(request: RotaRequest, pattern: ShiftPattern, parts: list[Part]) -> bool:
    """Return whether no break is due in a duty with these parts, or one can be taken (R11)."""
    rules, begin, finish = request.rules, parts[0][0], parts[-1][1]
    by_length = rules.break_minutes if _longest(parts) > rules.break_after_minutes else 0
    due, starts = pattern.break_minutes or by_length, pattern.break_starts(begin, finish)
    if not due or starts is None:
        return not due
    first = max(starts[0], plus(begin, rules.break_from_edge_minutes))
    last = min(starts[1], plus(finish, -rules.break_from_edge_minutes - due))
    return any(max(start, first) <= min(plus(end, -due), last) for start, end in parts)
