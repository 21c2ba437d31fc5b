"""What a changed roster costs beside the one it was made from, by the referee's own figures."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from models.request import RotaRequest
from models.roster import Duty, Roster
from models.visits import Visit
from optimiser.checks.objective import recompute
from optimiser.explain.rooms import with_changed
from optimiser.routing.tasks import unserved_price


class Prices:
    """A request, its finished roster, and what both are worth."""

    def __init__(self, request: RotaRequest, roster: Roster) -> None:
        self.request = request
        self.roster = roster

    @cached_property
    def objective(self) -> int:
        """The pence the roster is weighed at."""
        return objective_pence(self.request, self.roster)

    @cached_property
    def contact(self) -> int:
        """The roster's contact minutes."""
        return contact_minutes(self.request, self.roster)

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
        return self._of_duties(after.values()) - self._of_duties(before.values())

    def _of_duties(self, duties: Iterable[Duty]) -> int:
        return objective_pence(self.request, Roster(duties=tuple(duties)))

    def more_contact(self, changed: Roster) -> int:
        """Return the contact minutes that a changed roster has more."""
        return contact_minutes(self.request, changed) - self.contact

    def unserved(self, visit: Visit) -> int:
        """Return what a visit that nobody makes is weighed at."""
        return unserved_price(self.request, visit)


def objective_pence(request: RotaRequest, roster: Roster) -> int:
    """Return the sum of the objective's terms."""
    return sum(recompute(request, roster).values())


def contact_minutes(request: RotaRequest, roster: Roster) -> int:
    """Return the minutes with service users, each worker's counted."""
    return sum(request.visit_by_id[visit.visit_id].minutes for duty in roster.duties for visit in duty.visits)
