"""PyVRP: hybrid search by one thread, so each core searches from a seed of its own and the best answer is taken.

It has no skills: workers with the same skills share a profile, in which the edges to a visit they may not make are as
long as anything can be. A visit nobody makes forgoes a prize. Distances and durations are the same minutes.
"""

import time
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyvrp
import pyvrp.stop
from numpy.typing import NDArray

from benchmarks.peers.day import Day, Rows
from benchmarks.peers.side_by_side import MARGIN, best_of

PRIZE = 1_000  # minutes of travel that a visit is worth
FORBIDDEN = 100_000  # minutes


@dataclass(frozen=True)
class Task:
    """One process's search."""

    day: Day
    until: float  # by `time.time`, which processes share
    seed: int
    start: Rows | None = None


def route(day: Day, seconds: float, cores: int, seed: int) -> Rows:
    """Route a day on each core from a seed of its own.

    Args:
        day: what is routed.
        seconds: time limit.
        cores: processes.
        seed: of the first search.
    """
    until = time.time() + seconds - MARGIN
    return best_of(day, search, [Task(day, until, seed * cores + core) for core in range(cores)])


def search(task: Task) -> Rows:
    """Return the best rows found until the clock says stop."""
    data = _data(task.day)
    start = None if task.start is None else pyvrp.Solution(data, _routes(data, task.start))
    stop = pyvrp.stop.MaxRuntime(max(0.0, task.until - time.time()))
    best = pyvrp.solve(data, stop, seed=task.seed, collect_stats=False, initial_solution=start).best
    rows: list[list[int]] = [[] for _ in task.day.home]
    if best.is_feasible():
        for each in best.routes():
            rows[each.vehicle_type()] = [stop.idx for stop in each if stop.is_client()]
    return rows


def _routes(data: pyvrp.ProblemData, rows: Rows) -> list[pyvrp.Route]:
    return [pyvrp.Route(data, list(visits), worker) for worker, visits in enumerate(rows) if visits]


def _data(day: Day) -> pyvrp.ProblemData:
    """Return the day as PyVRP's data: a location a place, a depot and a vehicle type a worker, a client a visit."""
    skill_sets, profile = np.unique(day.allowed, axis=0, return_inverse=True)
    matrices: Any = [_matrix(day, allowed) for allowed in skill_sets]
    return pyvrp.ProblemData(
        locations=[pyvrp.Location(0, 0) for _ in day.travel],
        clients=[
            pyvrp.Client(
                place,
                service_duration=day.care[visit],
                tw_early=day.earliest[visit],
                tw_late=day.latest[visit],
                prize=PRIZE,
                required=False,
            )
            for visit, place in enumerate(day.visit_place)
        ],
        depots=[pyvrp.Depot(home) for home in day.home],
        vehicle_types=[
            pyvrp.VehicleType(
                start_depot=worker,
                end_depot=worker,
                tw_early=day.begins[worker],
                tw_late=day.ends[worker],
                profile=int(profile[worker]),
            )
            for worker in range(len(day.home))
        ],
        distance_matrices=matrices,
        duration_matrices=matrices,
    )


def _matrix(day: Day, allowed: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the journeys of workers who may make these visits only."""
    matrix = day.travel.copy()
    forbidden = [place for visit, place in enumerate(day.visit_place) if not allowed[visit]]
    matrix[:, forbidden] = FORBIDDEN
    np.fill_diagonal(matrix, 0)
    return matrix
