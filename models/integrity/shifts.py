"""Shift patterns: parts in order of time, and a break that leaves work to be done."""

from collections.abc import Iterator
from itertools import pairwise

from models.clock import minutes_between
from models.integrity.codes import IntegrityCode, problem
from models.patterns import ShiftPattern
from models.problems import Problem
from models.request import RotaRequest


def impossible_patterns(request: RotaRequest) -> Iterator[Problem]:
    """Yield each pattern that no duty could follow."""
    for row, pattern in enumerate(request.patterns, start=1):
        parts = pattern.parts_on(request.horizon.start)
        if any(later[0] < earlier[1] for earlier, later in pairwise(parts)):
            cause = f"the parts of pattern {pattern.id} overlap or are not in order of time"
            action = "list them from the first to the last of the day; only the last may end after midnight"
            yield problem(IntegrityCode.PARTS_OUT_OF_ORDER, "patterns", row, "parts", cause, action)
        elif pattern.break_minutes >= _longest(pattern, request):
            cause = (
                f"the break of pattern {pattern.id} ({pattern.break_minutes} minutes) is as long as its longest part"
            )
            yield problem(IntegrityCode.BREAK_FILLS_SHIFT, "patterns", row, "break_minutes", cause, "shorten the break")


def _longest(pattern: ShiftPattern, request: RotaRequest) -> int:
    return max(minutes_between(start, end) for start, end in pattern.parts_on(request.horizon.start))
