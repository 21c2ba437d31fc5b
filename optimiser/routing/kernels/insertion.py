"""Trying and making insertions: where one task fits, what it costs, and the best place for it."""

from numba import njit

from optimiser.routing.kernels.arrays import MOST_STOPS, NONE, Crew, Routes, Tasks
from optimiser.routing.kernels.schedule import (
    first_start,
    journey,
    late_minutes,
    mileage,
    next_place,
    node_place,
    pause_of,
    schedule,
    stop_at,
)

FOREVER = 1 << 30


@njit(cache=True)
def start_bounds(tasks: Tasks, routes: Routes, task: int) -> tuple[int, int]:
    """Return the least and most start that a twin already in a route, and gaps to other visits made, leave open."""
    least, most = -FOREVER, FOREVER
    twin = tasks.task[task].twin
    primary = task if tasks.task[task].primary else twin
    if twin != NONE and routes.made[twin].route != NONE:
        least, most = routes.made[twin].begin, routes.made[twin].begin
    for gap in range(tasks.task[primary].first_gap, tasks.task[primary].end_gap):
        other = tasks.gap[gap].task
        if routes.made[other].route != NONE:
            least = max(least, routes.made[other].begin + tasks.gap[gap].least)
            most = min(most, routes.made[other].begin + tasks.gap[gap].most)
    return least, most


@njit(cache=True)
def push_cost(tasks: Tasks, crew: Crew, routes: Routes, route: int, index: int, now: int, here: int) -> int:
    """Return the pence of lateness added to the nodes from `index` on when they follow at `now` from `here`.

    NONE = they do not fit.
    """
    worker = route // crew.days
    added = 0
    for later in range(index, routes.route[route].length):
        node = routes.stop[route, later].node
        pause = pause_of(tasks, routes, node)
        if pause != NONE:
            fits = now + journey(crew, worker, here, crew.worker[worker].base) <= routes.pause[route, pause, 0]
            return added if fits else NONE
        place = node_place(tasks, node)
        begin, now_ready, where = stop_at(tasks, crew, routes, route, later, now, here)
        if begin == NONE or (place != NONE and begin > routes.stop[route, later].latest):
            return NONE
        if place != NONE and begin <= routes.stop[route, later].begin:
            return added
        if node < tasks.task.size and not tasks.task[node].appointed:
            before = late_minutes(tasks, node, routes.stop[route, later].begin)
            added += (late_minutes(tasks, node, begin) - before) * crew.late_minute
        now, here = now_ready, where
    fits = now + journey(crew, worker, here, crew.worker[worker].base) <= routes.route[route].end
    return added if fits else NONE


@njit(cache=True)
def try_insertion(
    tasks: Tasks, crew: Crew, routes: Routes, task: int, route: int, index: int, least: int, most: int
) -> tuple[int, int]:
    """Return (start, pence) of a task placed before node `index` to start within [least, most]; NONE = no fit."""
    worker = route // crew.days
    if routes.route[route].length == MOST_STOPS:
        return NONE, 0
    if index == 0:
        now, here = routes.route[route].start + crew.handover, crew.worker[worker].base
    else:
        now, here = routes.stop[route, index - 1].ready, routes.stop[route, index - 1].whereabouts
    place = tasks.task[task].place
    start = first_start(tasks, task, max(now + journey(crew, worker, here, place), least))
    if start == NONE or start > most:
        return NONE, 0
    target = here if place == NONE else place
    pushed = push_cost(tasks, crew, routes, route, index, start + tasks.task[task].minutes, target)
    if pushed == NONE:
        return NONE, 0
    return start, pushed + _own_cost(tasks, crew, routes, task, route, index, start, here)


@njit(cache=True)
def _own_cost(
    tasks: Tasks, crew: Crew, routes: Routes, task: int, route: int, index: int, start: int, here: int
) -> int:
    """Return the pence of a task's own lateness, journeys and unfamiliar worker at this place in a route."""
    place, user, worker = tasks.task[task].place, tasks.task[task].user, route // crew.days
    pence = 0
    if tasks.task[task].primary:
        pence += late_minutes(tasks, task, start) * crew.late_minute
    if place != NONE:
        after = next_place(tasks, crew, routes, route, index)
        pence += mileage(crew, worker, here, place) + mileage(crew, worker, place, after)
        pence -= mileage(crew, worker, here, after)
        minutes = journey(crew, worker, here, place) + journey(crew, worker, place, after)
        pence += (minutes - journey(crew, worker, here, after)) * crew.travel_guide
    if user != NONE and not crew.known[user, worker] and routes.pair_visits[user, worker] == 0:
        pence += crew.unfamiliar
    return pence


