"""Recreate: put absent visits back, each at its cheapest place, two-worker visits into two routes at one time."""

import numpy as np
from numba import njit

from optimiser.routing.kernels.arrays import NONE, Crew, Ints, Routes, Tasks
from optimiser.routing.kernels.insertion import (
    FOREVER,
    pair_pence,
    place_node,
    remove_node,
    start_bounds,
    try_insertion,
)
from optimiser.routing.kernels.journal import Journal, touch
from optimiser.routing.kernels.random import Seed, chance
from optimiser.routing.kernels.schedule import journey, last_start, node_minutes, node_place, pause_of

MOST_OPTIONS = 400
DAY = 1440
CLOCK_CHANGE = 60


@njit(cache=True)
def task_span(tasks: Tasks, task: int) -> tuple[int, int]:
    """Return the earliest and the latest start over all windows of a task."""
    earliest, latest = FOREVER, -FOREVER
    for window in range(tasks.task[task].first_window, tasks.task[task].end_window):
        earliest = min(earliest, tasks.window[window].earliest)
        latest = max(latest, tasks.window[window].latest)
    return earliest, latest


@njit(cache=True)
def days_of(crew: Crew, earliest: int, latest: int) -> tuple[int, int]:
    """Return the first and last date whose duties may hold a start in [earliest, latest]."""
    return max(0, (earliest - CLOCK_CHANGE) // DAY - 1), min(crew.days - 1, (latest + CLOCK_CHANGE) // DAY)


@njit(cache=True)
def worth_trying(routes: Routes, route: int, index: int, earliest: int, latest: int, minutes: int) -> bool:
    """Return whether a place in a route is not ruled out by times alone."""
    after = index == 0 or routes.stop[route, index - 1].ready <= latest
    before = index == routes.route[route].length or routes.stop[route, index].latest >= earliest + minutes
    return after and before


@njit(cache=True)
def out_of_hours(tasks: Tasks, routes: Routes, task: int, route: int, earliest: int, latest: int) -> bool:
    """Return whether a duty's times rule a task out."""
    return routes.route[route].start > latest or routes.route[route].end < earliest + tasks.task[task].minutes


@njit(cache=True)
def best_in_route(
    tasks: Tasks, crew: Crew, routes: Routes, task: int, route: int, least: int, most: int, blink: int, rng: Seed
) -> tuple[int, int, int]:
    """Return (pence, index, start) of a one-worker task's cheapest place in one route; index NONE = nowhere.

    Each place is overlooked with probability `blink` per thousand, which keeps the search from repeating itself.
    """
    earliest, latest = task_span(tasks, task)
    best, best_index, best_start = FOREVER, NONE, NONE
    for index in range(routes.route[route].length + 1):
        if not worth_trying(routes, route, index, earliest, latest, tasks.task[task].minutes):
            continue
        if blink > 0 and chance(rng, blink):
            continue
        start, pence = try_insertion(tasks, crew, routes, task, route, index, least, most)
        if start != NONE and pence < best:
            best, best_index, best_start = pence, index, start
    return best, best_index, best_start


@njit(cache=True)
def best_insertion(
    tasks: Tasks, crew: Crew, routes: Routes, task: int, blink: int, rng: Seed
) -> tuple[int, int, int, int]:
    """Return (pence, route, index, start) of a one-worker task's cheapest place in any route; route NONE = nowhere."""
    least, most = start_bounds(tasks, routes, task)
    earliest, latest = task_span(tasks, task)
    first_day, last_day = days_of(crew, earliest, latest)
    best, best_route, best_index, best_start = FOREVER, NONE, NONE, NONE
    for row in range(tasks.task[task].first_worker, tasks.task[task].end_worker):
        for day in range(first_day, last_day + 1):
            route = tasks.workers[row] * crew.days + day
            if out_of_hours(tasks, routes, task, route, earliest, latest):
                continue
            pence, index, start = best_in_route(tasks, crew, routes, task, route, least, most, blink, rng)
            if index != NONE and pence < best:
                best, best_route, best_index, best_start = pence, route, index, start
    return best, best_route, best_index, best_start


@njit(cache=True)
def last_insertion_start(tasks: Tasks, crew: Crew, routes: Routes, task: int, route: int, index: int) -> int:
    """Return the latest start of a task before node `index` that keeps the rest of the route feasible."""
    worker = route // crew.days
    target, bound, stop = crew.worker[worker].base, routes.route[route].end, routes.route[route].length
    for later in range(index, routes.route[route].length):
        node = routes.stop[route, later].node
        pause = pause_of(tasks, routes, node)
        if pause != NONE:
            bound, stop = routes.pause[route, pause, 0], later
            break
        if node_place(tasks, node) != NONE:
            bound, stop, target = routes.stop[route, later].latest, later, node_place(tasks, node)
            break
    bound -= journey(crew, worker, tasks.task[task].place, target)
    for later in range(stop - 1, index - 1, -1):
        node = routes.stop[route, later].node
        bound -= node_minutes(tasks, routes, route, node)
        is_break = node >= tasks.task.size
        bound = min(bound, routes.route[route].break_last) if is_break else last_start(tasks, node, bound)
    return last_start(tasks, task, bound - tasks.task[task].minutes)


@njit(cache=True)
def list_options(tasks: Tasks, crew: Crew, routes: Routes, task: int, least: int, most: int, options: Ints) -> int:
    """Write (pence, route, index, first start, last start) of a task's places into `options`; return how many."""
    earliest, latest = task_span(tasks, task)
    first_day, last_day = days_of(crew, earliest, latest)
    count = 0
    for row in range(tasks.task[task].first_worker, tasks.task[task].end_worker):
        for day in range(first_day, last_day + 1):
            route = tasks.workers[row] * crew.days + day
            if out_of_hours(tasks, routes, task, route, earliest, latest):
                continue
            for index in range(routes.route[route].length + 1):
                if count == options.shape[0]:
                    return count
                if not worth_trying(routes, route, index, earliest, latest, tasks.task[task].minutes):
                    continue
                start, pence = try_insertion(tasks, crew, routes, task, route, index, least, most)
                if start == NONE:
                    continue
                options[count, 0], options[count, 1], options[count, 2] = pence, route, index
                options[count, 3] = start
                options[count, 4] = last_insertion_start(tasks, crew, routes, task, route, index)
                count += 1
    return count


@njit(cache=True)
def best_pair(tasks: Tasks, crew: Crew, routes: Routes, task: int) -> tuple[int, int, int, int, int, int]:
    """Return (pence, route, index, twin's route, twin's index, start) of a two-worker visit; start NONE = nowhere."""
    least, most = start_bounds(tasks, routes, task)
    first = np.empty((MOST_OPTIONS, 5), dtype=np.int64)
    second = np.empty((MOST_OPTIONS, 5), dtype=np.int64)
    firsts = list_options(tasks, crew, routes, task, least, most, first)
    seconds = list_options(tasks, crew, routes, tasks.task[task].twin, least, most, second)
    best, row, column, at = FOREVER, 0, 0, NONE
    for i in range(firsts):
        for j in range(seconds):
            start = max(first[i, 3], second[j, 3])
            apart = first[i, 1] // crew.days != second[j, 1] // crew.days
            together = start <= first[i, 4] and start <= second[j, 4] and start <= most
            if apart and together and first[i, 0] + second[j, 0] < best:
                best, row, column, at = first[i, 0] + second[j, 0], i, j, start
    return best, first[row, 1], first[row, 2], second[column, 1], second[column, 2], at


@njit(cache=True)
def insert_best(tasks: Tasks, crew: Crew, routes: Routes, journal: Journal, task: int, blink: int, rng: Seed) -> int:
    """Insert a primary (and its twin) where it is cheapest, if that costs less than its price.

    Returns the pence of new pairs less the visit's price, or 0 when it stays out. Route costs are not in it.
    """
    if tasks.task[task].twin != NONE:
        return _insert_pair(tasks, crew, routes, journal, task)
    pence, route, index, start = best_insertion(tasks, crew, routes, task, blink, rng)
    if route == NONE or pence >= tasks.task[task].price or not touch(tasks, crew, routes, journal, route):
        return 0
    if not place_node(tasks, crew, routes, task, route, index, start):
        remove_node(tasks, crew, routes, task, route)
        return 0
    return pair_pence(tasks, crew, routes, task, route) - tasks.task[task].price


@njit(cache=True)
def _insert_pair(tasks: Tasks, crew: Crew, routes: Routes, journal: Journal, task: int) -> int:
    """Insert both tasks of a two-worker visit at one start."""
    pence, route, index, other_route, other_index, start = best_pair(tasks, crew, routes, task)
    if start == NONE or pence >= tasks.task[task].price:
        return 0
    if not touch(tasks, crew, routes, journal, route) or not touch(tasks, crew, routes, journal, other_route):
        return 0
    twin = tasks.task[task].twin
    both = place_node(tasks, crew, routes, task, route, index, start)
    both = place_node(tasks, crew, routes, twin, other_route, other_index, start) and both
    if not both:
        remove_node(tasks, crew, routes, task, route)
        remove_node(tasks, crew, routes, twin, other_route)
        return 0
    pairs = pair_pence(tasks, crew, routes, task, route) + pair_pence(tasks, crew, routes, twin, other_route)
    return pairs - tasks.task[task].price
