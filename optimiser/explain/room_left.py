"""Visits that the search overlooked: put into the finished roster wherever there is room and it pays."""

from models.roster import Roster
from optimiser.explain.unserved import Unmade
from optimiser.improve.incumbent import Incumbent


def take_up_room_left(incumbent: Incumbent) -> int:
    """Put in every visit that fits a finished roster and pays, with all else as it is; return how many.

    A search tries only what lies near in large requests; here every duty and every place is tried.

    Args:
        incumbent: keeps every rule; changed in place, or left as it was.
    """
    kept, taken = incumbent.keep(), 0
    unmade = Unmade(incumbent.request, Roster(duties=incumbent.plan.duties()), incumbent.routing)
    for visit_id in unmade.visit_ids():
        paying = unmade.paying(visit_id)
        if paying is not None:
            unmade = unmade.after(paying)
            taken += 1
    if not taken:
        return 0
    incumbent.replace_shifts([worker.id for worker in incumbent.request.workers], [])  # load begins with no duties
    incumbent.load(unmade.prices.roster.duties)
    if incumbent.pence() > kept.pence or not incumbent.plan_fits():
        incumbent.put_back(kept)
        return 0
    return taken
