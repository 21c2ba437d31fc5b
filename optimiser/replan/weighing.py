"""What rosters cost that differ in a few workers' duties only, compared without adding up everybody else's."""

from collections.abc import Iterable, Sequence

from models.changes import ChangePrices
from models.request import RotaRequest
from models.roster import Duty, Roster
from optimiser.checks.objective import recompute
from optimiser.replan.change_cost import change_pence
from optimiser.replan.difference import DutyChange
from optimiser.replan.situation import Situation


class Weighing:
    """Adds up the objective over some workers and the visits that they make or might, and the price of change.

    Every term but covers and the idlest part of any duty is a sum over workers and visits, so that differences are
    those of the whole objective; where a request prices either of the two, everything is added up.

    Args:
        situation: what the changes leave.
        prices: of change.
        worker_ids: of every duty in which the rosters differ.
    """

    def __init__(self, situation: Situation, prices: ChangePrices, worker_ids: Iterable[str]) -> None:
        self.situation, self.prices = situation, prices
        request = situation.request
        in_all = bool(request.covers) or request.prices.most_idle_minute > 0
        self.request = request if in_all else _of_workers(situation, frozenset(worker_ids))

    def pence(self, duties: Sequence[Duty], changes: Sequence[DutyChange]) -> int:
        """Return what a roster costs, to be compared with others weighed here."""
        own = tuple(duty for duty in duties if duty.worker_id in self.request.worker_by_id)
        change = change_pence(changes, self.prices, self.situation.changed.now, self.situation.hit)
        return sum(recompute(self.request, Roster(duties=own)).values()) + sum(change.values())


def _of_workers(situation: Situation, worker_ids: frozenset[str]) -> RotaRequest:
    """Return the request of some workers, with the visits they make and those that lack a worker."""
    request = situation.request
    duties = [duty for slot, duty in (*situation.duties.items(), *situation.by_slot.items()) if slot[0] in worker_ids]
    names = {each.visit_id for duty in duties for each in duty.visits} | situation.loose | situation.dropped
    visits = [request.visit_by_id[name] for name in sorted(names) if name in request.visit_by_id]
    users = {visit.service_user_id for visit in visits}
    nothing = dict.fromkeys(("pins", "posts", "covers"), ())
    return request.changed(
        workers=tuple(worker for worker in request.workers if worker.id in worker_ids),
        visits=tuple(visits),
        service_users=tuple(request.service_user_by_id[name] for name in sorted(users)),
        absences=tuple(each for each in request.absences if each.worker_id in worker_ids),
        trainings=tuple(each for each in request.trainings if each.worker_id in worker_ids),
        preferences=tuple(each for each in request.preferences if each.worker_id in worker_ids),
        **nothing,
    )
