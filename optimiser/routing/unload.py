"""From the search's tables to a plan: order, times, breaks, and the cost by term."""

import numpy as np

from optimiser.routing.kernels.cost import waiting_saved
from optimiser.routing.kernels.state import State, copied, empty_state
from optimiser.routing.kernels.times import (
    IMPOSSIBLE,
    MOST_PUSHES,
    accept_try,
    begin_try,
    break_start,
    delay,
    journey,
    place_of,
)
from optimiser.routing.pricing import terms_of
from optimiser.routing.problem import NONE, FilledRoute, RoutedStop, RoutingPlan, RoutingProblem
from optimiser.routing.tables import Table, Tables


def plan_of(problem: RoutingProblem, tables: Tables, node: Table, fill: Table) -> RoutingPlan:
    """Return the plan that these node and route rows describe."""
    state = empty_state(tables)
    state.node[:] = node
    state.fill[:] = fill
    routes = filled_routes(tables, state)
    left_out = tuple(int(stop) for stop in range(tables.stop.size) if node["route"][stop] == NONE)
    return RoutingPlan(routes, left_out, terms_of(problem, routes, left_out))


def filled_routes(tables: Tables, state: State) -> tuple[FilledRoute, ...]:
    """Return the routes that have stops as they stand, or, where waiting has a price, as late as that costs nothing."""
    if tables.waiting_minute:
        state = copied(state)
        begin_try(state)
        _start_late(tables, state)
    begin_try(state)
    return tuple(_filled(tables, state, int(route)) for route in np.flatnonzero(state.fill["length"]))


def _start_late(tables: Tables, state: State) -> None:
    """Have every route set out as late as costs nothing, so that it waits less."""
    for route in range(tables.route.size):
        first = int(state.node["after"][tables.stop.size + route])
        saved = waiting_saved(tables, state, route) if state.fill["length"][route] > 1 else 0
        begin_try(state)
        bound = int(state.node["begin"][first]) + saved
        if saved and delay(tables, state, first, bound, IMPOSSIBLE, MOST_PUSHES) < IMPOSSIBLE:
            accept_try(state)


def _filled(tables: Tables, state: State, route: int) -> FilledRoute:
    """Return one route's stops with their starts, its break, and when it leaves and is back."""
    turn = tables.stop.size + route
    stops = []
    node = int(state.node["after"][turn])
    while node != turn:
        stops.append(RoutedStop(node, int(state.node["begin"][node])))
        node = int(state.node["after"][node])
    out = int(journey(tables, route, int(tables.route["start_place"][route]), place_of(tables, stops[0].stop)))
    break_begins, after = _break(tables, state, route, stops)
    sets_out_for = stops[0].start if after != 0 or break_begins is None else break_begins
    return FilledRoute(route, tuple(stops), sets_out_for - out, int(state.node["begin"][turn]), break_begins, after)


def _break(tables: Tables, state: State, route: int, stops: list[RoutedStop]) -> tuple[int | None, int | None]:
    """Return when the break begins and how many stops come before it; None where it is not taken."""
    node = int(state.fill["break_after"][route])
    if node == NONE or not tables.route["break_minutes"][route]:
        return None, None
    turn = tables.stop.size + route
    position = 0 if node == turn else [stop.stop for stop in stops].index(node) + 1
    here = int(state.node["here"][node])
    minutes = journey(tables, route, here, place_of(tables, int(state.node["after"][node])))
    ready = (
        int(tables.route["start"][route])
        if node == turn
        else int(state.node["begin"][node]) + int(tables.stop["minutes"][node])
    )
    return int(break_start(tables, state, node, ready, int(minutes))), position
