"""The plan being searched: a ring of nodes for each route, the times of each node, and what each route costs.

A node is a stop (n < S) or the turning point of a route (n = S + route), which is both head and tail of its ring.
"""

from typing import ClassVar

import numpy as np
from numba import njit

from optimiser.routing.handle import INT64, Handle, Layout, row_of
from optimiser.routing.problem import NONE, Ints
from optimiser.routing.tables import Table, Tables

LONGEST_STACK = 512

COUNTED = ("node", "fill", "absent", "absent_row", "pair", "new_pairs")
"""The tables that say what the plan is; the others are what it was, or scratch space."""


NODE = row_of(
    "route",  # NONE = in no route
    "before",
    "after",
    "begin",  # start of a stop; of a turning point: when the route is back
    "window",  # row of the window it starts in
    "here",  # place after it
    "slack",  # how much later it may begin at no price to anybody
    "pence",  # what it costs in this route beyond legs and times
)
FILL = row_of(
    "pence",  # the route's whole cost, its share of greatest lateness and idleness aside
    "late",  # minutes of its latest stop
    "idle",
    "wait",  # pence of waiting, in `pence`
    "load",
    "length",
    "break_after",  # node after which the break is taken, NONE = not taken
)


class State(Handle):
    """Node and route rows, what they were when last kept, and scratch space for trying changes."""

    node: Table  # [S + R] NODE
    fill: Table  # [R] FILL
    kept_node: Table
    kept_fill: Table
    trial: Ints  # [S + R] begin of nodes that a try would move
    mark: Ints  # [S + R] stamp of the try that moved it
    moved: Ints  # [S + R + 1] the nodes it moved; the last entry counts them
    route_mark: Ints  # [R] stamp of the try that touched it
    touched: Ints  # [R + 1] routes touched since last kept; the last entry counts them
    is_touched: Ints  # [R] 1: its times may have changed, 2: its stops have
    absent: Ints  # [S + 1] stops in no route; the last entry counts them
    absent_row: Ints  # [S] its place in `absent`, NONE = in a route
    absences: Ints  # [S] how often a stop was left out by a recreate
    pair: Ints  # [users, workers] stops of a user that are in routes of a worker
    new_pairs: Ints  # [1] how many of these are above 0 and not known to each other
    stamp: Ints  # [1]
    alike_mark: Ints  # [R + 1] stamp of the stop for which an empty route like these was tried; the last entry is it
    option_row: Ints  # [R] the option by which the stop in hand may be in a route
    option_mark: Ints  # [R] stamp of the stop for which it was noted
    stack: Ints  # [2, LONGEST_STACK] nodes still to delay, and the bounds on their starts

    layout: ClassVar[dict[str, Layout]] = {
        "node": (NODE, 1),
        "fill": (FILL, 1),
        "kept_node": (NODE, 1),
        "kept_fill": (FILL, 1),
        "trial": (INT64, 1),
        "mark": (INT64, 1),
        "moved": (INT64, 1),
        "route_mark": (INT64, 1),
        "touched": (INT64, 1),
        "is_touched": (INT64, 1),
        "absent": (INT64, 1),
        "absent_row": (INT64, 1),
        "absences": (INT64, 1),
        "pair": (INT64, 2),
        "new_pairs": (INT64, 1),
        "stamp": (INT64, 1),
        "alike_mark": (INT64, 1),
        "option_row": (INT64, 1),
        "option_mark": (INT64, 1),
        "stack": (INT64, 2),
    }


