"""Visits that the search overlooked: put into the finished roster wherever there is room and it pays."""

from models.roster import Roster
from optimiser.explain.unserved import Unmade
from optimiser.improve.incumbent import Incumbent
from optimiser.improve.objective import objective_terms


def take_up_room_left(incumbent: Incumbent) -> int:
    """Put in every visit that fits a finished roster and pays, with all else as it is; return how many.

    A search weighs journeys more than the objective does; here the objective alone decides.

    Args:
        incumbent: keeps every rule; changed in place, or left as it was.
    """
    if incumbent.plan.is_made().all():
        return 0
    kept, pence, taken = incumbent.keep(), _pence(incumbent), 0
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
    if _pence(incumbent) >= pence or not incumbent.plan_fits():
        incumbent.put_back(kept)
        return 0
    return taken


def _pence(incumbent: Incumbent) -> int:
    """Return the objective: without the travel guide that the search adds."""
    return sum(objective_terms(incumbent).values())
