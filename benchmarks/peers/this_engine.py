"""This engine's whole way in, rostering and referee included: `optimiser.solve.solve` on the request."""

from benchmarks.peers.day import Day, Rows
from optimiser.solve import SolveOptions, solve


def route(day: Day, seconds: float, cores: int, seed: int) -> Rows:
    """Plan the day's request.

    Args:
        day: what is routed.
        seconds: time limit.
        cores: processes.
        seed: of the search.
    """
    return day.rows(solve(day.request, SolveOptions(time_limit_seconds=seconds, workers=cores, seed=seed)).roster)
