"""Everything that is told of what a finished roster leaves: visits nobody makes, wishes refused, and each term."""

from collections import Counter
from collections.abc import Collection, Iterable
from functools import cached_property

from pydantic import Field

from models.base import Record
from models.problems import InputError, Problem
from models.request import RotaRequest
from models.roster import Roster
from models.visits import Need
from models.wishes import Preference
from optimiser.explain.terms import Term, explain_terms
from optimiser.explain.unserved import Unmade, Why
from optimiser.explain.wishes import Granting, Refusals
from optimiser.routing.routing import Routing
from optimiser.routing.tasks import unserved_price


class Explanation(Record):
    """Why a roster leaves what it leaves.

    Attributes:
        visits: nobody makes, promised ones first, dearest first.
        more_visits: that are not among them, by the code of their reason, as the roster tells it where it does.
        wishes: refused.
        more_wishes: refused that are not among them.
        terms: of the objective.
    """

    visits: tuple[Why, ...] = ()
    more_visits: dict[str, int] = Field(default_factory=dict)
    wishes: tuple[Granting, ...] = ()
    more_wishes: int = 0
    terms: tuple[Term, ...] = ()


class Explainer:
    """Explains one roster that keeps every rule."""

    def __init__(self, request: RotaRequest, roster: Roster, routing: Routing | None = None) -> None:
        """Prepare a roster that the referee accepts; `routing` is the request prepared before, where there is one."""
        self._request = request
        self._roster = roster
        prepared = routing or Routing.of(request)
        self._unmade = Unmade(request, roster, prepared)
        self._refusals = Refusals(request, roster, prepared)

    def asked(self, visit_id: str | None, preference_id: str | None, worker_id: str | None, most: int) -> Explanation:
        """Return what is asked of one visit, wish or worker, or of the whole roster where none is named.

        Args:
            visit_id: of a visit that nobody makes.
            preference_id: of a refused wish.
            worker_id: whose refused wishes are told.
            most: visits and wishes told in full, each.

        Raises:
            InputError: as `visit`, `preference` and `worker` say.
        """
        if visit_id is not None:
            return self.visit(visit_id)
        if preference_id is not None:
            return self.preference(preference_id)
        return self.whole(most, most) if worker_id is None else self.worker(worker_id, most)

    def whole(self, most_visits: int, most_wishes: int) -> Explanation:
        """Return all of it; so many visits and wishes in full, the dearest, and the others counted."""
        ids = sorted(self._unmade.visit_ids(), key=self._order)
        wishes = sorted(self._refusals.refused, key=lambda wish: (-wish.strength, wish.worker_id, wish.date))
        return Explanation(
            visits=self.visits(ids[:most_visits]),
            more_visits=dict(sorted(Counter(map(self._code, ids[most_visits:])).items())),
            wishes=self.wishes(wishes[:most_wishes]),
            more_wishes=len(wishes[most_wishes:]),
            terms=explain_terms(self._request, self._roster),
        )

    def _code(self, visit_id: str) -> str:
        """Return the code of the reason told in the roster why nobody makes a visit; found out where none was."""
        return self._told.get(visit_id) or self._unmade.reason(visit_id)[0]

    @cached_property
    def _told(self) -> dict[str, str]:
        return {each.visit_id: each.reason_code for each in self._roster.unserved}

    def _order(self, visit_id: str) -> tuple[bool, int, str]:
        visit = self._request.visit_by_id[visit_id]
        return visit.need is Need.WAITING_LIST, -unserved_price(self._request, visit), visit.id

    def visits(self, visit_ids: Iterable[str], *, with_changes: bool = True) -> tuple[Why, ...]:
        """Return why nobody makes these visits."""
        return tuple(self._unmade.why(visit_id, with_change=with_changes) for visit_id in visit_ids)

    def wishes(self, wishes: Iterable[Preference]) -> tuple[Granting, ...]:
        """Return what granting these refused wishes would cost."""
        return tuple(self._refusals.granting(wish) for wish in wishes)

    def visit(self, visit_id: str) -> Explanation:
        """Return why nobody makes one visit.

        Raises:
            InputError: E7201 the request has no such visit; E7202 somebody makes it.
        """
        if visit_id not in self._request.visit_by_id:
            raise _problem("E7201", f"the request has no visit {visit_id}", "name a visit of the request")
        makers = [duty.worker_id for duty in self._roster.duties for each in duty.visits if each.visit_id == visit_id]
        if makers:
            action = "name a visit that nobody makes; `rota why` without one lists them"
            raise _problem("E7202", f"visit {visit_id} is made by {' and '.join(makers)}", action)
        return Explanation(visits=self.visits([visit_id]))

    def preference(self, preference_id: str) -> Explanation:
        """Return what granting one refused wish would cost.

        Raises:
            InputError: E7203 the request has no such preference; E7204 it is granted.
        """
        if preference_id not in {each.id for each in self._request.preferences}:
            action = "name a preference of the request"
            raise _problem("E7203", f"the request has no preference {preference_id}", action)
        refused = [wish for wish in self._refusals.refused if wish.id == preference_id]
        if not refused:
            action = "name one that is refused; `rota why` without one lists them"
            raise _problem("E7204", f"preference {preference_id} is granted", action)
        return Explanation(wishes=self.wishes(refused))

    def worker(self, worker_id: str, most_visits: int) -> Explanation:
        """Return the refused wishes of one worker, and the visits that only one rule keeps from them.

        Raises:
            InputError: E7205 the request has no such worker.
        """
        if worker_id not in self._request.worker_by_id:
            raise _problem("E7205", f"the request has no worker {worker_id}", "name a worker of the request")
        ids = sorted(self._unmade.visit_ids(), key=self._order)[:most_visits]
        return Explanation(
            visits=tuple(why for why in self.visits(ids) if worker_id in _named(why)),
            wishes=self.wishes(wish for wish in self._refusals.refused if wish.worker_id == worker_id),
        )


def _named(why: Why) -> Collection[str]:
    """Return the workers whom near misses and the change name."""
    change = why.change.worker_ids if why.change else ()
    return {*change, *(name for miss in why.nearest for name in miss.worker_ids)}


def _problem(code: str, cause: str, action: str) -> InputError:
    return InputError([Problem(code=code, cause=cause, action=action)])
