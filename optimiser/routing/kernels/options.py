"""Which routes may hold a stop, when, and what it costs there beyond legs and times."""

from typing import NamedTuple

from numba import njit

from optimiser.routing.kernels.state import State
from optimiser.routing.kernels.times import IMPOSSIBLE
from optimiser.routing.problem import NONE
from optimiser.routing.tables import Tables


class Extra(NamedTuple):
    """What a stop costs in a route beyond legs and times: there, and on top where nobody there knows its user yet."""

    option: int
    pair: int


@njit(cache=True, nogil=True)
def may_hold(tables: Tables, state: State, stop: int, route: int) -> bool:
    """Return whether a route has room for a stop, and holds none that it must be kept apart from."""
    if state.fill[route].load + tables.stop[stop].load > tables.route[route].capacity:
        return False
    for row in range(tables.stop[stop].first_arc, tables.stop[stop].end_arc):
        other = state.node[tables.arc[row].stop].route
        if tables.arc[row].apart and other != NONE and tables.route[other].worker == tables.route[route].worker:
            return False
    return True


@njit(cache=True, nogil=True)
def span_of(tables: Tables, stop: int) -> tuple[int, int]:
    """Return the earliest and the latest start over a stop's windows."""
    earliest, latest = IMPOSSIBLE, 0
    for window in range(tables.stop[stop].first_window, tables.stop[stop].end_window):
        earliest = min(earliest, tables.window[window].earliest)
        latest = max(latest, tables.window[window].latest)
    return earliest, latest


@njit(cache=True, nogil=True)
def option_of(tables: Tables, stop: int, route: int) -> int:
    """Return the row of the option by which a route may hold a stop, NONE where it may not or is not there in time."""
    earliest, latest = span_of(tables, stop)
    span = tables.route[route]
    if span.start > latest or span.latest_end < earliest + tables.stop[stop].minutes:
        return NONE
    for row in range(tables.stop[stop].first_option, tables.stop[stop].end_option):
        if tables.option[row].route == route:
            return row
    return NONE


@njit(cache=True, nogil=True)
def extra_pence(tables: Tables, state: State, stop: int, option: int) -> Extra:
    """Return what a stop costs in the route of one of its options beyond legs and times."""
    worker, user = tables.route[tables.option[option].route].worker, tables.stop[stop].user
    is_new = user != NONE and state.pair[user, worker] == 0 and tables.known[user, worker] == 0
    return Extra(tables.option[option].pence, tables.unfamiliar_pair if is_new else 0)
