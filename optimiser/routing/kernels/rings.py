"""Putting stops into routes and taking them out, with the times of all that follows."""

from numba import njit

from optimiser.routing.kernels.cost import settle_cost, settle_moved
from optimiser.routing.kernels.state import LONGEST_STACK, State, note_absent, note_pair, note_present, touch
from optimiser.routing.kernels.times import (
    IMPOSSIBLE,
    MOST_PUSHES,
    NOT_YET,
    accept_try,
    begin_try,
    delay,
    linked_bound,
    move,
    next_arrival,
    place_of,
)
from optimiser.routing.problem import NONE
from optimiser.routing.tables import Tables

PUSHES_PER_NODE = 20  # on average, before times that are worked out anew are given up


@njit(cache=True, nogil=True)
def link_in(tables: Tables, state: State, stop: int, before: int, window: int, pence: int) -> None:
    """Put a stop into the ring after a node, without a time yet."""
    after = state.node[before].after
    state.node[stop].route = state.node[before].route
    state.node[stop].before, state.node[stop].after = before, after
    state.node[stop].window, state.node[stop].pence = window, pence
    state.node[stop].begin, state.node[stop].slack = NOT_YET, 0
    state.node[before].after = stop
    state.node[after].before = stop
    _carry_place(tables, state, stop)


@njit(cache=True, nogil=True)
def link_out(tables: Tables, state: State, stop: int) -> None:
    """Take a stop out of its ring; times stay as they were."""
    before, after = state.node[stop].before, state.node[stop].after
    state.node[before].after = after
    state.node[after].before = before
    state.node[stop].route = NONE
    if state.node[before].here != state.node[stop].here and after < tables.stop.size:
        _carry_place(tables, state, after)


@njit(cache=True, nogil=True)
def _carry_place(tables: Tables, state: State, node: int) -> None:
    """Write where the worker is after a node: at its place, or, where it has none, still where they were."""
    while node < tables.stop.size:
        place = place_of(tables, node)
        state.node[node].here = place if place != NONE else state.node[state.node[node].before].here
        node = state.node[node].after
        if place != NONE and (node >= tables.stop.size or place_of(tables, node) != NONE):
            break


@njit(cache=True, nogil=True)
def put_in(tables: Tables, state: State, stop: int, before: int, window: int, pence: int) -> bool:
    """Put a stop into a route after a node, as early as may be; return whether all that it delays still fits.

    When it does not, the stop is out again and nothing has changed.
    """
    route = state.node[before].route
    link_in(tables, state, stop, before, window, pence)
    begin_try(state)
    bound = max(next_arrival(tables, state, before), linked_bound(tables, state, stop), 0)
    if delay(tables, state, stop, bound, IMPOSSIBLE, MOST_PUSHES) == IMPOSSIBLE:
        link_out(tables, state, stop)
        begin_try(state)
        return False
    touch(state, route, 2)
    accept_try(state)
    state.fill[route].load += tables.stop[stop].load
    state.fill[route].length += 1
    note_present(state, stop)
    note_pair(tables, state, stop, route, 1)
    settle_moved(tables, state)
    return True


@njit(cache=True, nogil=True)
def take_out(tables: Tables, state: State, stop: int) -> None:
    """Take a stop out of its route; `settle_times` must follow."""
    route, before = state.node[stop].route, state.node[stop].before
    touch(state, route, 2)
    if state.fill[route].break_after == stop:
        state.fill[route].break_after = before
    link_out(tables, state, stop)
    state.fill[route].load -= tables.stop[stop].load
    state.fill[route].length -= 1
    note_absent(state, stop)
    note_pair(tables, state, stop, route, -1)


@njit(cache=True, nogil=True)
def settle_times(tables: Tables, state: State) -> bool:
    """Work out anew the times of every touched route and of what is linked to it, as early as may be, and the costs."""
    begin_try(state)
    for row in range(state.touched[-1]):
        _forget_from(tables, state, state.node[tables.stop.size + state.touched[row]].after)
    fits = True
    for row in range(state.moved[-1]):
        node = state.moved[row]
        bound = next_arrival(tables, state, state.node[node].before)
        if node < tables.stop.size:
            bound = max(bound, linked_bound(tables, state, node))
        most = PUSHES_PER_NODE * state.node.size
        fits = fits and delay(tables, state, node, max(bound, 0), IMPOSSIBLE, most) < IMPOSSIBLE
    accept_try(state)
    for row in range(state.touched[-1]):
        settle_cost(tables, state, state.touched[row])
    return fits


@njit(cache=True, nogil=True)
def _forget_from(tables: Tables, state: State, node: int) -> None:
    """Forget the times of a node, of all after it, and of all that is linked to any of them."""
    state.stack[0, 0], depth = node, 1
    while depth > 0:
        depth -= 1
        current = state.stack[0, depth]
        while state.mark[current] != state.stamp[0]:
            move(state, current, NOT_YET)
            if current >= tables.stop.size:
                break
            for row in range(tables.stop[current].first_arc, tables.stop[current].end_arc):
                other = tables.arc[row].stop
                known = state.node[other].route != NONE and state.mark[other] != state.stamp[0]
                if known and depth < LONGEST_STACK:
                    state.stack[0, depth] = other
                    depth += 1
            current = state.node[current].after
