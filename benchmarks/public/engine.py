"""The engine as the public sets call it: a routing problem in, a plan out, within wall seconds."""

import time

from optimiser.routing.problem import RoutingPlan, RoutingProblem
from optimiser.routing.run import search


class Clock:
    """Wall seconds since it was made."""

    def __init__(self) -> None:
        self._began = time.perf_counter()

    @property
    def seconds(self) -> float:
        """How many have passed."""
        return time.perf_counter() - self._began


def planned(problem: RoutingProblem, clock: Clock, limit: float, seed: int, workers: int) -> RoutingPlan:
    """Return the engine's plan, found in what is left of a limit in seconds on a clock."""
    return search(problem, seconds=max(0.0, limit - clock.seconds), seed=seed, workers=workers)
