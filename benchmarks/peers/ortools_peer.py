"""OR-Tools routing: guided local search by one thread, so each core begins from a first solution of its own kind."""

import time
from dataclasses import dataclass

import numpy as np
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from benchmarks.peers.day import Day, Rows
from benchmarks.peers.side_by_side import MARGIN, best_of

PRIZE = 1_000  # minutes of travel that a visit is worth
FIRST = (
    routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION,
    routing_enums_pb2.FirstSolutionStrategy.LOCAL_CHEAPEST_INSERTION,
)


@dataclass(frozen=True)
class Task:
    """One process's search."""

    day: Day
    until: float  # by `time.time`, which processes share
    first: int  # of FIRST


def route(day: Day, seconds: float, cores: int, seed: int) -> Rows:  # noqa: ARG001 - it takes no seed
    """Route a day until the time is up.

    Args:
        day: what is routed.
        seconds: time limit.
        cores: processes, at most as many as there are first solutions.
        seed: of no use here.
    """
    until = time.time() + seconds - MARGIN
    return best_of(day, search, [Task(day, until, first) for first in range(min(cores, len(FIRST)))])


def search(task: Task) -> Rows:
    """Return the best rows found until the clock says stop; nobody makes anything where none were found."""
    day = task.day
    manager, routing = _model(day)
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.first_solution_strategy = FIRST[task.first]
    parameters.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    parameters.time_limit.FromMilliseconds(max(1, int(1_000 * (task.until - time.time()))))
    answer = routing.SolveWithParameters(parameters)
    workers = range(len(day.home))
    return [[] if answer is None else _visits(manager, routing, answer, worker) for worker in workers]


def _model(day: Day) -> tuple[pywrapcp.RoutingIndexManager, pywrapcp.RoutingModel]:
    """Return nodes (the visits, then each worker's home), journeys, windows, shifts and who may make what."""
    visits, workers = len(day.care), len(day.home)
    homes = [visits + worker for worker in range(workers)]
    manager = pywrapcp.RoutingIndexManager(visits + workers, workers, homes, homes)
    routing = pywrapcp.RoutingModel(manager)
    places = np.array([*day.visit_place, *day.home])
    travel = day.travel[np.ix_(places, places)]
    busy = travel + np.array([*day.care, *([0] * workers)])[:, None]
    routing.SetArcCostEvaluatorOfAllVehicles(routing.RegisterTransitMatrix(travel.tolist()))
    day_end = max(day.ends)
    routing.AddDimension(routing.RegisterTransitMatrix(busy.tolist()), day_end, day_end, False, "clock")
    clock = routing.GetDimensionOrDie("clock")
    for visit in range(visits):
        index = manager.NodeToIndex(visit)
        clock.CumulVar(index).SetRange(day.earliest[visit], day.latest[visit])
        routing.VehicleVar(index).SetValues([-1, *np.flatnonzero(day.allowed[:, visit]).tolist()])
        routing.AddDisjunction([index], PRIZE)
    for worker in range(workers):
        clock.CumulVar(routing.Start(worker)).SetRange(day.begins[worker], day.ends[worker])
        clock.CumulVar(routing.End(worker)).SetRange(day.begins[worker], day.ends[worker])
    return manager, routing


def _visits(
    manager: pywrapcp.RoutingIndexManager, routing: pywrapcp.RoutingModel, answer: pywrapcp.Assignment, worker: int
) -> list[int]:
    made, index = [], answer.Value(routing.NextVar(routing.Start(worker)))
    while not routing.IsEnd(index):
        made.append(manager.IndexToNode(index))
        index = answer.Value(routing.NextVar(index))
    return made
