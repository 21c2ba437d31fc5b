"""What a changed roster costs beside the one it was made from, by the referee's own figures."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from models.request import RotaRequest
from models.roster import Duty, Roster, Violation
from models.visits import Visit
from optimiser.checks.objective import recompute
from optimiser.excerpt import excerpt_of
from optimiser.explain.rooms import with_changed
from optimiser.routing.tasks import unserved_price
from optimiser.ties import Ties
from optimiser.verdict import verdict


class Prices:
    """A request, its finished roster, and what both are worth."""

    def __init__(self, request: RotaRequest, roster: Roster) -> None:
        self.request = request
        self.roster = roster
        self._ties = Ties(request, roster)

    @cached_property
    def objective(self) -> int:
        """The pence the roster is weighed at."""
        return objective_pence(self.request, self.roster)

    def rise(self, changed: Roster) -> int:
        """Return the pence by which a changed roster is weighed at more."""
        return objective_pence(self.request, changed) - self.objective

    def rise_of(self, changed: Mapping[int, Duty]) -> int:
        """Return the pence by which the roster is weighed at more with other duties at some positions.

        Every term but idleness and cover is a sum over workers and over visits: then the duties of the workers who
        have others are priced alone, before and after, as all else cancels out.
        """
        if self.request.covers or self.request.prices.most_idle_minute:
            return self.rise(with_changed(self.roster, changed))
        names = {duty.worker_id for duty in changed.values()}
        before = {number: duty for number, duty in enumerate(self.roster.duties) if duty.worker_id in names}
        after = {**before, **changed}
        duties = [*before.values(), *after.values()]
        made = {visit.visit_id for duty in duties for visit in duty.visits}
        part = excerpt_of(self.request, duties, (self.request.visit_by_id[name] for name in sorted(made)))
        return _pence(part, after.values()) - _pence(part, before.values())

    def breaks(self, changed: Mapping[int, Duty]) -> list[Violation]:
        """Return what the roster breaks with other duties at some positions, judged where that can be."""
        return verdict(self._ties, self.request, list(changed.values()))

    def more_contact(self, changed: Mapping[int, Duty]) -> int:
        """Return the contact minutes that the roster has more with other duties at some positions."""
        before = [self.roster.duties[number] for number in changed if number < len(self.roster.duties)]
        return contact_minutes(self.request, changed.values()) - contact_minutes(self.request, before)

    def unserved(self, visit: Visit) -> int:
        """Return what a visit that nobody makes is weighed at."""
        return unserved_price(self.request, visit)


def _pence(request: RotaRequest, duties: Iterable[Duty]) -> int:
    return objective_pence(request, Roster(duties=tuple(duties)))


def objective_pence(request: RotaRequest, roster: Roster) -> int:
    """Return the sum of the objective's terms."""
    return sum(recompute(request, roster).values())


def contact_minutes(request: RotaRequest, duties: Iterable[Duty]) -> int:
    """Return the minutes with service users, each worker's counted."""
    return sum(request.visit_by_id[visit.visit_id].minutes for duty in duties for visit in duty.visits)
