"""Turns a rota request into one routing problem: its tasks are the stops, and any part of any duty may be a route.

Route (worker x days + day) x parts + part is that part of the worker's duty on that date: closed, a span of nothing,
until a shift opens it. A worker from home begins and ends nowhere: commutes are neither counted nor paid.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.clock import span_on
from models.request import RotaRequest
from optimiser.routing.problem import FOREVER, Ints, Link, Route, RoutingPrices, RoutingProblem, Stop
from optimiser.routing.task import Task
from optimiser.routing.travel import TravelMatrix

DAY = 1_440
CLOCK_CHANGE = 60  # minutes by which a date may begin sooner or later than its number of days would say
TRAVEL_GUIDE_PENCE = 4  # a travel minute; steers the search only, no part of the objective


@dataclass(frozen=True)
class Slots:
    """How routes are numbered.

    Attributes:
        days: of the horizon.
        parts: the most parts that any shift has.
        overhang: minutes that the longest duty goes on past its date's midnight.
    """

    days: int
    parts: int
    overhang: int

    def first(self, worker: int, day: int) -> int:
        """Return the route of the first part of a worker's duty on a day."""
        return (worker * self.days + day) * self.parts

    def worker_of(self, route: int) -> int:
        """Return the row of a route's worker."""
        return route // (self.days * self.parts)


def slots_of(request: RotaRequest) -> Slots:
    """Return how the routes of a request are numbered."""
    parts = max((len(pattern.parts) for pattern in request.patterns), default=1)
    return Slots(request.horizon.days, parts, _overhang(request))


def _overhang(request: RotaRequest) -> int:
    """Return how long after midnight of its own date a duty may still go on."""
    horizon, first = request.horizon, request.horizon.start
    ends = [
        horizon.minute(span_on(first, pattern.parts[-1].start, pattern.parts[-1].end)[1]) + pattern.end_later_minutes
        for pattern in request.patterns
    ]
    return max(0, max(ends, default=0) - DAY)


def problem_of(request: RotaRequest, tasks: Sequence[Task], travel: TravelMatrix, slots: Slots) -> RoutingProblem:
    """Return the routing problem of a whole request, every route closed.

    Args:
        request: what is planned.
        tasks: the stops, in this order (`tasks.list_tasks`).
        travel: journeys between the request's places.
        slots: how routes are numbered.
    """
    guide = travel.minutes * TRAVEL_GUIDE_PENCE
    closed = range(len(request.workers) * slots.days * slots.parts)
    return RoutingProblem(
        stops=tuple(_stop(task, slots) for task in tasks),
        routes=tuple(Route(worker=slots.worker_of(row), start=0, end=0, latest_end=0) for row in closed),
        links=(*together(tasks), *gaps(request, tasks)),
        journey=travel.minutes,
        leg_pence=guide + mileage(travel),
        prices=RoutingPrices(
            late_minute=request.prices.late_minute,
            unfamiliar_pair=request.prices.unfamiliar_worker,
        ),
        known=_known(request),
    )


def mileage(travel: TravelMatrix) -> Ints:
    """Return the pence of each leg by mode, [modes, places, places]; only car legs are paid."""
    pence = np.zeros_like(travel.minutes)
    pence[0] = travel.pence
    return pence


def _known(request: RotaRequest) -> Ints:
    """Return which service users and workers are known to each other, or wanted."""
    row_of = {worker.id: row for row, worker in enumerate(request.workers)}
    known = np.zeros((max(len(request.service_users), 1), max(len(request.workers), 1)), dtype=np.int64)
    for row, user in enumerate(request.service_users):
        for worker_id in (*user.known_worker_ids, *user.preferred_worker_ids):
            known[row, row_of[worker_id]] = 1
    return known


def _stop(task: Task, slots: Slots) -> Stop:
    return Stop(
        minutes=task.minutes,
        place=task.place,
        windows=task.windows,
        price=task.price if task.share == 0 else 0,
        routes=_routes_for(task, slots),
        user=task.user,
    )


def _routes_for(task: Task, slots: Slots) -> Ints:
    """Return the routes that may hold a task: its workers', on every date whose duties could reach into its windows."""
    days = {
        day
        for window in task.windows
        for day in range(
            (window.earliest - slots.overhang - CLOCK_CHANGE) // DAY, (window.latest + CLOCK_CHANGE) // DAY + 1
        )
        if 0 <= day < slots.days
    }
    firsts = slots.first(task.workers[:, None], np.array(sorted(days), dtype=np.int64)[None, :])  # type: ignore[arg-type]
    routes: Ints = (np.asarray(firsts)[:, :, None] + np.arange(slots.parts)).reshape(-1)
    return routes


def together(tasks: Sequence[Task]) -> list[Link]:
    """Return the links of two workers starting together."""
    firsts = [row for row, task in enumerate(tasks) if task.shares == 2 and task.share == 0]
    return [Link(first=row, second=row + 1, least=0, most=0) for row in firsts]


def gaps(request: RotaRequest, tasks: Sequence[Task]) -> list[Link]:
    """Return the links of visits that keep a gap; either may be made without the other, and by the same worker.

    Gaps that the two visits' windows already guarantee are left out: they never bind.
    """
    row_of = {task.visit_id: row for row, task in enumerate(tasks) if task.visit_id and task.share == 0}
    links = []
    for visit in request.visits:
        for gap in visit.gaps:
            earlier, later = row_of[gap.after_visit_id], row_of[visit.id]
            least = tasks[earlier].minutes + gap.least_minutes
            most = FOREVER if gap.most_minutes is None else tasks[earlier].minutes + gap.most_minutes
            if not _guaranteed(tasks[earlier], tasks[later], least, most):
                links.append(Link(earlier, later, least, most, apart=False, both_or_neither=False))
    return links


def _guaranteed(earlier: Task, later: Task, least: int, most: int) -> bool:
    """Return whether any starts within the windows keep the later start less the earlier one in [least, most]."""
    nearest = min(window.earliest for window in later.windows) - max(window.latest for window in earlier.windows)
    farthest = max(window.latest for window in later.windows) - min(window.earliest for window in earlier.windows)
    return nearest >= least and farthest <= most
