"""Turns a rota request into one routing problem: its tasks are the stops, and any part of any duty may be a route.

Route (worker x days + day) x parts + part is that part of the worker's duty on that date: closed, a span of nothing,
until a shift opens it. A worker from home begins and ends nowhere: commutes are neither counted nor paid.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from models.clock import span_on
from models.request import RotaRequest
from optimiser.routing.problem import FOREVER, NONE, Ints, Link, Route, RoutingPrices, RoutingProblem, Stop
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

    def workers_of(self, routes: Ints) -> Ints:
        """Return the rows of routes' workers."""
        return routes // (self.days * self.parts)


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
    unwanted = _not_preferred(request, tasks)
    guide = travel.minutes * TRAVEL_GUIDE_PENCE
    closed = np.arange(len(request.workers) * slots.days * slots.parts)
    return RoutingProblem(
        stops=tuple(_stop(task, slots, not_preferred) for task, not_preferred in zip(tasks, unwanted, strict=True)),
        routes=tuple(Route(worker=int(worker), start=0, end=0, latest_end=0) for worker in slots.workers_of(closed)),
        links=(*together(tasks), *gaps(request, tasks)),
        journey=travel.minutes,
        leg_pence=guide + mileage(travel),
        prices=RoutingPrices(
            late_minute=request.prices.late_minute,
            early_minute=request.prices.early_minute,
            waiting_minute=request.prices.waiting_minute,
            idle_minute=request.prices.most_idle_minute,
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


def _not_preferred(request: RotaRequest, tasks: Sequence[Task]) -> list[Ints | None]:
    """Return for each task what each worker costs because somebody else is preferred, None where nobody is."""
    price, row_of = request.prices.not_preferred_worker, {each.id: row for row, each in enumerate(request.workers)}
    preferred = [[row_of[name] for name in user.preferred_worker_ids] for user in request.service_users]
    pence: list[Ints | None] = []
    for task in tasks:
        if task.user == NONE or not preferred[task.user] or not price:
            pence.append(None)
        else:
            own = np.full(len(request.workers), price, dtype=np.int64)
            own[preferred[task.user]] = 0
            pence.append(own)
    return pence


def _stop(task: Task, slots: Slots, not_preferred: Ints | None) -> Stop:
    routes = _routes_for(task, slots)
    return Stop(
        minutes=task.minutes,
        place=task.place,
        windows=task.windows,
        price=task.price if task.share == 0 else 0,
        routes=routes,
        route_pence=None if not_preferred is None else not_preferred[slots.workers_of(routes)],
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
    """Return the links of the two workers of a visit, who start together or apart as it asks."""
    firsts = [(row, task.apart) for row, task in enumerate(tasks) if task.shares == 2 and task.share == 0]
    return [Link(first=row, second=row + 1, least=least, most=most) for row, (least, most) in firsts]


def gaps(request: RotaRequest, tasks: Sequence[Task]) -> list[Link]:
    """Return the links of visits that keep a gap; either may be made without the other, and by the same worker.

    Gaps that the two visits' windows already guarantee are left out: they never bind. Where two workers start apart,
    every start keeps the gap to every other: more than is asked where it has a most, and never less.
    """
    rows_of: dict[str, list[int]] = {}
    for row, task in enumerate(tasks):
        if task.visit_id and (task.share == 0 or not task.starts_together):
            rows_of.setdefault(task.visit_id, []).append(row)
    links = []
    for visit in request.visits:
        for gap in visit.gaps:
            for earlier, later in product(rows_of[gap.after_visit_id], rows_of[visit.id]):
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