@njit(cache=True)
def place_node(tasks: Tasks, crew: Crew, routes: Routes, node: int, route: int, index: int, start: int) -> bool:
    """Put a node before `index`, fix an appointed task at `start`, and reschedule; return whether all fits."""
    length = routes.route[route].length
    if length == MOST_STOPS:
        return False
    for later in range(length, index, -1):
        routes.stop[route, later].node = routes.stop[route, later - 1].node
    routes.stop[route, index].node = node
    routes.route[route].length = length + 1
    if node < tasks.task.size:
        routes.made[node].route = route
        routes.made[node].begin = start
        if tasks.task[node].user != NONE:
            routes.pair_visits[tasks.task[node].user, route // crew.days] += 1
    return schedule(tasks, crew, routes, route)


@njit(cache=True)
def remove_node(tasks: Tasks, crew: Crew, routes: Routes, node: int, route: int) -> bool:
    """Take a task or break out of a route and reschedule; return whether all that is left still fits."""
    kept = 0
    for index in range(routes.route[route].length):
        other = routes.stop[route, index].node
        if other != node:
            routes.stop[route, kept].node = other
            kept += 1
    routes.route[route].length = kept
    if node < tasks.task.size:
        routes.made[node].route = NONE
        routes.made[node].begin = NONE
        if tasks.task[node].user != NONE:
            routes.pair_visits[tasks.task[node].user, route // crew.days] -= 1
    return schedule(tasks, crew, routes, route)


@njit(cache=True)
def pair_pence(tasks: Tasks, crew: Crew, routes: Routes, task: int, route: int) -> int:
    """Return the price of the pair of a task's person and a route's worker, when this task is their only visit."""
    user, worker = tasks.task[task].user, route // crew.days
    lone = user != NONE and not crew.known[user, worker] and routes.pair_visits[user, worker] == 1
    return crew.unfamiliar if lone else 0


@njit(cache=True)
def route_pence(tasks: Tasks, crew: Crew, routes: Routes, route: int) -> int:
    """Return the pence of a route: mileage, lateness of primaries, and the guide's price of travel minutes."""
    worker = route // crew.days
    base = crew.worker[worker].base
    here, pence = base, 0
    for index in range(routes.route[route].length):
        node = routes.stop[route, index].node
        if pause_of(tasks, routes, node) != NONE:
            pence += mileage(crew, worker, here, base) + journey(crew, worker, here, base) * crew.travel_guide
            here = base
            continue
        place = node_place(tasks, node)
        if place != NONE:
            pence += mileage(crew, worker, here, place) + journey(crew, worker, here, place) * crew.travel_guide
            here = place
        if node < tasks.task.size and tasks.task[node].primary:
            pence += late_minutes(tasks, node, routes.stop[route, index].begin) * crew.late_minute
    return pence + mileage(crew, worker, here, base) + journey(crew, worker, here, base) * crew.travel_guide


@njit(cache=True)
def plan_pence(tasks: Tasks, crew: Crew, routes: Routes) -> int:
    """Return the pence of all routes, all unfamiliar pairs, and all visits and trainings that nobody makes."""
    pence = 0
    for route in range(routes.route.size):
        if routes.route[route].end > 0:
            pence += route_pence(tasks, crew, routes, route)
    for user in range(crew.known.shape[0]):
        for worker in range(crew.known.shape[1]):
            if routes.pair_visits[user, worker] > 0 and not crew.known[user, worker]:
                pence += crew.unfamiliar
    for task in range(tasks.task.size):
        if tasks.task[task].primary and routes.made[task].route == NONE:
            pence += tasks.task[task].price
    return pence


@njit(cache=True)
def place_break(tasks: Tasks, crew: Crew, routes: Routes, route: int) -> bool:
    """Put the break where the route has most idle time; return whether it fits anywhere."""
    node = tasks.task.size + route
    worker = route // crew.days
    best_index, best_idle = NONE, -1
    for index in range(routes.route[route].length + 1):
        now = routes.route[route].start + crew.handover if index == 0 else routes.stop[route, index - 1].ready
        here = crew.worker[worker].base if index == 0 else routes.stop[route, index - 1].whereabouts
        begin = max(now, routes.route[route].break_first)
        if begin > routes.route[route].break_last:
            break
        if push_cost(tasks, crew, routes, route, index, begin + routes.route[route].break_minutes, here) == NONE:
            continue
        until = routes.route[route].end if index == routes.route[route].length else routes.stop[route, index].begin
        if until - now > best_idle:
            best_index, best_idle = index, until - now
    return best_index != NONE and place_node(tasks, crew, routes, node, route, best_index, NONE)
