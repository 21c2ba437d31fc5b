"""Plans a few workers' weeks together by rostering's own model: each visit is served once, by one of them.

Where what each shift would be worth is found one shift at a time (`reshift`), two workers may both count on the same
visit; where only a few can do what is wanted, as on nights, they have to be planned together.
"""

from collections.abc import Sequence

import numpy as np

from optimiser.improve.demand import FIRST_GUESS_MINUTES, demand_items
from optimiser.improve.incumbent import Incumbent
from optimiser.rostering.plan import Limits, PlanStatus, plan_shifts

MOST_WORKERS = 6  # rostering plans so many exactly
WORK = 0.5  # CP-SAT's deterministic seconds
EFFORT = 900.0  # milliseconds counted; 1,200 over the four tries of one search on the demo team
ANNEAL_STEPS = 180  # for each duty freed


def roster_anew(incumbent: Incumbent, worker_ids: Sequence[str], wanted: Sequence[int], heat: float, seed: int) -> bool:
    """Plan these workers' shifts anew for what they make now and some of what nobody makes.

    Args:
        incumbent: changed in place, or left as it was.
        worker_ids: up to MOST_WORKERS workers.
        wanted: primaries that nobody makes and that these workers are to make room for.
        heat: how many pence of rise are let pass.
        seed: of the solver.

    Returns:
        Whether the roster changed.
    """
    kept, before, own = incumbent.keep(), incumbent.plan.absent(), incumbent.shifts_of(worker_ids)
    incumbent.free(own)
    incumbent.effort += EFFORT
    loose = np.setdiff1d(incumbent.plan.absent(), before)
    plan = plan_shifts(
        incumbent.request,
        incumbent.candidates,
        demand_items(incumbent.routing, [*loose.tolist(), *wanted], frozenset(worker_ids), FIRST_GUESS_MINUTES),
        limits=Limits(work=WORK),
        free=frozenset(worker_ids),
        fixed=[shift for shift in incumbent.plan.shifts.values() if shift.post_id or incumbent.request.covers],
        hints=own,
        seed=seed,
    )
    if plan.status not in (PlanStatus.OPTIMAL, PlanStatus.FEASIBLE):
        incumbent.put_back(kept)
        return False
    incumbent.replace_shifts(worker_ids, [shift for shift in plan.shifts if shift.worker_id in worker_ids])
    incumbent.plan.complete()
    incumbent.plan.fill_all()
    incumbent.anneal(np.union1d(loose, wanted), ANNEAL_STEPS * max(1, len(own)), 0.0)
    return incumbent.keep_if_cheap(kept, heat)
