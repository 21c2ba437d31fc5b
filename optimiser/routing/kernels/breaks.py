"""Where in its route a break is taken: in the gap where it costs least, or, at its price, not at all."""

from numba import njit

from optimiser.routing.kernels.cost import settle_cost, settle_moved, tried_pence
from optimiser.routing.kernels.rings import settle_times
from optimiser.routing.kernels.state import State
from optimiser.routing.kernels.times import IMPOSSIBLE, MOST_PUSHES, accept_try, begin_try, delay, next_arrival
from optimiser.routing.problem import NONE
from optimiser.routing.tables import Tables


@njit(cache=True, nogil=True)
def forget_breaks(state: State) -> bool:
    """Have no touched route take its break, for now; return whether any did."""
    taken = 0
    for row in range(state.touched[-1]):
        route = state.touched[row]
        if state.is_touched[route] == 2 and state.fill[route].break_after != NONE:
            state.fill[route].break_after = NONE
            taken += 1
    return taken > 0


@njit(cache=True, nogil=True)
def settle_breaks(tables: Tables, state: State) -> bool:
    """Take the break of every touched route where it costs least; return whether all that must be taken are."""
    if forget_breaks(state) and not settle_times(tables, state):
        return False
    for row in range(state.touched[-1]):
        route = state.touched[row]
        due = state.is_touched[route] == 2 and tables.route[route].break_minutes > 0
        if due and state.fill[route].length > 0 and not settle_break(tables, state, route):
            return False
    return True


@njit(cache=True, nogil=True)
def settle_break(tables: Tables, state: State, route: int) -> bool:
    """Take a route's break where it costs least, or not at all; return whether that may be."""
    best = _best_gap(tables, state, route)
    if best == NONE:
        return bool(tables.route[route].break_missed < IMPOSSIBLE)
    state.fill[route].break_after = best
    begin_try(state)
    pence = delay(tables, state, state.node[best].after, next_arrival(tables, state, best), IMPOSSIBLE, MOST_PUSHES)
    accept_try(state)
    settle_cost(tables, state, route)
    settle_moved(tables, state)
    return bool(pence < IMPOSSIBLE)


@njit(cache=True, nogil=True)
def _best_gap(tables: Tables, state: State, route: int) -> int:
    """Return the node after which the break costs least, NONE where missing it costs less or it fits nowhere."""
    turn = tables.stop.size + route
    best, cheapest = NONE, 0
    node = turn
    while True:
        state.fill[route].break_after = node
        pence = _pence_with_break(tables, state, route, node)
        begin_try(state)
        if pence <= cheapest:
            best, cheapest = node, pence
        node = state.node[node].after
        if node == turn:
            break
    state.fill[route].break_after = NONE
    return best


@njit(cache=True, nogil=True)
def _pence_with_break(tables: Tables, state: State, route: int, node: int) -> int:
    """Return what a break after a node adds to the cost of a route and of what it delays in others."""
    begin_try(state)
    bound = next_arrival(tables, state, node)
    if delay(tables, state, state.node[node].after, bound, IMPOSSIBLE, MOST_PUSHES) == IMPOSSIBLE:
        return IMPOSSIBLE
    added, _, _ = tried_pence(tables, state, route)
    return added
