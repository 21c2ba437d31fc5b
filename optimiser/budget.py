"""What a solve may spend: seconds or steps, on how many processes, and whether it has been asked to end early."""

import time
from dataclasses import dataclass

from optimiser.improve.stop import AfterSeconds, AfterSteps, Cancelled, Stop, UnlessCancelled, never


@dataclass(frozen=True)
class Budget:
    """What a solve may spend: until an instant of `time.perf_counter`, or a number of steps for each part and round."""

    until: float | None
    steps: int | None
    workers: int
    seed: int
    cancelled: Cancelled = never

    def left(self) -> float:
        """Return the seconds left; without a clock, none count."""
        return 0.0 if self.until is None else max(0.0, self.until - time.perf_counter())

    def stop(self) -> Stop:
        """Return the stop of one search that may use all that is left."""
        stop = AfterSteps(self.steps) if self.steps is not None else AfterSeconds(self.left())
        return UnlessCancelled(stop, self.cancelled)
