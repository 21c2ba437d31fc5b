"""When things begin: journeys, breaks between stops, and how a delay runs on through routes and links."""

from numba import njit

from optimiser.routing.kernels.state import LONGEST_STACK, State, touch
from optimiser.routing.problem import NONE
from optimiser.routing.tables import Tables

IMPOSSIBLE = 1 << 60
NOT_YET = -1  # the begin of a node whose time is being worked out anew
MOST_PUSHES = 400  # nodes delayed by one try before it is given up: stops that wait for each other never end


@njit(cache=True, nogil=True)
def journey(tables: Tables, route: int, origin: int, destination: int) -> int:
    """Return the minutes between two place rows by a route's mode; none to or from nowhere."""
    if origin == NONE or destination == NONE:
        return 0
    return tables.journey[tables.route[route].mode, origin, destination]


@njit(cache=True, nogil=True)
def leg_pence(tables: Tables, route: int, origin: int, destination: int) -> int:
    """Return the pence of a leg by a route's mode; none to or from nowhere."""
    if origin == NONE or destination == NONE:
        return 0
    return tables.leg_pence[tables.route[route].mode, origin, destination]


@njit(cache=True, nogil=True)
def place_of(tables: Tables, node: int) -> int:
    """Return where a node is reached: a stop's place, or where its route ends."""
    return tables.stop[node].place if node < tables.stop.size else tables.route[node - tables.stop.size].end_place


@njit(cache=True, nogil=True)
def is_placeless(tables: Tables, node: int) -> bool:
    """Return whether a node is a stop without a place: the worker has it wherever they are."""
    return bool(node < tables.stop.size and tables.stop[node].place == NONE)


@njit(cache=True, nogil=True)
def next_place(tables: Tables, state: State, node: int) -> int:
    """Return the first place reached from a node on."""
    while is_placeless(tables, node):
        node = state.node[node].after
    return place_of(tables, node)


@njit(cache=True, nogil=True)
def start_of(state: State, node: int) -> int:
    """Return when a node begins in the change being tried."""
    return state.trial[node] if state.mark[node] == state.stamp[0] else state.node[node].begin


@njit(cache=True, nogil=True)
def ready_at(tables: Tables, node: int, begin: int) -> int:
    """Return when a node that begins then is left; a route is ready to leave from its start."""
    if node < tables.stop.size:
        return begin + tables.stop[node].minutes
    return tables.route[node - tables.stop.size].start


@njit(cache=True, nogil=True)
def break_start(tables: Tables, state: State, node: int, ready: int, minutes: int) -> int:
    """Return when the break begins in the gap after a node left at `ready` for a journey so long; NONE = too late.

    The journey is made first where that leaves the break inside its bounds, so that waiting for the break is not lost;
    before the first stop it always is, and after the last one never.
    """
    route, stops = state.node[node].route, tables.stop.size
    earliest, latest = tables.route[route].break_earliest, tables.route[route].break_latest
    if ready + minutes <= latest and state.node[node].after < stops:
        return max(ready + minutes, earliest)
    return max(ready, earliest) if ready <= latest and node < stops else NONE


@njit(cache=True, nogil=True)
def is_after_journey(tables: Tables, state: State, node: int, ready: int, minutes: int) -> bool:
    """Return whether the break in the gap after a node follows the journey."""
    latest = tables.route[state.node[node].route].break_latest
    return bool(ready + minutes <= latest and state.node[node].after < tables.stop.size)


@njit(cache=True, nogil=True)
def arrival_after(tables: Tables, state: State, node: int, ready: int, minutes: int) -> int:
    """Return the arrival after a journey from a node left at `ready`, any break there taken; IMPOSSIBLE = too late."""
    route = state.node[node].route
    if state.fill[route].break_after != node:
        return ready + minutes
    start = break_start(tables, state, node, ready, minutes)
    if start == NONE:
        return IMPOSSIBLE
    onward = 0 if is_after_journey(tables, state, node, ready, minutes) else minutes
    return start + tables.route[route].break_minutes + onward


@njit(cache=True, nogil=True)
def next_arrival(tables: Tables, state: State, node: int) -> int:
    """Return when the node after a node is reached, in the change being tried."""
    ready = ready_at(tables, node, start_of(state, node))
    minutes = journey(tables, state.node[node].route, state.node[node].here, place_of(tables, state.node[node].after))
    return arrival_after(tables, state, node, ready, minutes)


