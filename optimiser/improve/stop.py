"""When to stop: by a clock for people, by a count of steps where the same answer must come out twice."""

import time
from collections.abc import Callable
from typing import Protocol

Cancelled = Callable[[], bool]  # whether somebody has asked for what there is by now


def never() -> bool:
    """Return that nobody cancels."""
    return False


class Stop(Protocol):
    """Says how far a search has come, from 0 to 1; at 1 it ends."""

    def done(self, steps: int) -> float:
        """Return the share of the search that `steps` steps have used up."""
        ...


class AfterSeconds:
    """Stop when a number of seconds from now have passed."""

    def __init__(self, seconds: float) -> None:
        self._start = time.perf_counter()
        self._seconds = max(seconds, 1e-9)

    def done(self, steps: int) -> float:  # noqa: ARG002 - a clock does not count steps
        """Return the share of the seconds used up."""
        return min(1.0, (time.perf_counter() - self._start) / self._seconds)


class AfterSteps:
    """Stop after a number of steps, whatever the clock says."""

    def __init__(self, steps: int) -> None:
        self._steps = steps

    def done(self, steps: int) -> float:
        """Return the share of the steps used up."""
        return min(1.0, steps / self._steps) if self._steps > 0 else 1.0


class UnlessCancelled:
    """Stop as another stop does, or at once when somebody cancels."""

    def __init__(self, stop: Stop, cancelled: Cancelled) -> None:
        self._stop = stop
        self._cancelled = cancelled

    def done(self, steps: int) -> float:
        """Return the share of the search used up: all of it once cancelled."""
        return 1.0 if self._cancelled() else self._stop.done(steps)
