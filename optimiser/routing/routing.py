"""What stays the same while one request is routed: its tasks, its crew, and the tables of its routing problem."""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np

from models.request import RotaRequest
from models.roster import Duty
from optimiser.routing.crew import Crew
from optimiser.routing.of_request import Slots, mileage, problem_of, slots_of
from optimiser.routing.problem import NONE, Ints, RoutingProblem
from optimiser.routing.tables import Tables, route_row, tables_of
from optimiser.routing.task import Task
from optimiser.routing.tasks import list_tasks
from optimiser.routing.travel import TravelMatrix, travel_matrix
from optimiser.shifts import Shift


@dataclass(frozen=True)
class Routing:
    """One request, prepared for routing."""

    request: RotaRequest
    tasks: list[Task]
    travel: TravelMatrix
    slots: Slots
    crew: Crew
    problem: RoutingProblem
    tables: Tables  # every route closed

    @classmethod
    def of(cls, request: RotaRequest, with_near: bool = True) -> Self:
        """Prepare a request: travel matrix, who may make what, windows, and neighbours unless told without."""
        travel, tasks, slots = travel_matrix(request.places, request.travel), list_tasks(request), slots_of(request)
        problem = problem_of(request, tasks, travel, slots)
        tables = tables_of(problem, standing=False, with_near=with_near)
        return cls(request, tasks, travel, slots, Crew(request), problem, tables)

    @cached_property
    def primaries(self) -> Ints:
        """Rows of the tasks that stand for their visit or training."""
        return np.flatnonzero([task.share == 0 for task in self.tasks])

    @cached_property
    def twin(self) -> Ints:
        """For each task the other share of its visit, NONE where one worker makes it."""
        return np.array(
            [NONE if task.shares == 1 else row + 1 - 2 * task.share for row, task in enumerate(self.tasks)],
            dtype=np.int64,
        )

    @cached_property
    def mileage(self) -> Ints:
        """Pence of each leg by mode, [modes, places, places], the travel guide left out."""
        return mileage(self.travel)

    def primary_of(self, rows: Ints) -> Ints:
        """Return for each task the one that stands for its visit."""
        shares = np.array([task.share for task in self.tasks], dtype=np.int64)
        return rows - shares[rows]

    def near(self, row: int) -> Ints:
        """Return the tasks nearest to a task in place and time, itself first."""
        first, end = (int(self.tables.stop[name][row]) for name in ("first_near", "end_near"))
        return self.tables.near[first:end]

    def closed_tables(self) -> Tables:
        """Return tables of one's own to open routes in; all else is shared."""
        shared = {name: getattr(self.tables, name) for name in Tables.layout}
        return Tables(**{**shared, "route": self.tables.route.copy()})

    def route_of(self, shift: Shift | Duty) -> int:
        """Return the route of the first part of a shift's or duty's worker and date."""
        return self.slots.first(self.crew.row(shift.worker_id), (shift.date - self.request.horizon.start).days)

    def rows_of(self, shift: Shift, break_part: int | None = None) -> list[tuple[int, ...]]:
        """Return a shift's parts as rows of the table of routes; each is alike itself alone, so that is its number."""
        if break_part is None and shift in self._rows:
            return self._rows[shift]
        routes = enumerate(self.crew.routes(shift, break_part), start=self.route_of(shift))
        rows = [route_row(route, number) for number, route in routes]
        if break_part is None:
            self._rows[shift] = rows
        return rows

    @cached_property
    def _rows(self) -> dict[Shift, list[tuple[int, ...]]]:
        """Rows asked for before: the same shifts are tried again and again."""
        return {}

    def window_row(self, task: int, start: int) -> int | None:
        """Return the row of the cheapest window that admits a start of a task, None where none does."""
        prices, first = self.problem.prices, int(self.tables.stop["first_window"][task])
        admitting = {
            first + number: max(0, start - window.on_time) * prices.late_minute
            + max(0, window.not_early - start) * prices.early_minute
            for number, window in enumerate(self.tasks[task].windows)
            if window.earliest <= start <= window.latest
        }
        return min(admitting, key=lambda row: admitting[row], default=None)
