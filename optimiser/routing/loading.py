"""Takes up duties that were planned before: their stops in the order given, as early as may be."""

from collections.abc import Sequence
from datetime import datetime

from models.roster import Duty
from optimiser.routing.plan import RoutePlan
from optimiser.shifts import Shift

Free = dict[str, list[int]]
"""By visit or training, the tasks that nobody makes yet."""


def load_stops(plan: RoutePlan, duties: Sequence[Duty]) -> None:
    """Give each open duty its stops; the shifts are open and nobody makes anything yet.

    Raises:
        ValueError: a duty's stops do not fit the way they are ordered.
    """
    free: Free = {}
    for row, task in enumerate(plan.routing.tasks):
        free.setdefault(task.visit_id or f"training {task.training_id}", []).append(row)
    _give_first_shares_to_who_starts_first(plan, free, duties)
    for duty in duties:
        if duty.post_id is None:
            laid = _lay(plan, plan.shifts[plan.route_of(duty)], duty, free)
            if not plan.settle() or not laid:
                raise ValueError(f"the stops of {duty.worker_id} on {duty.date} do not fit in their order")


def _give_first_shares_to_who_starts_first(plan: RoutePlan, free: Free, duties: Sequence[Duty]) -> None:
    """Name the shares of visits whose workers start apart by visit and worker, in the order of their starts."""
    makers: dict[str, list[tuple[datetime, str]]] = {}
    for duty in duties:
        for visit in duty.visits:
            if not plan.routing.tasks[free[visit.visit_id][0]].starts_together:
                makers.setdefault(visit.visit_id, []).append((visit.start, duty.worker_id))
    for visit_id, starts in makers.items():
        for row, (_, worker_id) in zip(free[visit_id], sorted(starts), strict=False):
            free[_share_name(visit_id, worker_id)] = [row]


def _share_name(visit_id: str, worker_id: str) -> str:
    return f"{visit_id} by {worker_id}"


def break_part(duty: Duty) -> int | None:
    """Return the part that holds a duty's break, None without one."""
    if duty.rest_break is None:
        return None
    return next((number for number, part in enumerate(duty.parts) if duty.rest_break.start < part.end), None)


def _lay(plan: RoutePlan, shift: Shift, duty: Duty, free: Free) -> bool:
    """Lay a duty's stops into the routes of its parts; return whether they may hold them."""
    minute, worker = plan.routing.request.horizon.minute, plan.routing.crew.row(duty.worker_id)
    names = [(visit.start, visit.visit_id, _share_name(visit.visit_id, duty.worker_id)) for visit in duty.visits]
    named = [(minute(start), own if own in free else visit_id) for start, visit_id, own in names]
    named += [(minute(each.start), f"training {each.training_id}") for each in duty.trainings]
    rest = None if duty.rest_break is None else minute(duty.rest_break.start)
    for route, (begins, ends) in zip(plan.parts_of(shift), shift.parts, strict=True):
        own = sorted((start, name) for start, name in named if begins <= start < ends)
        if not own:
            continue
        tasks = [_taken(plan, free, name, worker) for _, name in own]
        starts = [start for start, _ in own]
        held = rest is not None and begins <= rest < ends
        before = sum(start < rest for start in starts) if held and rest is not None else None
        if None in tasks or not plan.lay(int(route), [task for task in tasks if task is not None], starts, before):
            return False
    return True


def _taken(plan: RoutePlan, free: Free, name: str, worker: int) -> int | None:
    """Return a task of a visit or training that a worker may make and nobody makes yet, no longer free then."""
    row = next((row for row in free.get(name, ()) if worker in plan.routing.tasks[row].workers), None)
    if row is not None:
        free[name].remove(row)
    return row
