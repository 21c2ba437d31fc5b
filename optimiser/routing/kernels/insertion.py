"""What it costs to put a stop somewhere, and the cheapest place for it."""

from typing import NamedTuple

from numba import njit

from optimiser.routing.kernels.cost import greatest_late, idleness, minutes_late, raised, root, tried_pence
from optimiser.routing.kernels.options import Extra, extra_pence, may_hold, span_of
from optimiser.routing.kernels.random import Seed, chance
from optimiser.routing.kernels.rings import link_in, link_out
from optimiser.routing.kernels.state import State
from optimiser.routing.kernels.times import (
    IMPOSSIBLE,
    MOST_PUSHES,
    arrival_after,
    begin_try,
    delay,
    is_placeless,
    journey,
    leg_pence,
    linked_bound,
    next_place,
    place_of,
    ready_at,
    time_pence,
)
from optimiser.routing.problem import NONE
from optimiser.routing.tables import Tables

NEAR, CHANGED, EVERYWHERE = 0, 1, 2
"""Where a place is looked for: in changed and idle routes and beside near stops; in routes whose stops have changed
since the plan was kept; in every route."""

ALL_PLACES = 150  # stops up to which near is everywhere


class Place(NamedTuple):
    """Where a stop could go: after a node, in a window, at what price; before NONE = nowhere."""

    pence: int
    before: int
    window: int
    option_pence: int


class Worst(NamedTuple):
    """What the shared prices stand at: greatest lateness; idleness (`cost.idleness`) and its root."""

    late: int
    idleness: float
    idle: float


@njit(cache=True, nogil=True)
def worst_of(tables: Tables, state: State) -> Worst:
    """Return what the shared prices stand at."""
    total = idleness(tables, state)
    return Worst(greatest_late(tables, state), total, root(total))


@njit(cache=True, nogil=True)
def idle_pence(tables: Tables, state: State, worst: Worst, route: int, idle: int) -> int:
    """Return what a route's having other idle minutes adds to the price of idleness."""
    if tables.idle_minute == 0:
        return 0
    total = worst.idleness - raised(state.fill[route].idle) + raised(idle)
    return int(tables.idle_minute * (root(total) - worst.idle))


@njit(cache=True, nogil=True)
def try_after(
    tables: Tables, state: State, stop: int, before: int, window: int, extra: Extra, worst: Worst, limit: int
) -> int:
    """Return the pence of putting a stop after a node, or IMPOSSIBLE when it does not fit or costs `limit` or more."""
    route, after = state.node[before].route, state.node[before].after
    here, place, there = state.node[before].here, tables.stop[stop].place, next_place(tables, state, after)
    pence = extra.option + extra.pair - leg_pence(tables, route, here, there)
    if place == NONE:
        pence += leg_pence(tables, route, here, there)
        place = here
    else:
        pence += leg_pence(tables, route, here, place) + leg_pence(tables, route, place, there)
    ready = ready_at(tables, before, state.node[before].begin)
    arrival = arrival_after(tables, state, before, ready, journey(tables, route, here, place))
    if arrival > tables.window[window].latest:
        return IMPOSSIBLE
    is_linked = tables.stop[stop].first_arc < tables.stop[stop].end_arc
    bound = max(arrival, linked_bound(tables, state, stop)) if is_linked else arrival
    begin = max(bound, tables.window[window].earliest)
    if begin > tables.window[window].latest:
        return IMPOSSIBLE
    legs, own_time = pence, time_pence(tables, window, begin)
    legs += tables.route[route].opening if before == after else 0
    late = max(0, max(0, begin - tables.window[window].on_time) - worst.late) * tables.greatest_late_minute
    onward = begin + tables.stop[stop].minutes + journey(tables, route, place, place_of(tables, after))
    least = legs + own_time + late + _least_push(tables, state, after, onward)
    if tables.whole_routes:
        busy = onward - arrival + journey(tables, route, here, place) - journey(tables, route, here, there)
        least += idle_pence(tables, state, worst, route, state.fill[route].idle - busy) - state.fill[route].wait
    if least >= limit:
        return IMPOSSIBLE
    pushed = onward - state.node[after].begin
    is_simple = not tables.whole_routes and not is_linked and not is_placeless(tables, after)
    if is_simple and pushed <= state.node[after].slack:
        return legs + own_time + late
    if after < tables.stop.size and onward > tables.window[state.node[after].window].latest:
        return IMPOSSIBLE
    return _try_in_full(tables, state, stop, before, window, extra, begin, legs, worst, limit)


@njit(cache=True, nogil=True)
def _least_push(tables: Tables, state: State, node: int, arrival: int) -> int:
    """Return the least pence that a node's own lateness adds when it is reached no sooner than `arrival`."""
    begin = state.node[node].begin
    if arrival <= begin:
        return 0
    if node >= tables.stop.size:
        end = tables.route[node - tables.stop.size].end
        return tables.late_finish_minute * (max(0, arrival - end) - max(0, begin - end))
    on_time = tables.window[state.node[node].window].on_time
    return tables.late_minute * (max(0, arrival - on_time) - max(0, begin - on_time))


