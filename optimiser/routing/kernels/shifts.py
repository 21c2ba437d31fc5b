"""Opening and closing routes when shifts change."""

from numba import njit

from optimiser.routing.kernels.arrays import NONE, Crew, Ints, Routes, Tasks
from optimiser.routing.kernels.insertion import FOREVER, place_break, place_node, remove_node, start_bounds
from optimiser.routing.kernels.random import Seed
from optimiser.routing.kernels.recreate import best_in_route, days_of, out_of_hours, task_span


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
def close_route(tasks: Tasks, crew: Crew, routes: Routes, route: int, keep_twins: bool) -> None:
    """Take every visit out of a route and close it; the other worker's share of two-worker visits goes or stays."""
    for index in range(routes.route[route].length - 1, -1, -1):
        node = routes.stop[route, index].node
        if node < tasks.task.size:
            twin = tasks.task[node].twin
            if twin != NONE and not keep_twins:
                remove_node(tasks, crew, routes, twin, routes.made[twin].route)
            remove_node(tasks, crew, routes, node, route)
    routes.route[route].length = 0
    routes.route[route].start = 0
    routes.route[route].end = 0
    routes.route[route].break_minutes = 0
    routes.pause[route] = 0


@njit(cache=True)
def share_price(tasks: Tasks, routes: Routes, task: int) -> int:
    """Return what making a task saves: its visit's price, or half of it where another worker is still wanting."""
    twin = tasks.task[task].twin
    price = tasks.task[task].price if tasks.task[task].primary else tasks.task[twin].price
    return price // 2 if twin != NONE and routes.made[twin].route == NONE else price


@njit(cache=True)
def route_worth(tasks: Tasks, crew: Crew, routes: Routes, route: int, rows: Ints, rng: Seed) -> int:
    """Return the pence that one new shift would save: fill it with `rows` in this order, add up, and close it again.

    Args:
        route: its times are written; it is empty.
        rows: tasks that nobody makes and that this worker may make; of a two-worker visit one share.
        rng: not drawn from; insertions ask for one.
    """
    saved = 0
    if open_route(tasks, crew, routes, route):
        for row in rows:
            earliest, latest = task_span(tasks, row)
            if out_of_hours(tasks, routes, row, route, earliest, latest):
                continue
            least, most = start_bounds(tasks, routes, row)
            pence, index, start = best_in_route(tasks, crew, routes, row, route, least, most, 0, rng)
            price = share_price(tasks, routes, row)
            if index != NONE and pence < price:
                if place_node(tasks, crew, routes, row, route, index, start):
                    saved += price - pence
                else:
                    remove_node(tasks, crew, routes, row, route)
    close_route(tasks, crew, routes, route, True)
    return saved


@njit(cache=True)
def settle_share(tasks: Tasks, crew: Crew, routes: Routes, task: int, rng: Seed) -> None:
    """Find a route for a worker's share of a two-worker visit whose other share has one, or take that out too."""
    twin = tasks.task[task].twin
    partner = routes.made[twin].route
    if partner == NONE or routes.made[task].route != NONE:
        return
    least, most = start_bounds(tasks, routes, task)
    best, best_route, best_index = FOREVER, NONE, NONE
    earliest, latest = task_span(tasks, task)
    first_day, last_day = days_of(crew, earliest, latest)
    for row in range(tasks.task[task].first_worker, tasks.task[task].end_worker):
        for day in range(first_day, last_day + 1):
            route = tasks.workers[row] * crew.days + day
            together = route // crew.days == partner // crew.days
            if together or out_of_hours(tasks, routes, task, route, earliest, latest):
                continue
            pence, index, _ = best_in_route(tasks, crew, routes, task, route, least, most, 0, rng)
            if index != NONE and pence < best:
                best, best_route, best_index = pence, route, index
    if best_route == NONE or not place_node(tasks, crew, routes, task, best_route, best_index, least):
        if routes.made[task].route != NONE:
            remove_node(tasks, crew, routes, task, best_route)
        remove_node(tasks, crew, routes, twin, partner)
