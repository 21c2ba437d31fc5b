"""Improves lines for as long as it is given: by turns, by column generation on the whole, then on part after part.

A part is some workers on some days, all else standing; it is solved like the whole. Requests too large for the whole
to come first go on from turns with parts; unless they are larger still, the whole is generated beside these, in one of
the processes: where there is time for it, parts after it come closer to the bound than parts alone.
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
from optimiser.rostering.lines.drawing import Drawing, Drawn
from optimiser.rostering.lines.master import Column
from optimiser.rostering.lines.merging import merged
from optimiser.rostering.lines.part import Freed, can_end, part_of
from optimiser.rostering.lines.part_job import KNOWN_LINES, PartFound, PartJob, solved, solved_elsewhere
from optimiser.rostering.lines.problem import LineProblem, Lines
from optimiser.rostering.lines.start import first_lines, take_turn
from optimiser.rostering.lines.tables import WorkerTables
from optimiser.rostering.lines.windows import paced_lines

LARGEST = 60 * 28 * 12  # workers x days x choices that are generated at once, before anything else
LARGEST_BESIDE = 2 * LARGEST  # and beside parts
PIECE = 35  # days
LONG = 105  # days from which lines in one piece take too long to make
LITTLE = 0.02  # of what stands: turns that gain less are the last
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
    """One search: the problem, the best lines, every line made lately, and what parts are drawn by."""

    problem: LineProblem
    found: Found
    rng: np.random.Generator
    clock: Clock
    pool: Executor
    drawing: Drawing
    known: dict[int, list[Column]] = field(default_factory=dict)

    def stop(self) -> bool:
        """Return whether time is up."""
        return self.clock.is_past(1.0)

    def whole(self) -> bool:
        """Generate lines for the whole problem until enough, and dive; return whether that made better lines."""
        freed = self.everything()
        return self.take_up(freed, solved(self.job(freed), self.pool, self._enough, self.stop)) > 0

    def everything(self) -> Freed:
        """Return the whole as a part."""
        return Freed(np.arange(self.problem.workers), 0, self.problem.days)

    def _enough(self) -> bool:
        """Return whether it is time to settle days of the whole."""
        return self.clock.is_past(WHOLE_SHARE)

    def part(self) -> bool:
        """Free a part and solve it; return whether that made better lines."""
        drawn, began = self.drawing.draw(), time.perf_counter()
        found = solved(self.job(drawn.freed), self.pool, self.stop, self.stop)
        return self.learn(drawn, found, time.perf_counter() - began)

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
        days, piece = self.problem.days, self.problem.days if self.problem.days <= LONG else PIECE
        ends = [0]
        while ends[-1] < days:
            sooner = min(ends[-1] + piece, days)
            ends.append(next(day for day in range(sooner, days + 1) if can_end(self.problem, day)))
        return list(pairwise(ends))

    def job(self, freed: Freed) -> PartJob:
        """Return a part to be solved from what stands, with the lines known of its workers."""
        part = part_of(self.problem, self.found.lines, freed)
        known = []
        if freed.last - freed.first == self.problem.days:
            for row, worker in enumerate(freed.workers.tolist()):
                for each in self.known.get(worker, ()):
                    known.append(Column(row, each.line, each.roles, part.line_pence(row, each.line)))
        return PartJob(part, self.found.lines.of(freed.workers, freed.first, freed.last), tuple(known))

    def learn(self, drawn: Drawn, found: PartFound, seconds: float) -> bool:
        """Take up what came of a part, in so many seconds; return whether that made better lines."""
        gain = self.take_up(drawn.freed, found)
        if drawn.span is not None:
            self.drawing.learn(drawn.span, found, gain, seconds if self.clock.seconds is not None else 1.0)
        return gain > 0

    def take_up(self, freed: Freed, found: PartFound) -> int:
        """Take up the lines of a part where they are no worse; return how many pence that gains."""
        self._remember(freed, found)
        if found.better is None:
            return 0
        part = part_of(self.problem, self.found.lines, freed)  # other parts may have changed what stands around it
        standing = self.found.lines.of(freed.workers, freed.first, freed.last)
        better = merged(part, standing, found.better)
        gain = standing.pence(part) - better.pence(part)
        if gain >= 0:
            self.found.lines = self.found.lines.with_part(freed.workers, freed.first, better)
            self.found.pence -= gain
        return max(0, gain)

    def _remember(self, freed: Freed, found: PartFound) -> None:
        """Take up the bound of the whole, and the lines made of all days."""
        if freed.last - freed.first < self.problem.days:
            return
        if freed.workers.size == self.problem.workers:
            self.found.bound = max(self.found.bound, found.bound)
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
        rng = np.random.default_rng(seed)
        search = LineSearch(
            problem, found, rng, clock, pool, _drawing(problem, rng, processes.at_once if processes else 1)
        )
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
    if _is_small(problem) and search.whole():
        tell(search.found)


def _is_small(problem: LineProblem) -> bool:
    """Return whether lines can be generated for all workers and days at once, before anything else."""
    return problem.workers * problem.days * problem.choices <= LARGEST


def _goes_beside(problem: LineProblem) -> bool:
    """Return whether the whole is generated beside parts."""
    size = problem.workers * problem.days * problem.choices
    return LARGEST < size <= LARGEST_BESIDE and problem.days <= LONG


def _drawing(problem: LineProblem, rng: np.random.Generator, at_once: int) -> Drawing:
    """Return what parts are drawn by: small ones after the whole; where there is none, as large as they may be."""
    largest = LARGEST / problem.choices
    if _is_small(problem):
        return Drawing(problem, rng, problem.workers * problem.days / 3, largest)
    drawing = Drawing(problem, rng, largest, largest)
    drawing.begin_with_everybody(at_once)
    return drawing


def _parts(search: LineSearch, work: int | None, tell: Callable[[Found], None]) -> None:
    """Solve part after part until time is up, so many are tried, or no better lines can be."""
    tries = 0
    while not search.ended() and (work is None or tries < work):
        tries += 1
        if search.part():
            tell(search.found)


def _parts_at_once(search: LineSearch, processes: JobExecutor, tell: Callable[[Found], None]) -> None:
    """Solve parts at once, each in a process of its own, until time is up or no better lines can be."""
    running: dict[Future[PartFound], tuple[Drawn, float]] = {}
    waiting = [Drawn(search.everything(), None)] if _goes_beside(search.problem) else []
    while running or not search.ended():
        while len(running) < processes.at_once and not search.ended():
            beside = [each.freed for each, _ in running.values() if each.span is not None]
            drawn = waiting.pop() if waiting else search.drawing.draw(beside)
            running[processes.submit(solved_elsewhere, _timed(search, drawn))] = drawn, time.perf_counter()
        for done in wait(running, return_when=FIRST_COMPLETED).done:
            drawn, began = running.pop(done)
            seconds = time.perf_counter() - began
            if any(search.learn(drawn, found, seconds) for found in come_back([done])):
                tell(search.found)


def _timed(search: LineSearch, drawn: Drawn) -> PartJob:
    """Return a part to be solved elsewhere within the seconds left; the whole settles days when it is time to."""
    within = search.clock.left() * (1 - ENDING_SHARE)
    settle_within = search.clock.left(WHOLE_SHARE) if drawn.span is None else within
    return replace(search.job(drawn.freed), within=within, settle_within=settle_within)


def _nobody(_found: Found) -> None:
    """Tell nobody."""
