"""Opening and closing routes when shifts change."""

from numba import njit

from optimiser.routing.kernels.arrays import NONE, Crew, Ints, Routes, Tasks
from optimiser.routing.kernels.insertion import gap_bounds, place_break, place_node, remove_node
from optimiser.routing.kernels.random import Seed
from optimiser.routing.kernels.recreate import best_in_route, out_of_hours, task_span


@njit(cache=True)
def open_route(tasks: Tasks, crew: Crew, routes: Routes, route: int) -> bool:
    """Make an empty route of the times already written for it: its pauses, then its break; return whether they fit."""
    routes.route[route].length = 0
    for pause in range(2):
        if routes.pause[route, pause, 1] > 0:
            node = tasks.task.size + routes.route.size + 2 * route + pause
            if not place_node(tasks, crew, routes, node, route, routes.route[route].length, NONE):
                return False
    return routes.route[route].break_minutes == 0 or place_break(tasks, crew, routes, route)


@njit(cache=True)
def close_route(tasks: Tasks, crew: Crew, routes: Routes, route: int) -> None:
    """Take every visit out of a route (two-worker visits out of both routes) and close it."""
    for index in range(routes.route[route].length - 1, -1, -1):
        node = routes.stop[route, index].node
        if node < tasks.task.size:
            twin = tasks.task[node].twin
            if twin != NONE:
                remove_node(tasks, crew, routes, twin, routes.made[twin].route)
            remove_node(tasks, crew, routes, node, route)
    routes.route[route].length = 0
    routes.route[route].start = 0
    routes.route[route].end = 0
    routes.route[route].break_minutes = 0
    routes.pause[route] = 0


@njit(cache=True)
def route_worth(tasks: Tasks, crew: Crew, routes: Routes, route: int, rows: Ints, rng: Seed) -> int:
    """Return the pence that one new shift would save: fill it with `rows` in this order, add up, and close it again.

    Args:
        route: its times are written; it is empty.
        rows: one-worker tasks that nobody makes and that this worker may make.
        rng: not drawn from; insertions ask for one.
    """
    saved = 0
    if open_route(tasks, crew, routes, route):
        for row in rows:
            earliest, latest = task_span(tasks, row)
            if out_of_hours(tasks, routes, row, route, earliest, latest):
                continue
            least, most = gap_bounds(tasks, routes, row)
            pence, index, start = best_in_route(tasks, crew, routes, row, route, least, most, 0, rng)
            if index != NONE and pence < tasks.task[row].price:
                if place_node(tasks, crew, routes, row, route, index, start):
                    saved += tasks.task[row].price - pence
                else:
                    remove_node(tasks, crew, routes, row, route)
    close_route(tasks, crew, routes, route)
    return saved
