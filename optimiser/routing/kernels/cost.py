"""What a route costs, and how much later its nodes may begin at no price."""

import numpy as np
from numba import njit

from optimiser.routing.kernels.state import State
from optimiser.routing.kernels.times import (
    IMPOSSIBLE,
    is_after_journey,
    journey,
    leg_pence,
    place_of,
    ready_at,
    start_of,
    time_pence,
)
from optimiser.routing.problem import NONE
from optimiser.routing.tables import Tables


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
    first = minutes if is_after_journey(tables, state, node, ready, minutes) else 0
    return tables.route[route].break_latest - ready - first


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
def route_pence(tables: Tables, state: State, route: int) -> tuple[int, int, int, int]:
    """Return (pence, greatest lateness, idle minutes, pence of waiting) of a route in the change being tried."""
    turn = tables.stop.size + route
    start, end = tables.route[route].start, tables.route[route].end
    if state.node[turn].after == turn:
        return 0, 0, end - start, 0
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
    wait = tables.waiting_minute * _waiting(tables, state, route, back, busy) if tables.waiting_minute else 0
    pence += wait + tables.late_finish_minute * max(0, back - end)
    return pence, late, max(end, back) - start - busy, wait


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
    pence, late, idle, wait = route_pence(tables, state, route)
    state.fill[route].pence, state.fill[route].late = pence, late
    state.fill[route].idle, state.fill[route].wait = idle, wait
    write_slack(tables, state, route)


@njit(cache=True, nogil=True)
def tried_pence(tables: Tables, state: State, route: int) -> tuple[int, int, int]:
    """Return the pence that a change being tried in a route adds, there and in all routes that it moves nodes of.

    With it the greatest lateness in these routes, and the route's own idle minutes.
    """
    pence, late, idle, _ = route_pence(tables, state, route)
    pence -= state.fill[route].pence
    state.route_mark[route] = state.stamp[0]
    for row in range(state.moved[-1]):
        other = state.node[state.moved[row]].route
        if state.route_mark[other] != state.stamp[0]:
            state.route_mark[other] = state.stamp[0]
            other_pence, other_late, _, _ = route_pence(tables, state, other)
            pence += other_pence - state.fill[other].pence
            late = max(late, other_late)
    return pence, late, idle


@njit(cache=True, nogil=True)
def settle_moved(tables: Tables, state: State) -> None:
    """Write the cost and slack of every route that the accepted change has moved a node of."""
    for row in range(state.moved[-1]):
        route = state.node[state.moved[row]].route
        if state.route_mark[route] != state.stamp[0]:
            state.route_mark[route] = state.stamp[0]
            settle_cost(tables, state, route)


@njit(cache=True, nogil=True)
def greatest_late(tables: Tables, state: State) -> int:
    """Return the greatest lateness of any stop, or 0 where it has no price."""
    late = 0
    if tables.greatest_late_minute:
        for route in range(tables.route.size):
            late = max(late, state.fill[route].late)
    return late


@njit(cache=True, nogil=True)
def most_idle(tables: Tables, state: State) -> int:
    """Return the most idle minutes of any route, or 0 where they have no price."""
    idle = 0
    if tables.idle_minute:
        for route in range(tables.route.size):
            idle = max(idle, state.fill[route].idle)
    return idle


@njit(cache=True, nogil=True)
def raised(idle: int) -> float:
    """Return idle minutes to the power of sixteen."""
    power = float(max(0, idle))
    for _ in range(4):
        power *= power
    return power


@njit(cache=True, nogil=True)
def idleness(tables: Tables, state: State) -> float:
    """Return the sum over routes of idle minutes to the sixteenth.

    Its sixteenth root is a little above the most idle minutes, and falls when any idle route gets work: the most idle
    minutes alone do not while several routes are as idle, and would give the search nothing to follow.
    """
    total = 0.0
    if tables.idle_minute:
        for route in range(tables.route.size):
            total += raised(state.fill[route].idle)
    return total


@njit(cache=True, nogil=True)
def root(total: float) -> float:
    """Return the sixteenth root."""
    return np.sqrt(np.sqrt(np.sqrt(np.sqrt(max(0.0, total)))))


@njit(cache=True, nogil=True)
def shared_pence(tables: Tables, state: State) -> int:
    """Return the pence of greatest lateness, of the most idle route and of unfamiliar pairs."""
    late, idle = greatest_late(tables, state), most_idle(tables, state)
    pairs = state.new_pairs[0] * tables.unfamiliar_pair
    return late * tables.greatest_late_minute + idle * tables.idle_minute + pairs


@njit(cache=True, nogil=True)
def guide_pence(tables: Tables, state: State) -> float:
    """Return what the search adds to the plan's cost so as to see all idle routes, not the most idle alone."""
    if tables.idle_minute == 0:
        return 0.0
    return tables.idle_minute * (root(idleness(tables, state)) - most_idle(tables, state))


@njit(cache=True, nogil=True)
def plan_pence(tables: Tables, state: State) -> int:
    """Return the cost of the whole plan."""
    pence = shared_pence(tables, state)
    for route in range(tables.route.size):
        pence += state.fill[route].pence
    for row in range(state.absent[-1]):
        pence += tables.stop[state.absent[row]].price
    return pence