@njit(cache=True, nogil=True)
def _try_in_full(
    tables: Tables,
    state: State,
    stop: int,
    before: int,
    window: int,
    extra: Extra,
    begin: int,
    legs: int,
    worst: Worst,
    limit: int,
) -> int:
    """Return the pence of putting a stop after a node by working out everything that it moves."""
    route = state.node[before].route
    link_in(tables, state, stop, before, window, extra.option)
    begin_try(state)
    room = IMPOSSIBLE if tables.whole_routes else limit - legs
    pence = delay(tables, state, stop, begin, room, MOST_PUSHES)
    if pence < IMPOSSIBLE:
        pence += legs
        late, idle = 0, 0
        if tables.whole_routes:
            pence, late, idle = tried_pence(tables, state, route)
            pence += extra.pair - _first_break_pence(tables, state, route)
        elif tables.greatest_late_minute:
            for row in range(state.moved[-1]):
                if state.moved[row] < tables.stop.size:
                    late = max(late, minutes_late(tables, state, state.moved[row]))
        pence += max(0, late - worst.late) * tables.greatest_late_minute
        if tables.idle_minute:
            pence += idle_pence(tables, state, worst, route, idle)
    link_out(tables, state, stop)
    begin_try(state)
    return pence


@njit(cache=True, nogil=True)
def _first_break_pence(tables: Tables, state: State, route: int) -> int:
    """Return the price of a break that an empty route does not have yet and will take once it has a stop."""
    due = tables.route[route].break_minutes > 0 and state.fill[route].length == 0
    return tables.route[route].break_missed if due else 0


@njit(cache=True, nogil=True)
def like_one_tried(tables: Tables, state: State, route: int) -> bool:
    """Return whether an empty route is like one already tried for the stop in hand, and note it."""
    if state.fill[route].length > 0:
        return False
    alike = tables.route[route].alike
    tried = state.alike_mark[alike] == state.alike_mark[-1]
    state.alike_mark[alike] = state.alike_mark[-1]
    return bool(tried)


@njit(cache=True, nogil=True)
def best_place(tables: Tables, state: State, stop: int, limit: int, where: int, blink: int, rng: Seed) -> Place:
    """Return the cheapest place for a stop below `limit` pence.

    Args:
        stop: in no route.
        limit: pence at which a place is no use.
        where: NEAR, CHANGED or EVERYWHERE.
        blink: each place is overlooked with this probability in a thousand, which keeps the search from repeating
            itself.
        rng: drawn from for that.
    """
    best = Place(limit, NONE, NONE, 0)
    worst = worst_of(tables, state)
    state.alike_mark[-1] += 1
    everywhere = where == EVERYWHERE or (where == NEAR and tables.stop.size <= ALL_PLACES)
    earliest, latest = span_of(tables, stop)
    earliest_end = earliest + tables.stop[stop].minutes
    for row in range(tables.stop[stop].first_option, tables.stop[stop].end_option):
        route = tables.option[row].route
        if tables.route[route].start > latest or tables.route[route].latest_end < earliest_end:
            continue
        changed = state.is_touched[route] == 2
        wanting = where == NEAR and (state.fill[route].length == 0 or _is_idle(tables, state, worst, route))
        if not (changed or everywhere or wanting):
            state.option_row[route], state.option_mark[route] = row, state.alike_mark[-1]
        elif may_hold(tables, state, stop, route) and not like_one_tried(tables, state, route):
            extra = extra_pence(tables, state, stop, row)
            best = best_in_route(tables, state, stop, route, extra, worst, best, blink, rng)
    if where == NEAR and not everywhere:
        best = _best_beside_near(tables, state, stop, worst, best, blink, rng)
    return best


@njit(cache=True, nogil=True)
def _is_idle(tables: Tables, state: State, worst: Worst, route: int) -> bool:
    """Return whether a route has more than its share of idleness, so that any stop would be welcome in it."""
    return bool(tables.idle_minute > 0 and raised(state.fill[route].idle) * tables.route.size > worst.idleness)


@njit(cache=True, nogil=True)
def _best_beside_near(
    tables: Tables, state: State, stop: int, worst: Worst, best: Place, blink: int, rng: Seed
) -> Place:
    """Return the cheapest place for a stop before or after one near it, in the routes noted, or `best`."""
    earliest, latest = span_of(tables, stop)
    for row in range(tables.stop[stop].first_near, tables.stop[stop].end_near):
        neighbour = tables.near[row]
        route = state.node[neighbour].route
        if route == NONE or state.option_mark[route] != state.alike_mark[-1]:
            continue
        if (blink > 0 and chance(rng, blink)) or not may_hold(tables, state, stop, route):
            continue
        extra = extra_pence(tables, state, stop, state.option_row[route])
        for before in (state.node[neighbour].before, neighbour):
            if ready_at(tables, before, state.node[before].begin) <= latest:
                best = _best_window(tables, state, stop, before, extra, earliest, worst, best)
    return best


@njit(cache=True, nogil=True)
def _best_window(
    tables: Tables, state: State, stop: int, before: int, extra: Extra, earliest: int, worst: Worst, best: Place
) -> Place:
    """Return the cheapest window for a stop after a node, or `best` when none is cheaper."""
    after = state.node[before].after
    done = earliest + tables.stop[stop].minutes
    if tables.only_hard and state.node[after].begin + state.node[after].slack < done:
        return best
    for window in range(tables.stop[stop].first_window, tables.stop[stop].end_window):
        pence = try_after(tables, state, stop, before, window, extra, worst, best.pence)
        if pence < best.pence:
            best = Place(pence, before, window, extra.option)
    return best


@njit(cache=True, nogil=True)
def best_in_route(
    tables: Tables,
    state: State,
    stop: int,
    route: int,
    extra: Extra,
    worst: Worst,
    best: Place,
    blink: int,
    rng: Seed,
) -> Place:
    """Return the cheapest place for a stop in one route, or `best` when none there is cheaper."""
    earliest, latest = span_of(tables, stop)
    turn = tables.stop.size + route
    before = turn
    while ready_at(tables, before, state.node[before].begin) <= latest:
        if blink == 0 or not chance(rng, blink):
            best = _best_window(tables, state, stop, before, extra, earliest, worst, best)
        before = state.node[before].after
        if before == turn:
            break
    return best
