"""R11 rest break, as far as the shift alone decides it: one part holds the break, off the edges and in its hours."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.request import RotaRequest
from optimiser.break_hours import break_hours

if TYPE_CHECKING:
    from optimiser.shifts import Parts, Shift


def prepare(request: RotaRequest) -> "Callable[[Shift], bool]":
    """Return the test whether the break due fits inside one part, far from the duty's ends, in its pattern's hours."""
    edge, hours = request.rules.break_from_edge_minutes, break_hours(request)
    holds: dict[tuple[str, Parts, int], bool] = {}

    def keeps(shift: "Shift") -> bool:
        if not shift.break_minutes:
            return True
        shape = (shift.pattern_id, shift.parts, shift.break_minutes)
        if shape not in holds:  # many workers may have it
            holds[shape] = has_room(shift)
        return holds[shape]

    def has_room(shift: "Shift") -> bool:
        starts = hours(shift.pattern_id, shift.start, shift.end)
        if starts is None:
            return False
        first = max(starts[0], shift.start + edge)
        last = min(starts[1], shift.end - edge - shift.break_minutes)
        return any(max(start, first) <= min(end - shift.break_minutes, last) for start, end in shift.parts)

    return keeps
