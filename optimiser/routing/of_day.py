"""Turns visits and standing shifts of a request into a routing problem: who makes what and when, with travel priced.

Visits keep their windows, workers needed, gaps, prices and who may make them; a shift keeps its times, handover, break
and, from a base, its journeys. Left out, because they are no question of one day's routes: trainings, pins of visits
and who is familiar with whom. Shifts are in one part.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from models.request import RotaRequest
from optimiser.routing.crew import Crew
from optimiser.routing.of_request import gaps, together
from optimiser.routing.problem import Ints, Route, RoutingProblem, Stop
from optimiser.routing.task import Task
from optimiser.routing.tasks import list_tasks
from optimiser.routing.travel import travel_matrix
from optimiser.shifts import Shift


def of_day(request: RotaRequest, shifts: Sequence[Shift], travel_minute: int) -> RoutingProblem:
    """Return the problem of filling these shifts; stops are the shares of visits in order, routes the shifts in order.

    Args:
        request: the visits and the prices of those nobody makes.
        shifts: straight ones that cover no post.
        travel_minute: pence of a minute of travel; mileage is not counted.

    Raises:
        ValueError: a shift has several parts.
    """
    travel = travel_matrix(request.places, request.travel)
    tasks = [task for task in list_tasks(request) if task.visit_id]
    routes_of: dict[str, list[int]] = {}
    for row, shift in enumerate(shifts):
        routes_of.setdefault(shift.worker_id, []).append(row)
    own = [np.array(routes_of.get(worker.id, []), dtype=np.int64) for worker in request.workers]
    return RoutingProblem(
        stops=tuple(_stop(task, own) for task in tasks),
        routes=tuple(_routes(request, shifts)),
        links=(*together(tasks), *gaps(request, tasks)),
        journey=travel.minutes,
        leg_pence=travel.minutes * travel_minute,
    )


def _stop(task: Task, routes_of: Sequence[Ints]) -> Stop:
    none = np.zeros(0, dtype=np.int64)
    return Stop(
        minutes=task.minutes,
        place=task.place,
        windows=task.windows,
        price=task.price if task.share == 0 else 0,
        routes=np.concatenate([none, *(routes_of[worker] for worker in task.workers)]),
    )


def _routes(request: RotaRequest, shifts: Sequence[Shift]) -> Iterator[Route]:
    crew = Crew(request)
    for shift in shifts:
        if len(shift.parts) > 1:
            raise ValueError(f"the shift of {shift.worker_id} on {shift.date} has several parts")
        yield from crew.routes(shift)
