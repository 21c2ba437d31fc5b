"""Ruin and recreate under simulated annealing: slack induction by string removals (Christiaens, Vanden Berghe 2020)."""

import numpy as np
from numba import njit

from optimiser.routing.kernels.arrays import NONE, Crew, Ints, Routes, Tasks
from optimiser.routing.kernels.insertion import pair_pence, place_break, remove_node
from optimiser.routing.kernels.journal import Journal, change, forget, touch, undo
from optimiser.routing.kernels.random import Seed, below, chance, fraction
from optimiser.routing.kernels.recreate import insert_best
from optimiser.routing.kernels.sorting import sort_by

MOST_ABSENT = 60
LONGEST_STRING = 8
MOST_STRINGS = 4
BLINK = 10
BREAK_MOVES = 150
IMPOSSIBLE = 1 << 40


@njit(cache=True)
def anneal(
    tasks: Tasks, crew: Crew, routes: Routes, journal: Journal, seeds: Ints, rng: Seed, iterations: int, heat: float
) -> int:
    """Ruin around random tasks of `seeds` and recreate, `iterations` times at one temperature.

    Args:
        seeds: primaries to ruin around.
        heat: temperature in pence; 0 accepts only what is no worse.

    Returns:
        The change of cost in pence, the travel guide included.
    """
    total = 0
    absent = np.empty(MOST_ABSENT, dtype=np.int64)
    for _ in range(iterations):
        seed = seeds[below(rng, seeds.size)]
        count, pence = ruin(tasks, crew, routes, journal, seed, absent, rng)
        if pence < IMPOSSIBLE:
            _shuffle_by_worth(tasks, absent, count, rng)
            for row in range(count):
                pence += insert_best(tasks, crew, routes, journal, absent[row], BLINK, rng)
            pence += change(tasks, crew, routes, journal)
        if pence <= -heat * np.log(fraction(rng)):
            total += pence
            forget(journal)
        else:
            undo(tasks, crew, routes, journal)
    return total


@njit(cache=True)
def ruin(
    tasks: Tasks, crew: Crew, routes: Routes, journal: Journal, seed: int, absent: Ints, rng: Seed
) -> tuple[int, int]:
    """Take strings of visits near `seed` out of a few routes; write the absent primaries, nearby unserved ones too.

    Returns:
        How many are absent, and the pence this adds (prices of what was removed less its pairs); IMPOSSIBLE when a
        route no longer fits.
    """
    count, pence, strings = 0, 0, 0
    most_strings = 1 + below(rng, MOST_STRINGS)
    for row in range(tasks.task[seed].first_near, tasks.task[seed].end_near):
        task = tasks.near[row]
        if count >= MOST_ABSENT - 2 * LONGEST_STRING:
            break
        route = routes.made[task].route
        if route == NONE:
            if not _holds(absent, count, task):
                absent[count] = task
                count += 1
        elif strings < most_strings and journal.slot[route] == NONE:
            count, added = _remove_string(tasks, crew, routes, journal, task, absent, count, rng)
            pence += added
            strings += 1
    return count, pence


@njit(cache=True)
def _holds(absent: Ints, count: int, task: int) -> bool:
    """Return whether a task is already among the absent."""
    return bool(np.any(absent[:count] == task))


@njit(cache=True)
def _remove_string(
    tasks: Tasks, crew: Crew, routes: Routes, journal: Journal, task: int, absent: Ints, count: int, rng: Seed
) -> tuple[int, int]:
    """Remove a run of neighbours in the route of `task`, itself among them; two-worker visits leave both routes."""
    route = routes.made[task].route
    if not touch(tasks, crew, routes, journal, route):
        return count, 0
    length = routes.route[route].length
    size = 1 + below(rng, min(LONGEST_STRING, length))
    position = 0
    while routes.stop[route, position].node != task:
        position += 1
    first = max(0, min(position - below(rng, size), length - size))
    nodes = np.empty(size, dtype=np.int64)
    for index in range(size):
        nodes[index] = routes.stop[route, first + index].node
    pence, moves_break = 0, chance(rng, BREAK_MOVES) and routes.route[route].break_minutes > 0
    if moves_break and not remove_node(tasks, crew, routes, tasks.task.size + route, route):
        return count, IMPOSSIBLE
    for row in range(size):
        if nodes[row] < tasks.task.size:
            count, added = _remove_visit(tasks, crew, routes, journal, nodes[row], absent, count)
            pence += added
    if moves_break and not place_break(tasks, crew, routes, route):
        return count, IMPOSSIBLE
    return count, pence


@njit(cache=True)
def _remove_visit(
    tasks: Tasks, crew: Crew, routes: Routes, journal: Journal, node: int, absent: Ints, count: int
) -> tuple[int, int]:
    """Remove a task and its twin; note its primary as absent."""
    primary = node if tasks.task[node].primary else tasks.task[node].twin
    pence = tasks.task[primary].price
    for task in (primary, tasks.task[primary].twin):
        if task == NONE:
            continue
        route = routes.made[task].route
        if not touch(tasks, crew, routes, journal, route):
            return count, IMPOSSIBLE
        pence -= pair_pence(tasks, crew, routes, task, route)
        if not remove_node(tasks, crew, routes, task, route):
            return count, IMPOSSIBLE
    absent[count] = primary
    return count + 1, pence


@njit(cache=True)
def _shuffle_by_worth(tasks: Tasks, absent: Ints, count: int, rng: Seed) -> None:
    """Order the absent at random, by worth, by worth a minute, or longest first; time-tight ones first now and then."""
    order = below(rng, 10)
    key = np.empty(count, dtype=np.float64)
    for row in range(count):
        task = absent[row]
        worth = float(tasks.task[task].price)
        if order < 3:
            key[row] = -worth
        elif order < 5:
            key[row] = -worth / tasks.task[task].minutes
        elif order < 6:
            key[row] = -float(tasks.task[task].minutes)
        elif order < 7:
            key[row] = float(tasks.task[task].end_worker - tasks.task[task].first_worker)
        else:
            key[row] = fraction(rng)
    sort_by(key, absent, count)
