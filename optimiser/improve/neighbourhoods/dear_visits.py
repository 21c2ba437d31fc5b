"""Neighbourhood: the weeks of one or two workers who could make one of the dearest visits that nobody makes."""

import random
from collections.abc import Sequence

from optimiser.improve.incumbent import Incumbent
from optimiser.improve.neighbourhoods.whom import all_dates, drawn
from optimiser.improve.reshift import reshift

AMONG_DEAREST = 5
MOST_FREED = 2


def change(incumbent: Incumbent, rng: random.Random, heat: float) -> None:
    """Free every duty of those workers and choose anew."""
    workers = able(incumbent, rng)
    if workers:
        reshift(incumbent, all_dates(incumbent, workers), heat, drawn(rng))


def able(incumbent: Incumbent, rng: random.Random) -> Sequence[str]:
    """Return one or two workers who may make one of the dearest visits that nobody makes; none where all are made."""
    price = incumbent.routing.arrays.task["price"]
    dearest = sorted(incumbent.plan.absent().tolist(), key=lambda row: -int(price[row]))[:AMONG_DEAREST]
    if not dearest:
        return []
    rows = incumbent.routing.tasks[rng.choice(dearest)].workers.tolist()
    chosen = rng.sample(rows, min(len(rows), 1 + rng.randrange(MOST_FREED)))
    return [incumbent.request.workers[row].id for row in chosen]
