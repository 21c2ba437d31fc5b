"""Neighbourhood: the weeks of a few workers who could be on duty for one of the dearest visits that nobody makes."""

import random

from optimiser.improve.best_weeks import best_weeks
from optimiser.improve.incumbent import Incumbent

AMONG_DEAREST = 5
MOST_FREED = 2
MOST_FREED_URGENTLY = 4  # where only a few can do what is wanted, as on nights, they have to be planned together
URGENT = 10_000  # pence: promised, and more than heat alone would ever mend


def urgent(incumbent: Incumbent) -> bool:
    """Return whether nobody makes a visit or training that costs so much."""
    absent = incumbent.plan.absent()
    return bool((incumbent.routing.tables.stop["price"][absent] >= URGENT).any())


def change(incumbent: Incumbent, rng: random.Random, heat: float) -> None:
    """Find the best weeks of some of them, drawn by chance."""
    dearest = sorted(incumbent.plan.absent().tolist(), key=lambda row: -price(incumbent, row))[:AMONG_DEAREST]
    if not dearest:
        return
    row = rng.choices(dearest, [price(incumbent, each) for each in dearest])[0]
    workers = on_duty_for(incumbent, row)
    rng.shuffle(workers)
    most = MOST_FREED_URGENTLY if urgent(incumbent) else MOST_FREED
    if workers:
        best_weeks(incumbent, workers[: 1 + rng.randrange(most)], heat, rng)


def price(incumbent: Incumbent, row: int) -> int:
    """Return the pence that a visit or training costs when nobody makes it; at least 1."""
    return max(1, int(incumbent.routing.tables.stop["price"][row]))


def on_duty_for(incumbent: Incumbent, row: int) -> list[str]:
    """Return the workers who may make a visit and have a shift to choose from that could hold it."""
    task, workers = incumbent.routing.tasks[row], incumbent.request.workers
    return [
        workers[worker].id
        for worker in task.workers.tolist()
        if any(
            shift.start <= window.latest and shift.end >= window.earliest + task.minutes
            for shift in incumbent.candidates[workers[worker].id]
            if shift.post_id is None
            for window in task.windows
        )
    ]
