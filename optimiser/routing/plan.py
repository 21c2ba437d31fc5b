"""The routing of one request: every task, the routes as they stand, and what may be done to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np

from models.request import RotaRequest
from models.roster import Duty, PlannedTraining, PlannedVisit, Span
from optimiser.routing.crew import crew_of
from optimiser.routing.kernels.anneal import anneal
from optimiser.routing.kernels.arrays import NONE, Crew, Ints, Routes, Tasks, copy_routes, empty_routes
from optimiser.routing.kernels.insertion import plan_pence
from optimiser.routing.kernels.journal import Journal, new_journal
from optimiser.routing.kernels.random import Seed, seeded
from optimiser.routing.kernels.recreate import best_insertion, best_pair, insert_best
from optimiser.routing.kernels.shifts import close_route, open_route, route_worth, settle_share
from optimiser.routing.task import Task
from optimiser.routing.tasks import list_tasks, task_arrays
from optimiser.routing.travel import travel_matrix
from optimiser.shifts import Shift

MOST_TOUCHED = 96


@dataclass(frozen=True)
class Routing:
    """What stays the same while one request is routed: its tasks and its crew."""

    request: RotaRequest
    tasks: list[Task]
    arrays: Tasks
    crew: Crew

    @classmethod
    def of(cls, request: RotaRequest) -> Self:
        """Prepare a request: travel matrix, who may make what, windows, neighbours."""
        travel = travel_matrix(request.places, request.travel)
        tasks = list_tasks(request)
        return cls(request, tasks, task_arrays(request, tasks, travel), crew_of(request, travel))

    @property
    def primaries(self) -> Ints:
        """Rows of the tasks that stand for their visit or training."""
        return np.flatnonzero(self.arrays.task["primary"])


class RoutePlan:
    """Routes being filled; shifts open and close them, insertions and annealing fill them."""

    def __init__(self, routing: Routing, seed: int) -> None:
        request = routing.request
        self.routing = routing
        self.routes: Routes = empty_routes(
            len(routing.tasks), len(request.service_users), len(request.workers), request.horizon.days
        )
        self.rng: Seed = seeded(seed)
        self._journal: Journal = new_journal(self.routes.route.size, MOST_TOUCHED)
        self._open_journal: Journal = new_journal(self.routes.route.size, 0)
        self._worker_row = {worker.id: row for row, worker in enumerate(request.workers)}
        self.shifts: dict[int, Shift] = {}

    def route_of(self, shift: Shift | Duty) -> int:
        """Return the route of a shift's or duty's worker and date."""
        horizon = self.routing.request.horizon
        return self._worker_row[shift.worker_id] * horizon.days + (shift.date - horizon.start).days

    def open(self, shifts: Iterable[Shift]) -> None:
        """Add shifts; those that cover no post become empty routes."""
        arrays, crew = self.routing.arrays, self.routing.crew
        for shift in shifts:
            route = self.route_of(shift)
            self.shifts[route] = shift
            if shift.post_id is None:
                self._write_times(route, shift)
                if not open_route(arrays, crew, self.routes, route):
                    raise ValueError(f"no room for the break of {shift.pattern_id}, {shift.date}, {shift.worker_id}")

    def worth(self, shift: Shift, rows: Ints) -> int:
        """Return the pence that a shift on a free date would save if it made some of `rows`, tried in this order."""
        if shift.post_id is not None:
            return 0
        route = self.route_of(shift)
        self._write_times(route, shift)
        return int(route_worth(self.routing.arrays, self.routing.crew, self.routes, route, rows, self.rng))

    def _write_times(self, route: int, shift: Shift) -> None:
        """Write a shift's times into its route."""
        routes, edge = self.routes, self.routing.request.rules.break_from_edge_minutes
        last = shift.end - edge - shift.break_minutes
        routes.route[route] = (shift.start, shift.end, shift.break_minutes, shift.start + edge, last, 0)
        routes.pause[route] = 0
        for number, (before, after) in enumerate(zip(shift.parts, shift.parts[1:], strict=False)):
            routes.pause[route, number] = before[1], after[0]

    def close(self, shifts: Iterable[Shift], keep_twins: bool = False) -> None:
        """Take shifts away; their visits become unserved, but for the other worker's share where twins are kept."""
        for shift in shifts:
            route = self.route_of(shift)
            del self.shifts[route]
            close_route(self.routing.arrays, self.routing.crew, self.routes, route, keep_twins)

    def absent(self) -> Ints:
        """Return the primaries of which nobody makes any share."""
        task, route = self.routing.arrays.task, self.routes.made["route"]
        half_made = (task["twin"] != NONE) & (route[task["twin"]] != NONE)
        return np.flatnonzero((task["primary"] == 1) & (route == NONE) & ~half_made)

    def shares_to_settle(self) -> Ints:
        """Return the shares of two-worker visits that have no route while the other share has one."""
        twin, route = self.routing.arrays.task["twin"], self.routes.made["route"]
        return np.flatnonzero((twin != NONE) & (route == NONE) & (route[twin] != NONE))

    def settle_shares(self) -> None:
        """Give every such share a route beside its twin, or take the twin out too."""
        for row in self.shares_to_settle():
            settle_share(self.routing.arrays, self.routing.crew, self.routes, row, self.rng)

    def fill(self, rows: Iterable[int]) -> None:
        """Insert primaries in this order, each at its cheapest place, where that costs less than its price."""
        arrays, crew = self.routing.arrays, self.routing.crew
        for row in rows:
            insert_best(arrays, crew, self.routes, self._open_journal, row, 0, self.rng)

    def fill_all(self) -> None:
        """Insert every absent primary, dearest first; equal ones with the fewest workers first."""
        task = self.routing.arrays.task
        workers = task["end_worker"] - task["first_worker"]
        self.fill(sorted(self.absent().tolist(), key=lambda row: (-task["price"][row], workers[row], row)))

    def anneal(self, seeds: Ints, iterations: int, heat: float) -> int:
        """Ruin and recreate around `seeds`; return the change in pence (guide included)."""
        arrays, crew = self.routing.arrays, self.routing.crew
        return int(anneal(arrays, crew, self.routes, self._journal, seeds, self.rng, iterations, heat))

    def guided_pence(self) -> int:
        """Return the routing's cost with the travel guide: what the search minimises."""
        return int(plan_pence(self.routing.arrays, self.routing.crew, self.routes))

    def cheapest(self, row: int) -> int | None:
        """Return the pence of inserting an absent primary where that is cheapest, None when it fits nowhere."""
        arrays, crew = self.routing.arrays, self.routing.crew._replace(travel_guide=0)
        if arrays.task["twin"][row] != NONE:
            pence, *_, start = best_pair(arrays, crew, self.routes, row)
            return None if start == NONE else int(pence)
        pence, route, _, _ = best_insertion(arrays, crew, self.routes, row, 0, self.rng)
        return None if route == NONE else int(pence)

    def copy_state(self) -> tuple[Routes, dict[int, Shift]]:
        """Return routes and shifts as they stand, sharing nothing."""
        return copy_routes(self.routes), dict(self.shifts)

    def restore(self, state: tuple[Routes, dict[int, Shift]]) -> None:
        """Put back a state that `copy_state` returned; the state stays usable."""
        for own, kept in zip(self.routes, state[0], strict=True):
            own[...] = kept
        self.shifts = dict(state[1])

    def served(self, route: int) -> list[int]:
        """Return the tasks of a route in order."""
        nodes = self.routes.stop["node"][route, : self.routes.route["length"][route]]
        return [int(node) for node in nodes if node < len(self.routing.tasks)]

    def duties(self) -> tuple[Duty, ...]:
        """Return the duties by date and worker."""
        ordered = sorted(self.shifts.items(), key=lambda pair: (pair[1].date, pair[1].worker_id))
        return tuple(self._duty(route, shift) for route, shift in ordered)

    def _duty(self, route: int, shift: Shift) -> Duty:
        """Return one shift with its stops."""
        horizon, tasks = self.routing.request.horizon, self.routing.tasks
        begin = {row: horizon.moment(int(self.routes.made["begin"][row])) for row in self.served(route)}
        visits = [
            PlannedVisit(visit_id=visit_id, start=start)
            for row, start in begin.items()
            if (visit_id := tasks[row].visit_id)
        ]
        trainings = [
            PlannedTraining(training_id=training_id, start=start)
            for row, start in begin.items()
            if (training_id := tasks[row].training_id)
        ]
        return Duty(
            worker_id=shift.worker_id,
            date=shift.date,
            pattern_id=shift.pattern_id,
            parts=shift.spans(horizon),
            rest_break=self._rest_break(route, shift),
            post_id=shift.post_id,
            role=shift.role,
            visits=tuple(visits),
            trainings=tuple(trainings),
        )

    def _rest_break(self, route: int, shift: Shift) -> Span | None:
        """Return when the break is taken; at a post, in the middle."""
        if not shift.break_minutes:
            return None
        start = (shift.start + shift.end - shift.break_minutes) // 2
        if shift.post_id is None:
            nodes = self.routes.stop["node"][route, : self.routes.route["length"][route]]
            start = int(
                self.routes.stop["begin"][route, int(np.flatnonzero(nodes == len(self.routing.tasks) + route)[0])]
            )
        horizon = self.routing.request.horizon
        return Span(start=horizon.moment(start), end=horizon.moment(start + shift.break_minutes))
