"""What a route costs, and how much later its nodes may begin at no price."""

from numba import njit

from optimiser.routing.search.kernels.state import State
from optimiser.routing.search.kernels.times import (
    IMPOSSIBLE,
    break_start,
    journey,
    leg_pence,
    place_of,
    ready_at,
    start_of,
)
from optimiser.routing.search.problem import NONE
from optimiser.routing.search.tables import Tables


@njit(cache=True, nogil=True)
def time_pence(tables: Tables, window: int, begin: int) -> int:
    """Return the pence of a start that is late or early in its window."""
    late = max(0, begin - tables.window[window].on_time)
    early = max(0, tables.window[window].not_early - begin)
    return late * tables.late_minute + early * tables.early_minute


@njit(cache=True, nogil=True)
def minutes_late(tables: Tables, state: State, stop: int) -> int:
    """Return by how much a stop is late in the change being tried."""
    return max(0, start_of(state, stop) - tables.window[state.node[stop].window].on_time)


@njit(cache=True, nogil=True)
def delayable(tables: Tables, state: State, node: int) -> int:
    """Return how much later a node may begin as far as its own window and links are concerned, at no price."""
    if node >= tables.stop.size:
        route = node - tables.stop.size
        limit = tables.route[route].end if tables.late_finish_minute else tables.route[route].latest_end
        return max(0, limit - start_of(state, node))
    window, begin = tables.window[state.node[node].window], start_of(state, node)
    free = max(0, (window.on_time if tables.late_minute else window.latest) - begin)
    for row in range(tables.stop[node].first_arc, tables.stop[node].end_arc):
        other = tables.arc[row].stop
        if state.node[other].route != NONE:
            free = min(free, start_of(state, other) - begin - tables.arc[row].least)
    return max(0, free)


@njit(cache=True, nogil=True)
def waiting_after(tables: Tables, state: State, node: int) -> int:
    """Return the minutes between a node and the one after it that are neither journey nor break."""
    route, after = state.node[node].route, state.node[node].after
    minutes = journey(tables, route, state.node[node].here, place_of(tables, after))
    pause = tables.route[route].break_minutes if state.fill[route].break_after == node else 0
    return start_of(state, after) - ready_at(tables, node, start_of(state, node)) - minutes - pause


@njit(cache=True, nogil=True)
def break_room(tables: Tables, state: State, node: int) -> int:
    """Return how much later a node may be left with the break after it still within its bounds."""
    route = state.node[node].route
    if state.fill[route].break_after != node:
        return IMPOSSIBLE
    ready = ready_at(tables, node, start_of(state, node))
    minutes = journey(tables, route, state.node[node].here, place_of(tables, state.node[node].after))
    travelled = break_start(tables, node, route, ready, minutes) >= ready + minutes
    return tables.route[route].break_latest - ready - (minutes if travelled else 0)


@njit(cache=True, nogil=True)
def write_slack(tables: Tables, state: State, route: int) -> None:
    """Write for each node of a route how much later it may begin at no price to anybody."""
    turn = tables.stop.size + route
    node = turn
    slack = delayable(tables, state, turn)
    state.node[turn].slack = slack
    while state.node[node].before != turn:
        node = state.node[node].before
        wait = waiting_after(tables, state, node)
        slack = min(delayable(tables, state, node), wait + slack, break_room(tables, state, node))
        state.node[node].slack = slack


@njit(cache=True, nogil=True)
def waiting_saved(tables: Tables, state: State, route: int) -> int:
    """Return how much later a route's first stop may begin at no price, its last stop beginning as it does."""
    turn = tables.stop.size + route
    node, saved = state.node[turn].before, 0
    while state.node[node].before != turn:
        node = state.node[node].before
        saved = min(
            delayable(tables, state, node), waiting_after(tables, state, node) + saved, break_room(tables, state, node)
        )
    return saved


@njit(cache=True, nogil=True)
def route_pence(tables: Tables, state: State, route: int) -> tuple[int, int, int]:
    """Return (pence, greatest lateness, idle minutes) of a route in the change being tried."""
    turn = tables.stop.size + route
    start, end = tables.route[route].start, tables.route[route].end
    if state.node[turn].after == turn:
        return 0, 0, end - start
    pence, late, busy, node = tables.route[route].opening, 0, 0, turn
    while True:
        following = state.node[node].after
        here, there = state.node[node].here, place_of(tables, following)
        pence += leg_pence(tables, route, here, there)
        busy += journey(tables, route, here, there)
        node = following
        if node == turn:
            break
        busy += tables.stop[node].minutes
        late = max(late, minutes_late(tables, state, node))
        pence += state.node[node].pence + time_pence(tables, state.node[node].window, start_of(state, node))
    back = start_of(state, turn)
    if tables.route[route].break_minutes:
        taken = state.fill[route].break_after != NONE
        pence += 0 if taken else tables.route[route].break_missed
        busy += tables.route[route].break_minutes if taken else 0
    if tables.waiting_minute:
        pence += tables.waiting_minute * _waiting(tables, state, route, back, busy)
    pence += tables.late_finish_minute * max(0, back - end)
    return pence, late, max(end, back) - start - busy


@njit(cache=True, nogil=True)
def _waiting(tables: Tables, state: State, route: int, back: int, busy: int) -> int:
    """Return the waiting minutes of a route that is back then, when it sets out as late as costs nothing."""
    first = state.node[tables.stop.size + route].after
    busy -= journey(tables, route, tables.route[route].start_place, place_of(tables, first))
    if state.fill[route].break_after == tables.stop.size + route:
        busy -= tables.route[route].break_minutes
    return back - start_of(state, first) - busy - waiting_saved(tables, state, route)


@njit(cache=True, nogil=True)
def settle_cost(tables: Tables, state: State, route: int) -> None:
    """Write a route's cost and slack as it is now."""
    pence, late, idle = route_pence(tables, state, route)
    state.fill[route].pence, state.fill[route].late, state.fill[route].idle = pence, late, idle
    write_slack(tables, state, route)


@njit(cache=True, nogil=True)
def greatest(tables: Tables, state: State) -> tuple[int, int, int, int]:
    """Return the greatest lateness of any route; the most idle route, its idle minutes, and the second most idle's."""
    late, idlest, idle, second = 0, NONE, 0, 0
    for route in range(tables.route.size):
        late = max(late, state.fill[route].late)
        if state.fill[route].idle > idle:
            idlest, idle, second = route, state.fill[route].idle, idle
        else:
            second = max(second, state.fill[route].idle)
    return late, idlest, idle, second


@njit(cache=True, nogil=True)
def shared_pence(tables: Tables, state: State) -> int:
    """Return the pence of greatest lateness and of the most idle route."""
    if tables.greatest_late_minute + tables.idle_minute == 0:
        return 0
    late, _, idle, _ = greatest(tables, state)
    return late * tables.greatest_late_minute + idle * tables.idle_minute


@njit(cache=True, nogil=True)
def plan_pence(tables: Tables, state: State) -> int:
    """Return the cost of the whole plan."""
    pence = shared_pence(tables, state)
    for route in range(tables.route.size):
        pence += state.fill[route].pence
    for row in range(state.absent[-1]):
        pence += tables.stop[state.absent[row]].price
    return pence
