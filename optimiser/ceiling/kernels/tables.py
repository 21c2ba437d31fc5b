"""What the kernels read and write: stops, spells, the session to be held, and the room in which values are kept.

Times are whole minutes, or whole steps of several, from an origin before every window and shift. Values are whole
numbers, and no sum of them comes near the ends of their 32 bits; the caller rounds so that no duty's value is
understated.

A path's *status* says which pauses it has made: 0 none, 1 the rest break, 2 the session, 3 both.
"""

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Names = NDArray[np.int32]
Table = NDArray[np.void]
Spell = Any  # a row of a table; the compiler knows its fields
Number = Any  # a whole number of whatever width; the compiler knows it

NOTHING = -(1 << 30)
"""The value of what cannot be."""
HARDLY = NOTHING // 2
"""Whatever is below this cannot be either."""
LARGEST_VALUE = 1 << 27
"""What a day's visits and pay may each come to, so that all sums stay far above NOTHING and below its opposite."""
NOBODY = -1
REST, SESSION = 1, 2
STATUSES = 4
NO_BREAK, ALWAYS_BREAK, BREAK_BY_LENGTH = 0, 1, 2

SPELL = np.dtype(
    [
        ("start_first", np.int64),  # the part begins between these two
        ("start_last", np.int64),
        ("end_first", np.int64),  # and ends between these two
        ("end_last", np.int64),
        ("rest", np.int64),  # minutes of the break
        ("rule", np.int64),  # NO_BREAK, ALWAYS_BREAK, or BREAK_BY_LENGTH: due when the part is long
        ("most_unrested", np.int64),  # the longest that a part without a break due by length may be
        ("least_rested", np.int64),  # and the shortest that a part with one may be
        ("rest_value", np.int64),  # what an unpaid break adds to the value
    ]
)
"""When a part of a duty may begin and end, and the break in it; rows with equal starts and rest stand together."""


class Session(NamedTuple):
    """Paid time that is no visit (a training): it may start from `opens` to `closes`; 0 minutes where there is none."""

    minutes: int
    opens: int
    closes: int


NO_SESSION = Session(0, 0, 0)


class Stops(NamedTuple):
    """N stops: visits in one of their windows, as one worker may make them.

    Attributes:
        opens, closes: [N] first and last start.
        minutes: [N] of care, at least 1.
        worth: [N] value of making the visit.
        journey: [N, N] minutes to a row from a column.
        enter: [STATUSES, N] least minutes from the part's beginning to this stop as its first, after these pauses.
        leave: [STATUSES, N] least minutes from the end of this stop, as the last, to the part's end, with these pauses.
    """

    opens: Ints
    closes: Ints
    minutes: Ints
    worth: Ints
    journey: Names
    enter: Ints
    leave: Ints


class Room(NamedTuple):
    """Working space [LAYERS, T, N]: what being free at a stop by a minute is worth.

    The first STATUSES layers hold what is worth at the end of a visit; the others, for statuses 1 to 3, what is worth
    when the pauses may have been made since.

    Attributes:
        first: the best value.
        before: the stop before, on the best path; NOBODY when there is none.
        second: the best value over paths with another stop before.
    """

    first: Names
    before: Names
    second: Names


LAYERS = 2 * STATUSES - 1


def room_for(stops: int, minutes: int) -> Room:
    """Return working space for so many stops and minutes."""
    shape = (LAYERS, minutes, stops)
    return Room(np.empty(shape, np.int32), np.empty(shape, np.int32), np.empty(shape, np.int32))


@njit(cache=True, nogil=True)
def ready(status: int) -> int:
    """Return the layer from which a path goes on in a status."""
    return STATUSES - 1 + status if status else 0


@njit(cache=True, nogil=True)
def pauses_of(rest: bool, session: Session) -> int:
    """Return the status with every pause that there is."""
    return (REST if rest else 0) + (SESSION if session.minutes else 0)


@njit(cache=True, nogil=True)
def may_begin_with(status: int, session: Session, minute: int) -> bool:
    """Return whether a path that starts its first stop at a minute may have made these pauses before."""
    return not status & SESSION or minute >= session.opens + session.minutes
