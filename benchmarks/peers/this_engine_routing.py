"""This engine's routing alone: `optimiser.routing.run.search` on the day's shifts as they stand."""

from benchmarks.peers.day import Day, Rows
from optimiser.routing.of_day import of_day
from optimiser.routing.run import search
from optimiser.shifts import Shift, make_shift

TRAVEL_MINUTE_PENCE = 100
MARGIN = 0.25  # seconds of the limit kept for handing the answer back


def route(day: Day, seconds: float, cores: int, seed: int) -> Rows:
    """Route a day until the time is up.

    Args:
        day: what is routed.
        seconds: time limit.
        cores: chains side by side.
        seed: of the search.
    """
    problem = of_day(day.request, _shifts(day), TRAVEL_MINUTE_PENCE)
    rows: list[list[int]] = [[] for _ in day.home]
    for filled in search(problem, seconds - MARGIN, seed, cores).routes:
        rows[filled.route] = [stop.stop for stop in filled.stops]
    return rows


def _shifts(day: Day) -> list[Shift]:
    """Return each worker's only shift; stops and visits are the same rows, as each visit takes one worker."""
    request = day.request
    return [
        make_shift(
            request, worker.id, request.horizon.start, request.pattern_by_id[worker.pattern_ids[0]], ((begins, ends),)
        )
        for worker, begins, ends in zip(request.workers, day.begins, day.ends, strict=True)
    ]
