"""Where in its route a break is taken: in the gap where it costs least, or, at its price, not at all."""

import numpy as np
from numba import njit

from optimiser.routing.search.kernels.cost import route_pence
from optimiser.routing.search.kernels.rings import settle_times
from optimiser.routing.search.kernels.state import State, touch
from optimiser.routing.search.kernels.times import IMPOSSIBLE, MOST_PUSHES, begin_try, delay, next_arrival
from optimiser.routing.search.problem import NONE
from optimiser.routing.search.tables import Tables


@njit(cache=True, nogil=True)
def settle_breaks(tables: Tables, state: State) -> bool:
    """Take the break of every touched route where it costs least; return whether all that must be taken are."""
    if not has_breaks(tables):
        return True
    due = 0
    for row in range(state.touched[-1]):
        route = state.touched[row]
        if tables.route[route].break_minutes and state.fill[route].break_after != NONE:
            state.fill[route].break_after = NONE
            due += 1
    if due and not settle_times(tables, state):
        return False
    row = 0
    while row < state.touched[-1]:
        route = state.touched[row]
        if tables.route[route].break_minutes and state.fill[route].length > 0:
            best = _best_gap(tables, state, route)
            state.fill[route].break_after = best
            if best == NONE and tables.route[route].break_missed >= IMPOSSIBLE:
                return False
            if best != NONE and not settle_times(tables, state):
                return False
        row += 1
    return True


@njit(cache=True, nogil=True)
def has_breaks(tables: Tables) -> bool:
    """Return whether any route has a break due."""
    return bool(np.any(tables.route["break_minutes"] > 0))


@njit(cache=True, nogil=True)
def _best_gap(tables: Tables, state: State, route: int) -> int:
    """Return the node after which the break costs least, NONE where missing it costs less or it fits nowhere."""
    turn = tables.stop.size + route
    touch(state, route)
    best, cheapest, _ = NONE, state.fill[route].pence, 0
    node = turn
    while True:
        state.fill[route].break_after = node
        pence = _pence_with_break(tables, state, route, node)
        if pence <= cheapest:
            best, cheapest = node, pence
        node = state.node[node].after
        if node == turn:
            break
    state.fill[route].break_after = NONE
    return best


@njit(cache=True, nogil=True)
def _pence_with_break(tables: Tables, state: State, route: int, node: int) -> int:
    """Return what a route, and what it delays in others, costs with the break after a node."""
    begin_try(state)
    if not delay(tables, state, state.node[node].after, next_arrival(tables, state, node), MOST_PUSHES):
        return IMPOSSIBLE
    pence, _, _ = route_pence(tables, state, route)
    state.route_mark[route] = state.stamp[0]
    for row in range(state.moved[-1]):
        other = state.node[state.moved[row]].route
        if state.route_mark[other] != state.stamp[0]:
            state.route_mark[other] = state.stamp[0]
            other_pence, _, _ = route_pence(tables, state, other)
            pence += other_pence - state.fill[other].pence
    return pence
