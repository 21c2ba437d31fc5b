"""Tries visits in duties that stand: each where it costs least in one duty, and everything can be taken back.

No visit of the duties starts sooner than told; it may start later, inside its windows. A visit is put into one
route (a part of one duty) at a time: the first share there, a second worker's wherever that costs least.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from models.request import RotaRequest
from models.roster import Duty, Roster
from models.visits import Need
from models.wishes import PinKind
from optimiser.checks.objective import recompute
from optimiser.recommend.putting import options_of, put
from optimiser.routing.kernels.state import keep, put_back
from optimiser.routing.problem import NONE
from optimiser.routing.routing import Routing
from optimiser.standing import loaded, not_sooner

WORTH = 100_000_000  # pence on each visit tried, above anything that a place can cost
LATER = 30  # minutes between the least starts tried where two workers are needed
MOST_DROPPED = 2  # neighbouring optional visits that may make room for one


@dataclass(frozen=True)
class Found:
    """A route that takes a visit, and how.

    Attributes:
        pence: what that costs, with the travel guide.
        route: of the first share.
        dropped: the rows of the visits it displaces.
        least: the minute before which it was not to start.
    """

    pence: int
    route: int
    dropped: tuple[int, ...] = ()
    least: int = 0


class Trial:
    """Duties with their visits, and visits to be tried among them."""

    def __init__(self, request: RotaRequest, duties: Sequence[Duty], visit_ids: Sequence[str]) -> None:
        """Take up `duties`, all there are in `request` (`part.part_of`); they hold none of the visits to be tried."""
        self.request = request
        self.routing = not_sooner(Routing.of(request), duties)
        self.incumbent = loaded(self.routing, duties)
        self.plan = self.incumbent.plan
        self.told, self._before = tuple(duties), self.plan.duties()
        self.terms_told = recompute(request, Roster(duties=self.told))
        first = {task.visit_id: row for row, task in enumerate(self.routing.tasks) if task.share == 0}
        self.rows = [first[visit_id] for visit_id in visit_ids]
        self.tables, self.state = self.plan.tables, self.plan.state
        self.tables.stop["price"][self.rows] = WORTH
        self._open = {int(route): shift for shift in self.plan.shifts.values() for route in self.plan.parts_of(shift)}
        self._options = {row: self._options_of(row) for row in self.rows}
        self._optional = self._optional_rows()

    def _options_of(self, row: int) -> Mapping[int, int]:
        """Return by open route that reaches into a visit's windows the option by which it may hold the visit."""
        windows = self.routing.tasks[row].windows
        least = min(window.earliest for window in windows) + self.routing.tasks[row].minutes
        latest = max(window.latest for window in windows)
        spans = self.tables.route
        return {
            route: option
            for route, option in options_of(self.plan, row).items()
            if route in self._open and spans["start"][route] <= latest and spans["latest_end"][route] >= least
        }

    def _optional_rows(self) -> set[int]:
        """Return the waiting-list visits of one worker that no pin and no gap holds."""
        held = {pin.visit_id for pin in self.request.pins if pin.kind is PinKind.VISIT}
        held |= {gap.after_visit_id for visit in self.request.visits for gap in visit.gaps}
        return {
            row
            for row, task in enumerate(self.routing.tasks)
            if task.visit_id is not None and row not in self.rows and task.shares == 1 and task.visit_id not in held
            if self.request.visit_by_id[task.visit_id].need is Need.WAITING_LIST
        }

    def routes(self, row: int) -> list[int]:
        """Return the routes that may hold a visit and reach into its windows."""
        return list(self._options[row])

    def worker_of(self, route: int) -> str:
        """Return whose route it is."""
        return self._open[route].worker_id

    def duty_of(self, route: int) -> tuple[str, object]:
        """Return the worker and date of a route's duty."""
        return self._open[route].worker_id, self._open[route].date

    def is_placed(self, row: int) -> bool:
        """Return whether somebody makes a visit."""
        return bool(self.state.node["route"][row] != NONE)

    def best(self, row: int, routes: Sequence[int], displacing: bool = False) -> Found | None:
        """Return where in these routes a visit costs least; displacing optional visits where that is asked for."""
        found = [each for route in routes for each in self._tries(row, route, displacing)]
        return min(found, key=lambda each: (each.pence, each.route), default=None)

    def _tries(self, row: int, route: int, displacing: bool) -> Iterator[Found]:
        for dropped in [(), *(self._droppable(row, route) if displacing else ())]:
            found = next(self._starting(row, route, dropped), None)
            if found is not None:
                yield found
                if not dropped:  # whatever were displaced as well would only cost more
                    return

    def _starting(self, row: int, route: int, dropped: tuple[int, ...]) -> Iterator[Found]:
        """Yield the least starts with which a visit fits; the cheapest gap may suit the first of two workers alone."""
        task = self.routing.tasks[row]
        windows = task.windows if task.shares > 1 else ()
        later = (start for window in windows for start in range(window.earliest + LATER, window.latest + 1, LATER))
        for least in (0, *later):
            pence = self.attempt(row, Found(0, route, dropped, least))
            put_back(self.tables, self.state)
            if pence is not None:
                yield Found(pence, route, dropped, least)

    def _droppable(self, row: int, route: int) -> list[tuple[int, ...]]:
        """Return every run of few neighbouring stops of a route that are optional and worth less than a visit."""
        stops = self.plan.stops_of(route)
        runs = [
            tuple(stops[first : first + count])
            for count in range(1, MOST_DROPPED + 1)
            for first in range(len(stops) - count + 1)
        ]
        price = self.tables.stop["price"]
        cheap = [run for run in runs if self._optional.issuperset(run)]
        return [run for run in cheap if price[list(run)].sum() < self.routing.tasks[row].price]

    def attempt(self, row: int, found: Found) -> int | None:
        """Put a visit where it costs least in a route, and leave it so until it is kept or put back.

        Returns:
            The pence that this adds, the travel guide and the price of what is dropped included; None = it does not
            fit.
        """
        stop, earliest = self.tables.stop[row], self.tables.window["earliest"]
        windows = slice(int(stop["first_window"]), int(stop["end_window"]))
        kept = earliest[windows].copy()
        earliest[windows] = np.maximum(kept, found.least)
        change = put(self.plan, row, self._options[row][found.route], found.dropped)
        earliest[windows] = kept
        return None if change is None else change + WORTH

    def take(self, row: int, found: Found) -> None:
        """Put a visit where it was found to cost least, and keep that."""
        self.attempt(row, found)
        keep(self.tables, self.state)

    def changed(self) -> tuple[Duty, ...]:
        """Return the duties that are not as they were, as they stand."""
        return tuple(now for now, was in zip(self.plan.duties(), self._before, strict=True) if now != was)
