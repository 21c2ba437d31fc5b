"""Whom to free together: workers of one constituency, drawn at random."""

import datetime as calendar
import random
from collections.abc import Sequence

from optimiser.improve.incumbent import Incumbent


def colleagues(incumbent: Incumbent, rng: random.Random, most: int) -> list[str]:
    """Return a worker and up to `most` - 1 others of the same constituency."""
    workers = incumbent.request.workers
    first = rng.choice(workers)
    nearby = [worker.id for worker in workers if worker.constituency == first.constituency and worker.id != first.id]
    return [first.id, *rng.sample(nearby, min(len(nearby), rng.randrange(most)))]


def in_turn(incumbent: Incumbent, rng: random.Random, most: int) -> list[str]:
    """Return up to `most` workers of one constituency, in the order drawn."""
    workers = incumbent.request.workers
    constituency = rng.choice(workers).constituency
    nearby = [worker.id for worker in workers if worker.constituency == constituency]
    return rng.sample(nearby, min(len(nearby), most))


def all_dates(incumbent: Incumbent, worker_ids: Sequence[str]) -> dict[str, Sequence[calendar.date]]:
    """Return these workers with every date of the horizon."""
    return {worker_id: incumbent.request.horizon.dates for worker_id in worker_ids}


def next_dates(incumbent: Incumbent, rng: random.Random, count: int) -> Sequence[calendar.date]:
    """Return so many dates in a row, or all where there are fewer."""
    dates = incumbent.request.horizon.dates
    first = rng.randrange(max(1, len(dates) - count + 1))
    return dates[first : first + count]


def drawn(rng: random.Random) -> int:
    """Return a seed."""
    return rng.randrange(1 << 30)
