"""Takes up duties that were planned before: their stops in the order given, as early as may be."""

from collections.abc import Sequence

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
    for duty in duties:
        if duty.post_id is None:
            laid = _lay(plan, plan.shifts[plan.route_of(duty)], duty, free)
            if not plan.settle() or not laid:
                raise ValueError(f"the stops of {duty.worker_id} on {duty.date} do not fit in their order")


def break_part(duty: Duty) -> int | None:
    """Return the part that holds a duty's break, None without one."""
    if duty.rest_break is None:
        return None
    return next((number for number, part in enumerate(duty.parts) if duty.rest_break.start < part.end), None)


def _lay(plan: RoutePlan, shift: Shift, duty: Duty, free: Free) -> bool:
    """Lay a duty's stops into the routes of its parts; return whether they may hold them."""
    minute, worker = plan.routing.request.horizon.minute, plan.routing.crew.row(duty.worker_id)
    named = [(minute(visit.start), visit.visit_id) for visit in duty.visits]
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
