"""The times of one route: the earliest schedule forwards, the latest feasible starts backwards."""

from numba import njit

from optimiser.routing.kernels.arrays import NONE, Crew, Routes, Tasks


@njit(cache=True)
def journey(crew: Crew, worker: int, origin: int, destination: int) -> int:
    """Return the minutes from one place row to another by the worker's mode; 0 from or to nowhere (a commute)."""
    if origin == NONE or destination == NONE:
        return 0
    return crew.journey[crew.worker[worker].mode, origin, destination]


@njit(cache=True)
def mileage(crew: Crew, worker: int, origin: int, destination: int) -> int:
    """Return the pence of one leg; only car legs are paid."""
    if origin == NONE or destination == NONE or crew.worker[worker].mode != 0:
        return 0
    return crew.mileage[origin, destination]


@njit(cache=True)
def first_start(tasks: Tasks, task: int, arrival: int) -> int:
    """Return the earliest start of a task not before `arrival`, or NONE when its windows have passed."""
    best = NONE
    for window in range(tasks.task[task].first_window, tasks.task[task].end_window):
        if arrival <= tasks.window[window].latest:
            start = max(arrival, tasks.window[window].earliest)
            if best == NONE or start < best:
                best = start
    return best


@njit(cache=True)
def last_start(tasks: Tasks, task: int, bound: int) -> int:
    """Return the latest start of a task not after `bound`, or NONE when no window admits one."""
    best = NONE
    for window in range(tasks.task[task].first_window, tasks.task[task].end_window):
        if bound >= tasks.window[window].earliest:
            best = max(best, min(bound, tasks.window[window].latest))
    return best


@njit(cache=True)
def late_minutes(tasks: Tasks, task: int, start: int) -> int:
    """Return the least lateness of a start over the windows that admit it."""
    best = 1 << 30
    for window in range(tasks.task[task].first_window, tasks.task[task].end_window):
        if tasks.window[window].earliest <= start <= tasks.window[window].latest:
            best = min(best, max(0, start - tasks.window[window].on_time))
    return 0 if best == 1 << 30 else best


@njit(cache=True)
def node_start(tasks: Tasks, routes: Routes, route: int, node: int, arrival: int) -> int:
    """Return when a task or break in a route starts after `arrival`, or NONE when that is too late."""
    if node >= tasks.task.size:
        start = max(arrival, routes.route[route].break_first)
        return start if start <= routes.route[route].break_last else NONE
    if tasks.task[node].appointed:
        return routes.made[node].begin if arrival <= routes.made[node].begin else NONE
    return first_start(tasks, node, arrival)


@njit(cache=True)
def node_minutes(tasks: Tasks, routes: Routes, route: int, node: int) -> int:
    """Return the minutes of a task or break."""
    return tasks.task[node].minutes if node < tasks.task.size else routes.route[route].break_minutes


@njit(cache=True)
def node_place(tasks: Tasks, node: int) -> int:
    """Return the place row of a task, NONE for a training or break."""
    return tasks.task[node].place if node < tasks.task.size else NONE


@njit(cache=True)
def pause_of(tasks: Tasks, routes: Routes, node: int) -> int:
    """Return which pause of its route a node is, or NONE when it is a task or break."""
    first = tasks.task.size + routes.route.size
    return (node - first) % 2 if node >= first else NONE


@njit(cache=True)
def next_place(tasks: Tasks, crew: Crew, routes: Routes, route: int, index: int) -> int:
    """Return the place of the first placed node from `index` on in the same part, or the worker's base."""
    for later in range(index, routes.route[route].length):
        node = routes.stop[route, later].node
        if pause_of(tasks, routes, node) != NONE:
            break
        if node_place(tasks, node) != NONE:
            return node_place(tasks, node)
    return crew.worker[route // crew.days].base


@njit(cache=True)
def stop_at(
    tasks: Tasks, crew: Crew, routes: Routes, route: int, index: int, now: int, here: int
) -> tuple[int, int, int]:
    """Return (begin, end, place after) of the task or break at `index`, free at `now` and `here`; NONE = too late.

    A training or break has no place: the journey to the next visit is made after it or, where there is waiting to be
    done before it, before it.
    """
    worker = route // crew.days
    node = routes.stop[route, index].node
    place, minutes = node_place(tasks, node), node_minutes(tasks, routes, route, node)
    if place != NONE:
        begin = node_start(tasks, routes, route, node, now + journey(crew, worker, here, place))
        return begin, begin + minutes, place
    begin = node_start(tasks, routes, route, node, now)
    target = next_place(tasks, crew, routes, route, index + 1)
    onward = journey(crew, worker, here, target)
    if begin > now and onward > 0:
        moved = node_start(tasks, routes, route, node, now + onward)
        if moved != NONE and moved < begin + onward:
            return moved, moved + minutes, target
    return begin, begin + minutes, here


@njit(cache=True)
def schedule(tasks: Tasks, crew: Crew, routes: Routes, route: int) -> bool:
    """Write the earliest times and the latest starts of a route; return whether every node fits."""
    worker = route // crew.days
    base = crew.worker[worker].base
    now, here = routes.route[route].start + crew.handover, base
    for index in range(routes.route[route].length):
        node = routes.stop[route, index].node
        pause = pause_of(tasks, routes, node)
        if pause != NONE:
            if now + journey(crew, worker, here, base) > routes.pause[route, pause, 0]:
                return False
            begin, now, here = routes.pause[route, pause, 0], routes.pause[route, pause, 1], base
        else:
            begin, now, here = stop_at(tasks, crew, routes, route, index, now, here)
            if begin == NONE:
                return False
        routes.stop[route, index].begin = begin
        routes.stop[route, index].ready = now
        routes.stop[route, index].whereabouts = here
        if node < tasks.task.size:
            routes.made[node].begin = begin
    if now + journey(crew, worker, here, base) > routes.route[route].end:
        return False
    _latest_starts(tasks, crew, routes, route)
    return True


@njit(cache=True)
def _latest_starts(tasks: Tasks, crew: Crew, routes: Routes, route: int) -> None:
    """Write the latest start of each node, given the nodes after it."""
    worker = route // crew.days
    base = crew.worker[worker].base
    bound, target = routes.route[route].end, base
    for index in range(routes.route[route].length - 1, -1, -1):
        node = routes.stop[route, index].node
        pause = pause_of(tasks, routes, node)
        if pause != NONE:
            latest = routes.pause[route, pause, 0]
            bound, target = latest, base
        else:
            place = node_place(tasks, node)
            if place != NONE:
                bound -= journey(crew, worker, place, target)
                target = place
            bound -= node_minutes(tasks, routes, route, node)
            if node >= tasks.task.size:
                latest = min(bound, routes.route[route].break_last)
            elif tasks.task[node].appointed:
                latest = routes.made[node].begin
            else:
                latest = last_start(tasks, node, bound)
            bound = latest
        routes.stop[route, index].latest = latest
