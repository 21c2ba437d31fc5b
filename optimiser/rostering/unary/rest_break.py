"""R11 rest break, as far as the shift alone decides it: one part holds the break, off the edges and in its hours."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.request import RotaRequest

if TYPE_CHECKING:
    from optimiser.shifts import Shift


def prepare(request: RotaRequest) -> "Callable[[Shift], bool]":
    """Return the test whether the break due fits inside one part, far from the duty's ends, in its pattern's hours."""
    edge, horizon = request.rules.break_from_edge_minutes, request.horizon

    def starts_of(shift: "Shift") -> tuple[int, int]:
        """Return the first and the last minute at which the break may start: none where the last comes first."""
        first, last = shift.start + edge, shift.end - edge - shift.break_minutes
        pattern = request.pattern_by_id[shift.pattern_id]
        if pattern.break_earliest_start is None:
            return first, last
        hours = pattern.break_starts(horizon.moment(shift.start), horizon.moment(shift.end))
        if hours is None:
            return 1, 0
        return max(first, horizon.minute(hours[0])), min(last, horizon.minute(hours[1]))

    def keeps(shift: "Shift") -> bool:
        if not shift.break_minutes:
            return True
        first, last = starts_of(shift)
        return any(max(start, first) <= min(end - shift.break_minutes, last) for start, end in shift.parts)

    return keeps