@njit(cache=True, nogil=True)
def begin_try(state: State) -> None:
    """Set out to try a change: nothing has moved."""
    state.stamp[0] += 1
    state.moved[-1] = 0


@njit(cache=True, nogil=True)
def move(state: State, node: int, begin: int) -> None:
    """Move a node in the change being tried."""
    if state.mark[node] != state.stamp[0]:
        state.mark[node] = state.stamp[0]
        state.moved[state.moved[-1]] = node
        state.moved[-1] += 1
    state.trial[node] = begin


@njit(cache=True, nogil=True)
def accept_try(state: State) -> None:
    """Make the moves of the change being tried."""
    for row in range(state.moved[-1]):
        node = state.moved[row]
        state.node[node].begin = state.trial[node]
        touch(state, state.node[node].route, 1)


@njit(cache=True, nogil=True)
def linked_bound(tables: Tables, state: State, stop: int) -> int:
    """Return the earliest start that the links of a stop to others in routes leave it."""
    bound = -IMPOSSIBLE
    for row in range(tables.stop[stop].first_arc, tables.stop[stop].end_arc):
        other = tables.arc[row].stop
        if state.node[other].route != NONE:
            bound = max(bound, start_of(state, other) - tables.arc[row].most)
    return bound


@njit(cache=True, nogil=True)
def time_pence(tables: Tables, window: int, begin: int) -> int:
    """Return the pence of a start that is late or early in its window."""
    late = max(0, begin - tables.window[window].on_time)
    early = max(0, tables.window[window].not_early - begin)
    return late * tables.late_minute + early * tables.early_minute


@njit(cache=True, nogil=True)
def delay(tables: Tables, state: State, node: int, bound: int, limit: int, most_pushes: int) -> int:
    """Have a node begin no sooner than `bound`, and all that this moves in its route and through links.

    Args:
        node: the first to be delayed.
        bound: minutes.
        limit: pence at which it is given up.
        most_pushes: nodes delayed before it is given up.

    Returns:
        The pence that the starts of all stops moved add, or IMPOSSIBLE when one does not fit or it is given up.
    """
    state.stack[0, 0], state.stack[1, 0] = node, bound
    depth, pushes, pence = 1, 0, 0
    while depth > 0:
        depth -= 1
        current, least = state.stack[0, depth], state.stack[1, depth]
        while least > start_of(state, current) or is_placeless(tables, current):
            if least > start_of(state, current):
                pushes += 1
                added = _move_to(tables, state, current, least)
                if pushes > most_pushes or pence >= limit or added == IMPOSSIBLE:
                    return IMPOSSIBLE
                pence += added
                depth = _push_linked(tables, state, current, depth)
                if depth == LONGEST_STACK:
                    return IMPOSSIBLE
            if current >= tables.stop.size:
                break
            least = next_arrival(tables, state, current)  # of a placeless stop too: the journey may have become longer
            current = state.node[current].after
    return pence


@njit(cache=True, nogil=True)
def _move_to(tables: Tables, state: State, node: int, least: int) -> int:
    """Have one node begin no sooner than `least`; return the pence that its start adds, IMPOSSIBLE when too late."""
    if node >= tables.stop.size:
        move(state, node, least)
        return 0 if least <= tables.route[node - tables.stop.size].latest_end else IMPOSSIBLE
    window, before = state.node[node].window, start_of(state, node)
    begin = max(least, tables.window[window].earliest)
    if begin > tables.window[window].latest:
        return IMPOSSIBLE
    move(state, node, begin)
    return time_pence(tables, window, begin) - (0 if before == NOT_YET else time_pence(tables, window, before))


@njit(cache=True, nogil=True)
def _push_linked(tables: Tables, state: State, stop: int, depth: int) -> int:
    """Put the stops that a stop's new start delays through links on the stack; return its depth."""
    if stop >= tables.stop.size:
        return depth
    begin = start_of(state, stop)
    for row in range(tables.stop[stop].first_arc, tables.stop[stop].end_arc):
        other, least = tables.arc[row].stop, begin + tables.arc[row].least
        if state.node[other].route != NONE and least > start_of(state, other) and depth < LONGEST_STACK:
            state.stack[0, depth], state.stack[1, depth] = other, least
            depth += 1
    return depth
