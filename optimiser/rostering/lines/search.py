"""Improves lines for as long as it is given: by turns, by column generation on the whole, then on part after part.

A part is some workers on some days, all else standing; it is solved like the whole. Where its bound shows that
nothing better is in it, it was too small; where the bound left hope and the dive found nothing, too large: so parts
find their size. Requests too large to be generated whole go on from turns with parts.
"""

import math
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np

from optimiser.executor import InThisProcess, JobExecutor, come_back, elsewhere
from optimiser.rostering.lines.dive import CLOSE
from optimiser.rostering.lines.master import Column
from optimiser.rostering.lines.part import Freed, can_end, part_of
from optimiser.rostering.lines.part_job import KNOWN_LINES, PartFound, PartJob, solved, solved_elsewhere
from optimiser.rostering.lines.problem import LineProblem, Lines
from optimiser.rostering.lines.start import first_lines, take_turn
from optimiser.rostering.lines.tables import WorkerTables
from optimiser.rostering.lines.windows import paced_lines

LARGEST = 60 * 28 * 12  # workers x days x choices that are generated at once
LONGEST = 35  # days
LONG = 105  # days from which lines in one piece take too long to make
LITTLE = 0.02  # of what stands: turns that gain less are the last
SPANS = (1, 2, 4)  # a part has this share of the days that it may have, so that short ones free more workers
GROWTH, SHRINKAGE = 1.15, 1.05
SMALLEST = 100.0  # worker days
FIRST_SIZE = 300.0  # worker days, where the whole was too large to be generated
FEWEST = 3  # workers
WORTH_PROCESSES = 15.0  # seconds; starting processes takes a few
ENDING_SHARE = 0.02  # of the time left, kept for processes to end
WHOLE_SHARE = 0.4  # of the time, at most, until days of the whole are settled


@dataclass(frozen=True)
class Clock:
    """How long a search may take.

    Attributes:
        cancelled: whether it has been asked to end early.
        seconds: wall seconds from `began` on, None = no clock counts.
        closing: seconds to keep, out of these, for making a roster of the lines in the end.
        began: an instant of `time.perf_counter`.
    """

    cancelled: Callable[[], bool]
    seconds: float | None = None
    closing: Callable[[], float] = lambda: 0.0
    began: float = field(default_factory=time.perf_counter)

    def left(self, share: float = 1.0) -> float:
        """Return the seconds left of this share of them; without end where no clock counts."""
        if self.seconds is None:
            return math.inf
        return self.began + share * (self.seconds - self.closing()) - time.perf_counter()

    def is_past(self, share: float) -> bool:
        """Return whether this share of the seconds is over, or the search cancelled."""
        return self.left(share) <= 0.0 or self.cancelled()


@dataclass
class Found:
    """The best lines so far, what they cost, and what no lines can cost less than (where proved)."""

    lines: Lines
    pence: int
    bound: float = -np.inf


