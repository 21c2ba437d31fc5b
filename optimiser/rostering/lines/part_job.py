"""A part to be solved, here or in another process: what goes there and what comes back."""

import math
import time
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import Self

from optimiser.executor import InThisProcess, stop_asked
from optimiser.rostering.lines.dive import dive
from optimiser.rostering.lines.generation import ColumnGeneration
from optimiser.rostering.lines.master import Column
from optimiser.rostering.lines.problem import LineProblem, Lines
from optimiser.rostering.lines.tables import WorkerTables

KNOWN_LINES = 40  # a worker, of those made last, that are kept to begin other parts with


@dataclass(frozen=True)
class PartJob:
    """A part to be solved.

    Attributes:
        part: the part.
        standing: the lines that stand in it.
        known: lines of its workers that are known already.
        within: seconds for it elsewhere.
        settle_within: seconds, out of these, until days are settled.
    """

    part: LineProblem
    standing: Lines
    known: tuple[Column, ...] = ()
    within: float = math.inf
    settle_within: float = math.inf

    def after_waiting(self, seconds: float) -> Self:
        """Return the part with the seconds left once so many have been waited."""
        return replace(self, within=self.within - seconds, settle_within=self.settle_within - seconds)


@dataclass(frozen=True)
class PartFound:
    """What came of a part.

    Attributes:
        before: pence of the lines that stood.
        better: lines of less pence, if the dive came to any; where time was up, rounded ones that may cost more.
        bound: pence that no lines of the part can be below.
        columns: the lines made last of each worker.
    """

    before: int
    better: Lines | None
    bound: float
    columns: tuple[Column, ...]


def solved(job: PartJob, pool: Executor, enough: Callable[[], bool], stop: Callable[[], bool]) -> PartFound:
    """Solve a part by column generation and a dive.

    Args:
        job: the part.
        pool: threads that make lines.
        enough: told True when lines have been generated for long enough before days are settled.
        stop: told True when time is up.
    """
    part, before = job.part, job.standing.pence(job.part)
    generation = ColumnGeneration(part, [WorkerTables(part, row) for row in range(part.workers)], pool)
    generation.add_lines(job.standing)
    for column in job.known:
        generation.add(column)
    better = dive(generation, before, enough, stop)
    return PartFound(before, better, generation.bound, generation.made_last(KNOWN_LINES))


def solved_elsewhere(job: PartJob) -> PartFound:
    """Solve a part in another process, within its wall seconds."""
    began = time.perf_counter()

    def stop() -> bool:
        return time.perf_counter() > began + job.within or stop_asked()

    def enough() -> bool:
        return time.perf_counter() > began + job.settle_within or stop()

    return solved(job, InThisProcess(), enough, stop)
