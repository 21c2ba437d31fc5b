"""Puts duties that were chosen for some workers in place of theirs."""

from collections.abc import Sequence

from optimiser.improve.incumbent import Incumbent
from optimiser.improve.pool import PooledDuty, lay_out


def take_up(incumbent: Incumbent, worker_ids: Sequence[str], duties: Sequence[PooledDuty], heat: float) -> bool:
    """Give the workers these duties, and colleagues what they leave; keep the result where it is cheap."""
    kept = incumbent.keep()
    incumbent.free(incumbent.shifts_of(worker_ids))
    incumbent.replace_shifts(worker_ids, [duty.shift for duty in duties])
    if not lay_out(incumbent.plan, duties):
        incumbent.put_back(kept)
        return False
    incumbent.plan.complete()
    incumbent.plan.fill_all()
    return incumbent.keep_if_cheap(kept, heat)
