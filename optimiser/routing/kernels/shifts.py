"""Routes that open and close as shifts change, and what a shift would be worth.

A route is closed when its span in the tables is all zeros; whoever opens it writes its row first.
"""

import numpy as np
from numba import njit

from optimiser.routing.kernels.breaks import settle_break
from optimiser.routing.kernels.cost import settle_cost
from optimiser.routing.kernels.filling import settle
from optimiser.routing.kernels.insertion import Place, best_in_route, worst_of
from optimiser.routing.kernels.options import extra_pence, may_hold, option_of
from optimiser.routing.kernels.random import Seed
from optimiser.routing.kernels.rings import put_in, settle_times, take_out
from optimiser.routing.kernels.state import State, keep, put_back, touch
from optimiser.routing.kernels.times import begin_try
from optimiser.routing.problem import NONE, Ints
from optimiser.routing.tables import Table, Tables


@njit(cache=True, nogil=True)
def open_routes(tables: Tables, state: State, routes: Ints) -> None:
    """Make empty routes of the rows already written for them."""
    for row in range(routes.size):
        _empty(tables, state, routes[row])
    keep(tables, state)


@njit(cache=True, nogil=True)
def walk(tables: Tables, state: State, routes: Ints) -> tuple[Ints, Ints]:
    """Return the stops of these routes, route by route in order, and where each route's end in that list."""
    stops, ends, count = np.empty(tables.stop.size, dtype=np.int64), np.empty(routes.size, dtype=np.int64), 0
    for row in range(routes.size):
        node = state.node[tables.stop.size + routes[row]].after
        while node < tables.stop.size:
            stops[count] = node
            count += 1
            node = state.node[node].after
        ends[row] = count
    return stops[:count], ends


@njit(cache=True, nogil=True)
def close_routes(tables: Tables, state: State, routes: Ints, keep_partners: bool) -> bool:
    """Take every stop out of these routes and close them; return whether the others can be driven as they stand.

    Stops made only together with those taken out go too, or stay where they are, to be completed.
    """
    for row in range(routes.size):
        while state.fill[routes[row]].length > 0:
            _take_first(tables, state, routes[row], keep_partners)
        _close(tables, state, routes[row])
    return settle(tables, state)


@njit(cache=True, nogil=True)
def _empty(tables: Tables, state: State, route: int) -> None:
    """Set the turning point and the cost of a route without stops by its row."""
    turn = tables.stop.size + route
    begin_try(state)
    touch(state, route, 2)
    state.node[turn].here = tables.route[route].start_place
    state.node[turn].begin = tables.route[route].start
    state.fill[route].break_after = NONE
    settle_cost(tables, state, route)


@njit(cache=True, nogil=True)
def _close(tables: Tables, state: State, route: int) -> None:
    tables.route[route].start = 0
    tables.route[route].end = 0
    tables.route[route].latest_end = 0
    tables.route[route].start_place = NONE
    tables.route[route].end_place = NONE
    tables.route[route].break_minutes = 0
    _empty(tables, state, route)


@njit(cache=True, nogil=True)
def _take_first(tables: Tables, state: State, route: int, keep_partners: bool) -> None:
    """Take a route's first stop out, and those made only together with it or not."""
    stop = state.node[tables.stop.size + route].after
    group = tables.stop[stop].group
    for row in range(tables.first_member[group], tables.first_member[group + 1]):
        member = tables.member[row]
        if state.node[member].route != NONE and (member == stop or not keep_partners):
            take_out(tables, state, member)


@njit(cache=True, nogil=True)
def worths(tables: Tables, state: State, rows: Table, routes: Ints, first_part: Ints, stops: Ints, rng: Seed) -> Ints:
    """Return the pence that each of a worker's new shifts would save, if it alone were opened.

    Args:
        rows: ROUTE, a row for each part of each shift, shift by shift.
        routes: the routes, closed, of which they would be the rows; closed again afterwards.
        first_part: where each shift's parts begin, and where the last one's end.
        stops: those that nobody makes and that this worker may make, in the order in which they are tried; of stops
            made only together, one.
        rng: not drawn from; insertions ask for one.
    """
    saved = np.zeros(first_part.size - 1, dtype=np.int64)
    for shift in range(first_part.size - 1):
        first, end = first_part[shift], first_part[shift + 1]
        for part in range(first, end):
            tables.route[routes[part]] = rows[part]
            _empty(tables, state, routes[part])
        for row in range(stops.size):
            saved[shift] += _saved_by(tables, state, routes[first:end], stops[row], rng)
        put_back(tables, state)
        for part in range(first, end):
            _close(tables, state, routes[part])
        keep(tables, state)
    return saved


@njit(cache=True, nogil=True)
def _saved_by(tables: Tables, state: State, routes: Ints, stop: int, rng: Seed) -> int:
    """Put a stop into one of the routes if that costs less than its share of the price; return what that saves."""
    price = _share_price(tables, state, stop)
    best, worst = Place(price, NONE, NONE, 0), worst_of(tables, state)
    for row in range(routes.size):
        option = option_of(tables, stop, routes[row])
        if option != NONE and may_hold(tables, state, stop, routes[row]):
            extra = extra_pence(tables, state, stop, option)
            best = best_in_route(tables, state, stop, routes[row], extra, worst, best, 0, rng)
    if best.before == NONE or not put_in(tables, state, stop, best.before, best.window, best.option_pence):
        return 0
    if _keeps_break(tables, state, state.node[stop].route):
        return price - best.pence
    route = state.node[stop].route
    take_out(tables, state, stop)
    settle_times(tables, state)
    _keeps_break(tables, state, route)
    return 0


@njit(cache=True, nogil=True)
def _keeps_break(tables: Tables, state: State, route: int) -> bool:
    """Take a route's break anew where it costs least; return whether it can be taken."""
    if tables.route[route].break_minutes == 0:
        return True
    if state.fill[route].break_after != NONE:
        state.fill[route].break_after = NONE
        settle_times(tables, state)
    return settle_break(tables, state, route) and state.fill[route].break_after != NONE


@njit(cache=True, nogil=True)
def _share_price(tables: Tables, state: State, stop: int) -> int:
    """Return what making a stop saves: an even share of its group's price with what else of the group is missing."""
    group, price, missing = tables.stop[stop].group, 0, 0
    for row in range(tables.first_member[group], tables.first_member[group + 1]):
        price += tables.stop[tables.member[row]].price
        missing += state.node[tables.member[row]].route == NONE
    return price // missing
