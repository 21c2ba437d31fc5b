"""Progress: what a search has reached, told as it happens and kept for the report."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from models.roster import Roster
from models.visits import Need
from optimiser.checks import check
from optimiser.costs import costs
from optimiser.costs.splits import per_hour
from optimiser.improve.incumbent import Incumbent
from optimiser.improve.objective import objective_terms
from optimiser.ledger import ledger
from optimiser.metrics.registry import percent


@dataclass(frozen=True)
class Progress:
    """The best roster at one moment of a solve."""

    elapsed_seconds: float
    objective_pence: int
    contact_minutes: int  # of all workers, a two-worker visit counting for both
    paid_minutes: int  # rostered paid minutes: the denominator of contact time
    visits_required_unserved: int
    source: str
    cost_per_contact_hour_pence: int | None = None  # of all paid time; about: costed now and then, contact as it is
    ceiling_pct: float | None = None  # no roster has more contact time; known once it is worked out

    @property
    def contact_time_pct(self) -> float | None:
        """Contact minutes as a percentage of rostered paid minutes; None where nobody is rostered."""
        return percent(self.contact_minutes, self.paid_minutes)


COSTING_SHARE = 30  # a costing is paid for by thirty times as long without one


class Reporter:
    """Turns better rosters into progress."""

    def __init__(self, began: float, listener: Callable[[Progress], None] | None) -> None:
        self.history: list[Progress] = []
        self.first_checked_seconds: float | None = None
        self._began = began
        self._listener = listener
        self._cost_pence: int | None = None
        self._next_costing = 0.0

    @classmethod
    def silent(cls) -> Self:
        """Return a reporter that nobody listens to."""
        return cls(time.perf_counter(), None)

    def better(self, incumbent: Incumbent, source: str) -> None:
        """Note a better roster and tell the listener; the first that the referee accepts is noted as such."""
        now = progress_of(incumbent, self._elapsed(), source)
        if self._listener is not None and self._elapsed() >= self._next_costing:
            self._cost(incumbent)
        if self._cost_pence is not None:
            now = replace(now, cost_per_contact_hour_pence=per_hour(self._cost_pence, now.contact_minutes))
        if self.first_checked_seconds is None and not check(incumbent.request, Roster(duties=incumbent.plan.duties())):
            self.first_checked_seconds = self._elapsed()
        self._tell(now)

    def _cost(self, incumbent: Incumbent) -> None:
        """Cost the roster in full, and not again for a while."""
        began = self._elapsed()
        roster = Roster(duties=incumbent.plan.duties())
        self._cost_pence = costs(incumbent.request, roster, ledger(incumbent.request, roster)).total_pence
        self._next_costing = began + (self._elapsed() - began) * COSTING_SHARE

    def parts(self, parts: Sequence[Progress], source: str) -> None:
        """Note the parts of a roster that are done so far."""
        self._tell(
            Progress(
                elapsed_seconds=self._elapsed(),
                objective_pence=sum(part.objective_pence for part in parts),
                contact_minutes=sum(part.contact_minutes for part in parts),
                paid_minutes=sum(part.paid_minutes for part in parts),
                visits_required_unserved=sum(part.visits_required_unserved for part in parts),
                source=source,
            )
        )

    def _elapsed(self) -> float:
        return time.perf_counter() - self._began

    def _tell(self, now: Progress) -> None:
        self.history.append(now)
        if self._listener is not None:
            self._listener(now)


def progress_of(incumbent: Incumbent, elapsed_seconds: float, source: str) -> Progress:
    """Return what an incumbent has reached."""
    tasks, request = incumbent.routing.tasks, incumbent.request
    made = np.flatnonzero(incumbent.plan.is_made())
    absent = [request.visit_by_id[visit_id] for row in incumbent.plan.absent() if (visit_id := tasks[row].visit_id)]
    return Progress(
        elapsed_seconds=elapsed_seconds,
        objective_pence=sum(objective_terms(incumbent).values()),
        contact_minutes=sum(tasks[row].minutes for row in made if tasks[row].visit_id),
        paid_minutes=sum(shift.paid_minutes for shift in incumbent.plan.shifts.values()),
        visits_required_unserved=sum(visit.need is Need.REQUIRED for visit in absent),
        source=source,
    )
