"""The roster being improved: shifts and routes with what they cost, and how to try a change and take it back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from models.request import RotaRequest
from models.roster import Duty
from optimiser.improve.cover_pence import cover_pence
from optimiser.improve.date_shapes import MOST_LABELS, DateShapes
from optimiser.improve.kernels.best_routes import LABEL
from optimiser.improve.pool import Pool
from optimiser.improve.shift_pence import SHIFT_TERMS, ShiftPence
from optimiser.improve.trimming import Trimming
from optimiser.routing.loading import break_part, load_stops
from optimiser.routing.plan import RoutePlan
from optimiser.routing.problem import Ints
from optimiser.routing.routing import Routing
from optimiser.routing.tables import Table
from optimiser.shifts import Shift, shift_of

ANNEAL_EFFORT = 0.1
WORTH_EFFORT = 0.05
"""Milliseconds counted for one ruin and recreate, and for filling one shift: on the demo team, with the machine shared,
where they took 0.07 and 0.035 alone (two cores, 2026). Effort is counted in these and not by a clock, so that what is
chosen by effort is the same every time."""


@dataclass(frozen=True)
class Kept:
    """A state that can be put back."""

    routes: Any
    shift_pence: dict[str, int]
    pence: int


class Incumbent:
    """One roster in the making."""

    def __init__(self, routing: Routing, candidates: Mapping[str, Sequence[Shift]], seed: int) -> None:
        self.routing = routing
        self.candidates = candidates
        self.plan = RoutePlan(routing, seed)
        self.effort = 0.0
        self.pool = Pool()
        self._date_shapes: dict[str, list[DateShapes]] = {}
        self._prices = ShiftPence(routing.request)
        self._shift_pence = {worker.id: self._prices.pence(worker.id, ()) for worker in routing.request.workers}

    @cached_property
    def _makers(self) -> dict[str, Ints]:
        """Return by worker the tasks they may make."""
        makers: list[list[int]] = [[] for _ in self.request.workers]
        for row, task in enumerate(self.routing.tasks):
            for worker in task.workers:
                makers[worker].append(row)
        return {
            worker.id: np.array(rows, dtype=np.int64) for worker, rows in zip(self.request.workers, makers, strict=True)
        }

    def may_make(self, worker_id: str) -> Ints:
        """Return the rows of the tasks that a worker may make."""
        return self._makers[worker_id]

    def date_shapes(self, worker_id: str) -> list[DateShapes]:
        """Return what a worker could do on each date, other than a post."""
        if worker_id not in self._date_shapes:
            by_date: dict[object, list[Shift]] = defaultdict(list)
            for shift in self.candidates[worker_id]:
                if shift.post_id is None:
                    by_date[shift.date].append(shift)
            able = self.may_make(worker_id)
            self._date_shapes[worker_id] = [DateShapes(self.routing, own, able) for own in by_date.values()]
        return self._date_shapes[worker_id]

    @cached_property
    def trimming(self) -> Trimming:
        """Shortens duties of the request."""
        return Trimming(self.request)

    @cached_property
    def labels(self) -> Table:
        """Room for the labels of one search of best routes."""
        return np.zeros(MOST_LABELS, dtype=LABEL)

    @property
    def request(self) -> RotaRequest:
        """What is being planned."""
        return self.routing.request

    def routes_of(self, worker_id: str) -> range:
        """Return the routes of a worker's duties, that of the first part for each date."""
        slots, row = self.routing.slots, self.routing.crew.row(worker_id)
        return range(slots.first(row, 0), slots.first(row + 1, 0), slots.parts)

    def shifts_of(self, worker_ids: Iterable[str]) -> list[Shift]:
        """Return these workers' shifts, in order."""
        wanted = set(worker_ids)
        return sorted(shift for shift in self.plan.shifts.values() if shift.worker_id in wanted)

    def free(self, shifts: Sequence[Shift]) -> None:
        """Take these shifts away; colleagues keep their shares of two-worker visits, to be settled."""
        self.plan.close(shifts, keep_partners=True)

    def worths(self, shifts: Sequence[Shift], rows: Ints) -> dict[Shift, int]:
        """Return the pence each shift would save, alone, if it made some of `rows`, tried in this order."""
        self.effort += len(shifts) * WORTH_EFFORT
        return dict(zip(shifts, self.plan.worths(shifts, rows), strict=True))

    def anneal(self, seeds: Ints, iterations: int, heat: float) -> None:
        """Ruin and recreate routes around `seeds`, so many times at one heat (pence)."""
        if seeds.size:
            self.effort += iterations * ANNEAL_EFFORT
            self.plan.anneal(seeds, iterations, heat)

    def replace_shifts(
        self, worker_ids: Sequence[str], shifts: Sequence[Shift], break_parts: Mapping[Shift, int] | None = None
    ) -> None:
        """Give these workers these shifts instead of theirs; visits of shifts that change become unserved.

        Args:
            worker_ids: whose.
            shifts: all they are to have.
            break_parts: the part in which the break of some of them is due.
        """
        now = set(self.shifts_of(worker_ids))
        self.plan.close(sorted(now - set(shifts)))
        self.plan.open(sorted(set(shifts) - now), break_parts)
        by_worker = defaultdict(list)
        for shift in shifts:
            by_worker[shift.worker_id].append(shift)
        for worker_id in worker_ids:
            self._shift_pence[worker_id] = self._prices.pence(worker_id, by_worker[worker_id])

    def load(self, duties: Sequence[Duty]) -> None:
        """Take up duties planned before, in place of an empty roster."""
        shifts = [shift_of(self.request, duty) for duty in duties]
        self._offer(shifts)
        resting = zip(shifts, map(break_part, duties), strict=True)
        break_parts = {shift: part for shift, part in resting if part is not None and shift.post_id is None}
        self.replace_shifts([worker.id for worker in self.request.workers], shifts, break_parts)
        load_stops(self.plan, duties)

    def _offer(self, shifts: Sequence[Shift]) -> None:
        """Count shifts among the candidates of their workers, those off the grid too."""
        new: dict[str, list[Shift]] = defaultdict(list)
        for shift in shifts:
            if shift not in self.candidates.get(shift.worker_id, ()):
                new[shift.worker_id].append(shift)
        own = {worker_id: [*self.candidates.get(worker_id, ()), *shifts] for worker_id, shifts in new.items()}
        self.candidates = {**self.candidates, **own}
        self._date_shapes.clear()

    def shift_terms(self) -> dict[str, int]:
        """Return the pence of each term that shifts alone decide, over all workers."""
        sums, own = dict.fromkeys(SHIFT_TERMS, 0), defaultdict(list)
        for shift in self.plan.shifts.values():
            own[shift.worker_id].append(shift)
        for worker in self.request.workers:
            for name, pence in self._prices.terms(worker.id, own[worker.id]).items():
                sums[name] += pence
        return sums

    def pence(self) -> int:
        """Return what is minimised: the objective of MEANING.md and the routing's travel guide."""
        covers = cover_pence(self.request, self.plan.shifts.values()) if self.request.covers else 0
        return self.plan.guided_pence() + sum(self._shift_pence.values()) + covers

    def keep(self) -> Kept:
        """Return the state as it is."""
        return Kept(self.plan.copy_state(), dict(self._shift_pence), self.pence())

    def put_back(self, kept: Kept) -> None:
        """Return to a kept state."""
        self.plan.restore(kept.routes)
        self._shift_pence = dict(kept.shift_pence)

    def plan_fits(self) -> bool:
        """Return whether every route can be driven as it stands: taking a visit out may leave a journey too long."""
        return self.plan.fits()

    def keep_if_cheap(self, kept: Kept, heat: float) -> bool:
        """Keep what has been done since `kept` if it is sound and costs at most `heat` pence; return whether it is."""
        if self.pence() <= kept.pence + heat and self.plan_fits():
            return True
        self.put_back(kept)
        return False
