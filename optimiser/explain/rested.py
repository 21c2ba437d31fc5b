"""A duty put on another shift, with the break that is due on it."""

from models.clock import plus
from models.roster import Duty, Span
from optimiser.explain.rooms import Rooms
from optimiser.shifts import Shift


def on_shift(rooms: Rooms, duty: Duty, shift: Shift) -> Duty | None:
    """Return the duty with a shift's hours and the break due, where it was or else in the middle; None = no room.

    Args:
        rooms: of the request.
        duty: to be put on the shift.
        shift: of the duty's worker and date.
    """
    rest = duty.rest_break
    if not shift.break_minutes:
        rest = None
    elif rest is None or rest.minutes != shift.break_minutes:
        try:
            start = rooms.request.horizon.moment(rooms.routing.crew.middle_break(shift))
        except ValueError:
            return None
        rest = Span(start=start, end=plus(start, shift.break_minutes))
    return duty.model_copy(update={"parts": shift.spans(rooms.request.horizon), "rest_break": rest})
