"""Turns visits and standing shifts of a request into a routing problem: who makes what and when, with travel priced.

Visits keep their windows, workers needed, gaps, prices and who may make them; a shift keeps its times, handover, break
and, from a base, its journeys. Left out, because they are no question of one day's routes: trainings, pins of visits
and who is familiar with whom. Shifts are in one part.
"""

from collections.abc import Sequence

import numpy as np

from models.base import StartsFrom
from models.request import RotaRequest
from optimiser.routing.search.problem import FOREVER, NONE, Ints, Link, Route, RoutingProblem, Stop, StopWindow
from optimiser.routing.task import Task
from optimiser.routing.tasks import list_tasks
from optimiser.routing.travel import MODES, travel_matrix
from optimiser.shifts import Shift

BREAK_MISSED = 100_000_000  # pence, so that nothing priced can push a break out


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
        links=(*_together(tasks), *_gaps(request, tasks)),
        journey=travel.minutes,
        leg_pence=travel.minutes * travel_minute,
    )


def _stop(task: Task, routes_of: Sequence[Ints]) -> Stop:
    none = np.zeros(0, dtype=np.int64)
    return Stop(
        minutes=task.minutes,
        place=task.place,
        windows=tuple(StopWindow(earliest, on_time, latest) for earliest, on_time, latest in task.windows),
        price=task.price if task.share == 0 else 0,
        routes=np.concatenate([none, *(routes_of[worker] for worker in task.workers)]),
    )


def _routes(request: RotaRequest, shifts: Sequence[Shift]) -> list[Route]:
    worker_row = {worker.id: row for row, worker in enumerate(request.workers)}
    place_row = {place.id: row for row, place in enumerate(request.places)}
    edge, routes = request.rules.break_from_edge_minutes, []
    for shift in shifts:
        if len(shift.parts) > 1:
            raise ValueError(f"the shift of {shift.worker_id} on {shift.date} has several parts")
        worker = request.worker_by_id[shift.worker_id]
        base = place_row[worker.place_id] if worker.starts_from is StartsFrom.BASE else NONE
        route = Route(
            worker=worker_row[worker.id],
            start=shift.start + request.rules.handover_minutes,
            end=shift.end,
            latest_end=shift.end,
            start_place=base,
            end_place=base,
            mode=MODES.index(worker.travel_mode),
            break_minutes=shift.break_minutes,
            break_earliest=shift.start + edge,
            break_latest=shift.end - edge - shift.break_minutes,
            break_missed=BREAK_MISSED,
        )
        routes.append(route)
    return routes


def _together(tasks: Sequence[Task]) -> list[Link]:
    """Return the links of two workers starting together."""
    firsts = [row for row, task in enumerate(tasks) if task.shares == 2 and task.share == 0]
    return [Link(first=row, second=row + 1, least=0, most=0) for row in firsts]


def _gaps(request: RotaRequest, tasks: Sequence[Task]) -> list[Link]:
    """Return the links of visits that keep a gap; either may be made without the other, and by the same worker."""
    row_of = {task.visit_id: row for row, task in enumerate(tasks) if task.share == 0}
    links = []
    for visit in request.visits:
        for gap in visit.gaps:
            earlier, minutes = row_of[gap.after_visit_id], request.visit_by_id[gap.after_visit_id].minutes
            most = FOREVER if gap.most_minutes is None else minutes + gap.most_minutes
            least = minutes + gap.least_minutes
            links.append(Link(earlier, row_of[visit.id], least, most, apart=False, both_or_neither=False))
    return links
