"""Ruin: strings of stops leave a few routes around one stop (Christiaens, Vanden Berghe 2020)."""

from numba import njit

from optimiser.routing.kernels.random import Seed, below, chance
from optimiser.routing.kernels.rings import take_out
from optimiser.routing.kernels.state import State
from optimiser.routing.problem import NONE, Ints
from optimiser.routing.tables import Tables

MEAN_REMOVED = 10
LONGEST_STRING = 10
SPLIT_STRINGS = 500  # of a thousand strings keep a run of stops in their middle
LONGER_GAP = 990  # of a thousand times the run that is kept is not made longer


@njit(cache=True, nogil=True)
def ruin(tables: Tables, state: State, seed: int, longest: int, groups: Ints, rng: Seed) -> int:
    """Take strings of at most `longest` stops near `seed` out of their routes.

    Writes the groups that are absent near it then, and returns how many it has written to `groups`.
    """
    count, strings = 0, 0
    most_strings = 1 + below(rng, max(1, 4 * MEAN_REMOVED // (1 + longest)))
    state.alike_mark[-1] += 1
    first_touched = state.alike_mark[-1]
    for row in range(tables.stop[seed].first_near, tables.stop[seed].end_near):
        stop = tables.near[row]
        if strings >= most_strings or count + 2 * LONGEST_STRING >= groups.size:
            break
        route = state.node[stop].route
        if route == NONE:
            count = _note_group(tables, stop, groups, count)
        elif state.alike_mark[route] != first_touched:
            state.alike_mark[route] = first_touched
            count = _take_string(tables, state, stop, longest, groups, count, rng)
            strings += 1
    return count


@njit(cache=True, nogil=True)
def longest_string(tables: Tables, state: State) -> int:
    """Return the most stops that a string has: as many as a route that has any holds on average, up to a bound."""
    stops = tables.stop.size - state.absent[-1]
    routes = 0
    for route in range(tables.route.size):
        routes += state.fill[route].length > 0
    return int(max(1, min(LONGEST_STRING, stops // max(1, routes))))


@njit(cache=True, nogil=True)
def _take_string(tables: Tables, state: State, stop: int, longest: int, groups: Ints, count: int, rng: Seed) -> int:
    """Take a run of stops with `stop` among them out of its route, sometimes sparing some in its middle."""
    route = state.node[stop].route
    length = state.fill[route].length
    size = 1 + below(rng, min(longest, length))
    spared = 0
    if size < length and size > 1 and chance(rng, SPLIT_STRINGS):
        spared = 1
        while size + spared < length and not chance(rng, LONGER_GAP):
            spared += 1
    node = _step_back(tables, state, stop, below(rng, size + spared), size + spared)
    keep_from = below(rng, size) if spared else size + spared
    for position in range(size + spared):
        following = state.node[node].after
        if not keep_from <= position < keep_from + spared:
            count = _take_group(tables, state, node, groups, count)
            while following < tables.stop.size and state.node[following].route == NONE:
                following = state.node[following].after
        node = following
        if node >= tables.stop.size:
            break
    return count


@njit(cache=True, nogil=True)
def _step_back(tables: Tables, state: State, stop: int, steps: int, run: int) -> int:
    """Return the stop from which a run that has to hold `stop` sets out, so that the route's end does not cut it."""
    ahead, node = 0, stop
    while ahead < run - steps - 1 and state.node[node].after < tables.stop.size:
        node = state.node[node].after
        ahead += 1
    for _ in range(run - 1):
        if state.node[node].before >= tables.stop.size:
            break
        node = state.node[node].before
    return node


@njit(cache=True, nogil=True)
def _take_group(tables: Tables, state: State, stop: int, groups: Ints, count: int) -> int:
    """Take a stop and those made only together with it out of their routes, and write their group."""
    group = tables.stop[stop].group
    for row in range(tables.first_member[group], tables.first_member[group + 1]):
        if state.node[tables.member[row]].route != NONE:
            take_out(tables, state, tables.member[row])
    groups[count] = group
    return count + 1


@njit(cache=True, nogil=True)
def _note_group(tables: Tables, stop: int, groups: Ints, count: int) -> int:
    """Write the group of an absent stop, once."""
    group = tables.stop[stop].group
    for row in range(count):
        if groups[row] == group:
            return count
    groups[count] = group
    return count + 1
