"""Tells rostering what there is to do: visits not yet made, as minutes of care and expected travel."""

from collections.abc import Iterable

from optimiser.rostering.demand import DemandItem
from optimiser.routing.routing import Routing
from optimiser.routing.task import NEVER

FIRST_GUESS_MINUTES = 8  # a journey between visits, before any route is known; assumed


def demand_items(
    routing: Routing, primaries: Iterable[int], worker_ids: frozenset[str], journey_minutes: int
) -> list[DemandItem]:
    """Return the demand of these primaries (and their twins) that any of `worker_ids` may serve.

    Args:
        routing: tasks and who may make them.
        primaries: rows of visits and trainings.
        worker_ids: the workers being rostered.
        journey_minutes: expected travel for each visit, in minutes.
    """
    ids = [worker.id for worker in routing.request.workers]
    items = []
    for primary in primaries:
        for row in range(primary, primary + routing.tasks[primary].shares):
            task = routing.tasks[row]
            eligible = worker_ids.intersection(ids[worker] for worker in task.workers)
            if eligible and task.windows[0] != NEVER:
                items.append(
                    DemandItem(
                        minutes=task.minutes + (journey_minutes if task.visit_id else 0),
                        starts=tuple((window.earliest, window.latest) for window in task.windows),
                        price_pence=routing.tasks[primary].price // task.shares,
                        eligible=eligible,
                    )
                )
    return items
