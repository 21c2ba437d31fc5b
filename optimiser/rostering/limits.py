"""When a rostering solve stops, and what is left of its limits."""

import time
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds are for people; work units (CP-SAT's deterministic time) with one worker are for repeatable plans.

    `workers` and `relative_gap` are for plans made in one solve.
    """

    seconds: float | None = None
    work: float | None = None
    workers: int = 1
    relative_gap: float = 0.0


class Budget:
    """What is left of the limits as one solve after another draws on them."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._started = time.monotonic()
        self._worked = 0.0

    @property
    def spent(self) -> bool:
        """Whether nothing is left."""
        return self._seconds_left() <= 0 or self._work_left() <= 0

    def _seconds_left(self) -> float:
        if self._limits.seconds is None:
            return float("inf")
        return self._limits.seconds - (time.monotonic() - self._started)

    def _work_left(self) -> float:
        return float("inf") if self._limits.work is None else self._limits.work - self._worked

    def solve(self, model: cp_model.CpModel, solver: cp_model.CpSolver, most_work: float = float("inf")) -> Any:
        """Solve within what is left, and within `most_work` units; returns the solver's status."""
        seconds, work = self._seconds_left(), min(self._work_left(), most_work)
        if seconds < float("inf"):
            solver.parameters.max_time_in_seconds = max(0.01, seconds)
        if work < float("inf"):
            solver.parameters.max_deterministic_time = max(0.001, work)
        status = solver.solve(model)
        self._worked += solver.response_proto.deterministic_time
        return status
