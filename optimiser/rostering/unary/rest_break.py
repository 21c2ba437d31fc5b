"""R11 rest break, as far as the shift alone decides it: one part is long enough to hold the break off the edges."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.request import RotaRequest

if TYPE_CHECKING:
    from optimiser.shifts import Shift


def prepare(request: RotaRequest) -> "Callable[[Shift], bool]":
    """Return the test whether the break due fits inside one part, far enough from the duty's start and end."""
    edge = request.rules.break_from_edge_minutes

    def keeps(shift: "Shift") -> bool:
        if not shift.break_minutes:
            return True
        first, last = shift.start + edge, shift.end - edge
        return any(min(end, last) - max(start, first) >= shift.break_minutes for start, end in shift.parts)

    return keeps
