"""The pool: every duty found lately, with its visits and times, from which the best compatible set can be chosen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from optimiser.routing.plan import LaidOut, RoutePlan
from optimiser.shifts import Shift

MOST_A_DATE = 40  # duties kept for each worker and date, those seen last

_Key = tuple[Shift, tuple[LaidOut, ...]]


@dataclass(frozen=True, slots=True)
class PooledDuty:
    """A duty as it was found once.

    Attributes:
        shift: what is worked.
        parts: the stops of each of its parts; none at a post.
        pence: mileage, lateness and the travel guide's price of its routes, without unfamiliar workers.
    """

    shift: Shift
    parts: tuple[LaidOut, ...]
    pence: int

    def tasks(self) -> list[tuple[int, int]]:
        """Return its (task, start) pairs."""
        return [pair for part in self.parts for pair in zip(part.tasks, part.begins, strict=True)]


class Pool:
    """The duties found lately, by route."""

    def __init__(self) -> None:
        self._by_route: dict[int, dict[_Key, PooledDuty]] = {}

    def note(self, plan: RoutePlan) -> None:
        """Take up every duty of a plan; one that is known counts as seen last."""
        for route, parts in plan.laid_out().items():
            shift = plan.shifts[route]
            key = (shift, parts)
            known = self._by_route.setdefault(route, {})
            known[key] = known.pop(key) if key in known else PooledDuty(shift, parts, _pence(plan, shift))
            if len(known) > MOST_A_DATE:
                del known[next(iter(known))]

    def add(self, plan: RoutePlan, duties: Iterable[PooledDuty]) -> None:
        """Take up duties that another search of the same request found."""
        for duty in duties:
            known = self._by_route.setdefault(plan.route_of(duty.shift), {})
            known.setdefault((duty.shift, duty.parts), duty)

    def of_routes(self, routes: Iterable[int]) -> list[PooledDuty]:
        """Return the duties of these routes, those seen last at the end."""
        return [duty for route in routes for duty in self._by_route.get(route, {}).values()]

    def everything(self) -> list[PooledDuty]:
        """Return all duties."""
        return self.of_routes(sorted(self._by_route))


def as_they_are(plan: RoutePlan, shifts: Iterable[Shift]) -> list[PooledDuty]:
    """Return the duties of these shifts of a plan as they stand."""
    laid = plan.laid_out()
    return [PooledDuty(shift, laid[plan.route_of(shift)], _pence(plan, shift)) for shift in shifts]


def _pence(plan: RoutePlan, shift: Shift) -> int:
    """Return what a duty's routes cost as they stand; nothing at a post."""
    return 0 if shift.post_id else plan.route_pence(shift)


def lay_out(plan: RoutePlan, duties: Sequence[PooledDuty]) -> bool:
    """Give open, empty routes the stops of these duties; return whether all of them fit."""
    made = plan.is_made()
    for duty in duties:
        for route, part in zip(plan.parts_of(duty.shift), duty.parts, strict=False):
            tasks = [int(plan.routing.twin[task]) if made[task] else task for task in part.tasks]
            made[tasks] = True
            if not plan.lay(int(route), tasks, part.begins, part.break_after):
                return False
    return plan.settle()
