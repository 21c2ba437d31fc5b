"""Neighbourhood: free a few workers' weeks, choose their shifts anew for the work nobody does, and route again."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from optimiser.improve.demand import demand_items, journey_minutes
from optimiser.improve.incumbent import Incumbent
from optimiser.rostering.plan import Limits, plan_shifts
from optimiser.shifts import Shift

ANNEAL_STEPS = 400


@dataclass(frozen=True)
class Reroster:
    """How much work one try may take."""

    limits: Limits
    seed: int

    def attempt(self, incumbent: Incumbent, worker_ids: Sequence[str], heat: float) -> bool:
        """Try new shifts for `worker_ids`; keep them when the price falls (or rises by less than chance allows).

        Args:
            incumbent: changed in place, or left as it was.
            worker_ids: whose shifts are freed.
            heat: how many pence of rise are let pass.
        """
        kept = incumbent.keep()
        own = incumbent.shifts_of(worker_ids)
        freed = freed_primaries(incumbent, own)
        shifts = self._choose(incumbent, worker_ids, own, freed)
        if not shifts or set(shifts) == set(own):
            return False
        incumbent.replace_shifts(worker_ids, shifts)
        incumbent.plan.fill_all()
        seeds = np.array(sorted({*freed, *incumbent.plan.absent().tolist()}), dtype=np.int64)
        if seeds.size:
            incumbent.plan.anneal(seeds, ANNEAL_STEPS, 0.0)
        if incumbent.pence() < kept.pence + heat:
            return True
        incumbent.put_back(kept)
        return False

    def _choose(
        self, incumbent: Incumbent, worker_ids: Sequence[str], own: Sequence[Shift], freed: Sequence[int]
    ) -> list[Shift]:
        """Return these workers' best shifts for the freed and the unserved work; none when the model finds none."""
        work = sorted({*freed, *incumbent.plan.absent().tolist()})
        minutes = journey_minutes(incumbent.plan)
        demand = demand_items(incumbent.routing, work, frozenset(worker_ids), minutes)
        others = [shift for shift in incumbent.plan.shifts.values() if shift.post_id and shift.worker_id not in worker_ids]
        plan = plan_shifts(
            incumbent.request,
            incumbent.candidates,
            demand,
            limits=self.limits,
            free=worker_ids,
            fixed=sorted(others),
            hints=own,
            seed=self.seed,
        )
        return [shift for shift in plan.shifts if shift.worker_id in worker_ids]


def freed_primaries(incumbent: Incumbent, shifts: Sequence[Shift]) -> list[int]:
    """Return the primaries of the visits and trainings made in these shifts."""
    plan, task = incumbent.plan, incumbent.routing.arrays.task
    rows = [row for shift in shifts for row in plan.served(plan.route_of(shift))]
    return sorted({row if task["primary"][row] else int(task["twin"][row]) for row in rows})
