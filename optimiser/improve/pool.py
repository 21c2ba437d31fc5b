"""The pool: every duty found lately, with its visits and times, from which the best compatible set can be chosen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from optimiser.routing.kernels.arrays import NONE
from optimiser.routing.kernels.insertion import route_pence
from optimiser.routing.kernels.schedule import schedule
from optimiser.routing.plan import RoutePlan
from optimiser.shifts import Shift

MOST_A_DATE = 40  # duties kept for each worker and date, those seen last

_Key = tuple[Shift, tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class PooledDuty:
    """A duty as it was found once.

    Attributes:
        shift: what is worked.
        nodes: of its route in order: tasks, break and pauses (optimiser.routing.kernels.arrays).
        begins: when each starts, in minutes from the horizon's midnight.
        pence: mileage, lateness and the travel guide's price of its route, without unfamiliar workers.
    """

    shift: Shift
    nodes: tuple[int, ...]
    begins: tuple[int, ...]
    pence: int

    def tasks(self, count: int) -> list[tuple[int, int]]:
        """Return its (task, start) pairs; `count` is the number of tasks of the request."""
        return [(node, begin) for node, begin in zip(self.nodes, self.begins, strict=True) if node < count]


class Pool:
    """The duties found lately, by route."""

    def __init__(self) -> None:
        self._by_route: dict[int, dict[_Key, PooledDuty]] = {}

    def note(self, plan: RoutePlan) -> None:
        """Take up every duty of a plan; one that is known counts as seen last."""
        stop, length = plan.routes.stop, plan.routes.route["length"]
        for route, shift in plan.shifts.items():
            stops = stop[route, : 0 if shift.post_id else length[route]]
            key = (shift, tuple(stops["node"].tolist()), tuple(stops["begin"].tolist()))
            known = self._by_route.setdefault(route, {})
            known[key] = known.pop(key) if key in known else PooledDuty(*key, _pence(plan, route, shift))
            if len(known) > MOST_A_DATE:
                del known[next(iter(known))]

    def add(self, plan: RoutePlan, duties: Iterable[PooledDuty]) -> None:
        """Take up duties that another search of the same request found."""
        for duty in duties:
            known = self._by_route.setdefault(plan.route_of(duty.shift), {})
            known.setdefault((duty.shift, duty.nodes, duty.begins), duty)

    def of_routes(self, routes: Iterable[int]) -> list[PooledDuty]:
        """Return the duties of these routes, those seen last at the end."""
        return [duty for route in routes for duty in self._by_route.get(route, {}).values()]

    def everything(self) -> list[PooledDuty]:
        """Return all duties."""
        return self.of_routes(sorted(self._by_route))


def _pence(plan: RoutePlan, route: int, shift: Shift) -> int:
    """Return what a route costs as it stands; nothing at a post."""
    return 0 if shift.post_id else int(route_pence(plan.routing.arrays, plan.routing.crew, plan.routes, route))


def lay_out(plan: RoutePlan, duties: Sequence[PooledDuty]) -> bool:
    """Give open, empty routes the stops of these duties; return whether all of them fit."""
    arrays, crew, routes = plan.routing.arrays, plan.routing.crew, plan.routes
    for duty in duties:
        if duty.shift.post_id is not None:
            continue
        route = plan.route_of(duty.shift)
        routes.stop["node"][route, : len(duty.nodes)] = duty.nodes
        routes.route["length"][route] = len(duty.nodes)
        for task, begin in duty.tasks(len(plan.routing.tasks)):
            if routes.made["route"][task] != NONE:
                task = _other_share(plan, route, task)
            routes.made[task] = (route, begin)
            if plan.routing.tasks[task].user != NONE:
                routes.pair_visits[plan.routing.tasks[task].user, route // crew.days] += 1
    return all(schedule(arrays, crew, routes, plan.route_of(each.shift)) for each in duties if not each.shift.post_id)


def _other_share(plan: RoutePlan, route: int, task: int) -> int:
    """Have a route make the other share of a two-worker visit, as this one is made by somebody else already."""
    twin = int(plan.routing.arrays.task["twin"][task])
    nodes = plan.routes.stop["node"][route]
    nodes[nodes[: plan.routes.route["length"][route]].tolist().index(task)] = twin
    return twin