def empty_state(tables: Tables) -> State:
    """Return a plan without stops in its routes."""
    stops, routes = tables.stop.size, tables.route.size
    node = np.zeros(stops + routes, dtype=NODE)
    node["route"] = NONE
    node["window"] = NONE
    node["route"][stops:] = np.arange(routes)
    node["before"][stops:] = np.arange(stops, stops + routes)
    node["after"][stops:] = np.arange(stops, stops + routes)
    node["here"][stops:] = tables.route["start_place"]
    node["begin"][stops:] = tables.route["start"]
    fill = np.zeros(routes, dtype=FILL)
    fill["idle"] = np.maximum(0, tables.route["end"] - tables.route["start"])
    fill["break_after"] = NONE
    whole = np.zeros(stops + routes + 1, dtype=np.int64)
    return State(
        node=node,
        fill=fill,
        kept_node=node.copy(),
        kept_fill=fill.copy(),
        trial=whole.copy(),
        mark=whole.copy(),
        moved=whole.copy(),
        route_mark=np.zeros(routes, dtype=np.int64),
        touched=np.zeros(routes + 1, dtype=np.int64),
        is_touched=np.zeros(routes, dtype=np.int64),
        absent=np.append(np.arange(stops), stops).astype(np.int64),
        absent_row=np.arange(stops, dtype=np.int64),
        absences=np.zeros(stops, dtype=np.int64),
        pair=np.zeros_like(tables.known),
        new_pairs=np.zeros(1, dtype=np.int64),
        stamp=np.ones(1, dtype=np.int64),  # above every mark: nothing is being tried
        alike_mark=np.zeros(routes + 1, dtype=np.int64),
        option_row=np.zeros(routes, dtype=np.int64),
        option_mark=np.zeros(routes, dtype=np.int64),
        stack=np.zeros((2, LONGEST_STACK), dtype=np.int64),
    )


def copied(state: State) -> State:
    """Return a state like this one that shares nothing with it."""
    return State(**{name: getattr(state, name).copy() for name in State.layout})


@njit(cache=True, nogil=True)
def touch(state: State, route: int, how: int) -> None:
    """Note that a route's times (1) or stops (2) change, so that it can be kept or put back."""
    if not state.is_touched[route]:
        state.touched[state.touched[-1]] = route
        state.touched[-1] += 1
    state.is_touched[route] = max(state.is_touched[route], how)


@njit(cache=True, nogil=True)
def note_absent(state: State, stop: int) -> None:
    """Put a stop among those in no route."""
    state.absent_row[stop] = state.absent[-1]
    state.absent[state.absent[-1]] = stop
    state.absent[-1] += 1


@njit(cache=True, nogil=True)
def note_present(state: State, stop: int) -> None:
    """Take a stop from those in no route."""
    row, last = state.absent_row[stop], state.absent[state.absent[-1] - 1]
    state.absent[row] = last
    state.absent_row[last] = row
    state.absent_row[stop] = NONE
    state.absent[-1] -= 1


@njit(cache=True, nogil=True)
def note_pair(tables: Tables, state: State, stop: int, route: int, change: int) -> None:
    """Count a stop that a route has gained (1) or lost (-1) for its user and the route's worker."""
    user, worker = tables.stop[stop].user, tables.route[route].worker
    if user == NONE:
        return
    before = state.pair[user, worker]
    state.pair[user, worker] = before + change
    if not tables.known[user, worker]:
        state.new_pairs[0] += int(before + change > 0) - int(before > 0)


@njit(cache=True, nogil=True)
def keep(tables: Tables, state: State) -> None:
    """Keep every touched route as it is now."""
    stops = tables.stop.size
    for row in range(state.touched[-1]):
        turn = stops + state.touched[row]
        node = state.kept_node[turn].after
        while node != turn:
            state.kept_node[node].route = NONE
            node = state.kept_node[node].after
    for row in range(state.touched[-1]):
        route = state.touched[row]
        state.kept_fill[route] = state.fill[route]
        _copy_ring(state.kept_node, state.node, stops + route)
        state.is_touched[route] = 0
    state.touched[-1] = 0


@njit(cache=True, nogil=True)
def put_back(tables: Tables, state: State) -> None:
    """Return every touched route to what was kept."""
    stops = tables.stop.size
    for row in range(state.touched[-1]):
        turn = stops + state.touched[row]
        node = state.node[turn].after
        while node != turn:
            following = state.node[node].after
            state.node[node].route = NONE
            note_pair(tables, state, node, turn - stops, -1)
            if state.absent_row[node] == NONE:
                note_absent(state, node)
            node = following
    for row in range(state.touched[-1]):
        route = state.touched[row]
        state.fill[route] = state.kept_fill[route]
        _copy_ring(state.node, state.kept_node, stops + route)
        node = state.node[stops + route].after
        while node != stops + route:
            note_pair(tables, state, node, route, 1)
            if state.absent_row[node] != NONE:
                note_present(state, node)
            node = state.node[node].after
        state.is_touched[route] = 0
    state.touched[-1] = 0


@njit(cache=True, nogil=True)
def _copy_ring(node: Table, other: Table, turn: int) -> None:
    """Copy the nodes of one route from the other table."""
    node[turn] = other[turn]
    current = other[turn].after
    while current != turn:
        node[current] = other[current]
        current = other[current].after
