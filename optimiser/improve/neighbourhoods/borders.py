"""Neighbourhood: workers of two constituencies whose visits cross the border between them."""

import random

import numpy as np

from optimiser.improve.incumbent import Incumbent
from optimiser.improve.neighbourhoods.whom import drawn, next_dates
from optimiser.improve.reshift import Manner, reshift

DATES = 3
GIVE_SHARE = 0.3  # of tries in which colleagues take up what they can first


def applies(incumbent: Incumbent) -> bool:
    """Return whether the workers are of several constituencies."""
    return len({worker.constituency for worker in incumbent.request.workers}) > 1


def change(incumbent: Incumbent, rng: random.Random, heat: float) -> None:
    """Free a few days in a row of a worker of each and choose anew."""
    pair = either_side(incumbent, rng)
    dates = next_dates(incumbent, rng, DATES)
    manner = Manner(give_first=rng.random() < GIVE_SHARE)
    reshift(incumbent, {worker_id: dates for worker_id in pair}, heat, drawn(rng), manner)


def either_side(incumbent: Incumbent, rng: random.Random) -> list[str]:
    """Return two workers of two constituencies who may both make some visit; one alone where there is no such other."""
    tasks, workers = incumbent.routing.tasks, incumbent.request.workers
    first = rng.randrange(len(workers))
    rows = incumbent.may_make(workers[first].id)
    if not rows.size:
        return [workers[first].id]
    able = np.asarray(tasks[int(rows[rng.randrange(rows.size)])].workers)
    home = workers[first].constituency
    others = [row for row in able.tolist() if workers[row].constituency != home]
    return [workers[first].id, *([workers[rng.choice(others)].id] if others else [])]
