"""Takes up duties that were planned before: their shifts, and their stops in the order and at the times given."""

from collections.abc import Sequence

from models.roster import Duty
from optimiser.routing.kernels.arrays import NONE
from optimiser.routing.kernels.schedule import schedule
from optimiser.routing.plan import RoutePlan


def load_stops(plan: RoutePlan, duties: Sequence[Duty]) -> None:
    """Give each open duty its stops; the shifts are open and nobody makes anything yet.

    Raises:
        ValueError: a duty's stops do not fit the way they are ordered.
    """
    free = _tasks_by_id(plan)
    days = plan.routing.request.horizon.days
    for duty in duties:
        if duty.post_id is None:
            _load_duty(plan, duty, free, days)


def _tasks_by_id(plan: RoutePlan) -> dict[str, list[int]]:
    """Return by visit or training the tasks that nobody makes yet."""
    free: dict[str, list[int]] = {}
    for row, task in enumerate(plan.routing.tasks):
        free.setdefault(task.visit_id or f"training {task.training_id}", []).append(row)
    return free


def _load_duty(plan: RoutePlan, duty: Duty, free: dict[str, list[int]], days: int) -> None:
    """Lay a duty's tasks, break and pauses into its route in order of time."""
    horizon, routes, tasks = plan.routing.request.horizon, plan.routes, plan.routing.tasks
    route = plan.route_of(duty)
    worker = route // days
    stops = [(int(stop["begin"]), int(stop["node"])) for stop in routes.stop[route, : routes.route["length"][route]]]
    stops = [(begin, node) for begin, node in stops if node >= len(tasks) + routes.route.size]
    if duty.rest_break is not None and routes.route["break_minutes"][route]:
        stops.append((horizon.minute(duty.rest_break.start), len(tasks) + route))
    named = [(visit.visit_id, visit.start) for visit in duty.visits]
    named += [(f"training {training.training_id}", training.start) for training in duty.trainings]
    for name, start in named:
        row = next(row for row in free[name] if worker in tasks[row].workers)
        free[name].remove(row)
        stops.append((horizon.minute(start), row))
        routes.made[row] = (route, horizon.minute(start))
        if tasks[row].user != NONE:
            routes.pair_visits[tasks[row].user, worker] += 1
    for index, (_, node) in enumerate(sorted(stops)):
        routes.stop["node"][route, index] = node
    routes.route["length"][route] = len(stops)
    if not schedule(plan.routing.arrays, plan.routing.crew, routes, route):
        raise ValueError(f"the stops of {duty.worker_id} on {duty.date} do not fit in their order")