@dataclass
class LineSearch:
    """One search: the problem, the best lines, every line made lately, and the size of parts."""

    problem: LineProblem
    found: Found
    rng: np.random.Generator
    clock: "Clock"
    pool: Executor
    known: dict[int, list[Column]] = field(default_factory=dict)
    size: float = FIRST_SIZE

    def stop(self) -> bool:
        """Return whether time is up."""
        return self.clock.is_past(1.0)

    def whole(self) -> bool:
        """Generate lines for the whole problem until enough, and dive; return whether that made better lines."""
        freed = Freed(np.arange(self.problem.workers), 0, self.problem.days)
        return self.take_up(freed, solved(self.job(freed), self.pool, self._enough, self.stop))

    def _enough(self) -> bool:
        """Return whether it is time to settle days of the whole."""
        return self.clock.is_past(WHOLE_SHARE)

    def part(self) -> bool:
        """Free a part and solve it; return whether that made better lines."""
        freed = self.drawn()
        return self.take_up(freed, solved(self.job(freed), self.pool, self.stop, self.stop))

    def ended(self) -> bool:
        """Return whether time is up, or no better lines can be."""
        return self.stop() or self.found.pence - self.found.bound <= self.problem.grain - CLOSE

    def turns(self, tell: Callable[["Found"], None]) -> None:
        """Have workers take turns, each their best days beside the others', until everybody's turn gains little."""
        gained = self.found.pence
        while gained > LITTLE * self.found.pence and not self.stop():
            gained = sum(self._turn(first, last) for first, last in self._pieces())
            tell(self.found)

    def _turn(self, first: int, last: int) -> int:
        """Have every worker take a turn at some days; return how many pence that gains."""
        everyone, gained = np.arange(self.problem.workers), 0
        part = part_of(self.problem, self.found.lines, Freed(everyone, first, last))
        standing = self.found.lines.of(everyone, first, last)
        lines = Lines(standing.choices.copy(), standing.roles.copy())
        for worker in self.rng.permutation(self.problem.workers).tolist():
            if self.stop():
                break
            gained += take_turn(part, WorkerTables(part, worker), lines)
        self.found.lines = self.found.lines.with_part(everyone, first, lines)
        self.found.pence -= gained
        return gained

    def _pieces(self) -> list[tuple[int, int]]:
        """Return the days in pieces that lines are made quickly in; all at once unless the horizon is long."""
        days, piece = self.problem.days, self.problem.days if self.problem.days <= LONG else LONGEST
        ends = [0]
        while ends[-1] < days:
            sooner = min(ends[-1] + piece, days)
            ends.append(next(day for day in range(sooner, days + 1) if can_end(self.problem, day)))
        return list(pairwise(ends))

    def drawn(self) -> Freed:
        """Return workers and days to free, drawn at random."""
        first, last = self._days()
        most = min(self.size, LARGEST / self.problem.choices) / (last - first)
        number = int(min(max(most, FEWEST), self.problem.workers))
        return Freed(np.sort(self.rng.permutation(self.problem.workers)[:number]), first, last)

    def _days(self) -> tuple[int, int]:
        """Return a span of days short enough, that ends where it can."""
        days = self.problem.days
        longest = min(days, LONGEST)
        span = max(1, longest // int(self.rng.choice(SPANS)))
        if span == days:
            return 0, days
        ends = [day for day in range(max(1, span // 2), days + 1) if can_end(self.problem, day)]
        last = int(self.rng.choice(ends))
        return max(0, last - span), last

    def job(self, freed: Freed) -> PartJob:
        """Return a part to be solved from what stands, with the lines known of its workers."""
        part = part_of(self.problem, self.found.lines, freed)
        known = []
        if freed.last - freed.first == self.problem.days:
            for row, worker in enumerate(freed.workers.tolist()):
                for each in self.known.get(worker, ()):
                    known.append(Column(row, each.line, each.roles, part.line_pence(row, each.line)))
        return PartJob(part, self.found.lines.of(freed.workers, freed.first, freed.last), tuple(known))

    def take_up(self, freed: Freed, found: PartFound) -> bool:
        """Learn from what came of a part; take its lines up where they are no worse; return whether they are better."""
        self._learn(freed, found)
        if found.better is None:
            return False
        part = part_of(self.problem, self.found.lines, freed)  # other parts may have changed what stands around it
        standing = self.found.lines.of(freed.workers, freed.first, freed.last)
        gain = standing.pence(part) - found.better.pence(part)
        if gain >= 0:
            self.found.lines = self.found.lines.with_part(freed.workers, freed.first, found.better)
            self.found.pence -= gain
        return gain > 0

    def _learn(self, freed: Freed, found: PartFound) -> None:
        """Take up the bound of the whole, the lines made, and whether the part was too small or too large."""
        whole_days = freed.last - freed.first == self.problem.days
        if whole_days and freed.workers.size == self.problem.workers:
            self.found.bound = max(self.found.bound, found.bound)
        elif found.bound > found.before - self.problem.grain:
            self.size = min(self.size * GROWTH, self.problem.workers * self.problem.days)
        elif found.better is None:
            self.size = max(self.size / SHRINKAGE, SMALLEST)
        if whole_days:
            for column in found.columns:
                worker = int(freed.workers[column.worker])
                kept = self.known.setdefault(worker, [])
                kept.append(Column(worker, column.line, column.roles, column.pence))
                del kept[:-KNOWN_LINES]


def improve_lines(
    problem: LineProblem,
    start: Lines | None = None,
    seconds: float | None = None,
    work: int | None = None,
    workers: int = 1,
    seed: int = 1,
    on_better: Callable[[Found], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    closing: Callable[[], float] = lambda: 0.0,
) -> Found:
    """Return the best lines found.

    Args:
        problem: what lines may be and cost.
        start: lines to begin from; made one worker after another unless given.
        seconds: wall seconds to spend, or
        work: parts to try; the same lines every time.
        workers: processes that solve parts at once, where seconds are worth it, and threads that make lines.
        seed: of which workers and days are freed.
        on_better: told each better lines found.
        cancelled: whether the search has been asked to end early.
        closing: seconds to keep, out of these, for making a roster of the lines in the end; asked again and again.
    """
    clock = Clock(cancelled, seconds, closing)
    lines = start or (first_lines if problem.days <= LONG else paced_lines)(problem, seed)
    found, tell = Found(lines, lines.pence(problem)), on_better or _nobody
    several = workers > 1 and work is None and seconds is not None and clock.left() > WORTH_PROCESSES
    with (
        ThreadPoolExecutor(workers) if workers > 1 else InThisProcess() as pool,
        elsewhere(workers, cancelled) if several else nullcontext() as processes,
    ):
        search = LineSearch(problem, found, np.random.default_rng(seed), clock, pool)
        _begin(search, tell)
        if processes is not None:
            _parts_at_once(search, processes, tell)
        else:
            _parts(search, work, tell)
    return found


def _begin(search: LineSearch, tell: Callable[[Found], None]) -> None:
    """Improve by turns and, unless it is too large, generate the whole."""
    problem = search.problem
    tell(search.found)
    search.turns(tell)
    if problem.workers * problem.days * problem.choices <= LARGEST:
        if search.whole():
            tell(search.found)
        search.size = problem.workers * problem.days / 3


def _parts(search: LineSearch, work: int | None, tell: Callable[[Found], None]) -> None:
    """Solve part after part until time is up, so many are tried, or no better lines can be."""
    tries = 0
    while not search.ended() and (work is None or tries < work):
        tries += 1
        if search.part():
            tell(search.found)


def _parts_at_once(search: LineSearch, processes: JobExecutor, tell: Callable[[Found], None]) -> None:
    """Solve parts at once, each in a process of its own, until time is up or no better lines can be."""
    running: dict[Future[PartFound], Freed] = {}
    while running or not search.ended():
        while len(running) < processes.at_once and not search.ended():
            freed = search.drawn()
            seconds = search.clock.left() * (1 - ENDING_SHARE)
            running[processes.submit(solved_elsewhere, replace(search.job(freed), within=seconds))] = freed
        for done in wait(running, return_when=FIRST_COMPLETED).done:
            freed = running.pop(done)
            if any(search.take_up(freed, found) for found in come_back([done])):
                tell(search.found)


def _nobody(_found: Found) -> None:
    """Tell nobody."""
