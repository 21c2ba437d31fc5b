"""One set of lines out of column generation: days are settled, the surest first, and lines made anew around them.

The master's answer works shares of lines, and so shares of choices on each worker's days. Of the days still open
between choices the surest are settled; lines that do otherwise are barred, and others generated, until every worker has
one line. (Settling whole lines at once was tried: it leaves too little to the last workers.) A dive is given up as
soon as the bound, or the master, says that nothing better than what stands can come of it. None is begun where time to
generate lines ends while the bound is still far below the master's pence: too much is missing for it to end in time.
"""

from collections import defaultdict
from collections.abc import Callable

import numpy as np

from optimiser.rostering.lines.automaton import Floats, Ints
from optimiser.rostering.lines.generation import ColumnGeneration, Settled
from optimiser.rostering.lines.problem import Lines
from optimiser.rostering.lines.roles import settled_roles

SURE = 0.999  # share from which a choice counts as made
SETTLED_AT_ONCE = 0.15  # of the days still open
ALARMING = 0.3  # of what is left to lose: days settled that cost more are settled again, fewer at once
FINER, CALMER = 4.0, 1.5
DEAD_ENDS = 8  # choices ruled out before a dive is given up
ROUNDS_BETWEEN = 6  # of generation, after each settling
ROUNDS_FIRST = 400
CLOSE = 1e-3  # pence
FAR = 0.25  # of the master's pence: a bound that much below them is of lines that are far from generated


def dive(
    generation: ColumnGeneration, below: float, enough: Callable[[], bool], stop: Callable[[], bool]
) -> Lines | None:
    """Return lines that cost less than `below`, if the dive comes to any; rounded ones when time is up before.

    Args:
        generation: the problem, with any lines known already; days are settled in it for good.
        below: pence that lines must cost less than.
        enough: told True when lines have been generated for long enough before days are settled.
        stop: told True when time is up.
    """
    target = below - generation.problem.grain + CLOSE
    if converge(generation, target, enough):
        found = _Dive(generation, target, stop).lines()
        if found is not None:
            return found
    return _rounded(generation) if stop() else None


class _Dive:
    """One dive, from where generation has converged."""

    def __init__(self, generation: ColumnGeneration, target: float, stop: Callable[[], bool]) -> None:
        self._generation, self._target, self._stop = generation, target, stop
        self._dead_ends = 0

    def lines(self) -> Lines | None:
        """Return the lines that the dive ends in; None where it is given up."""
        share = SETTLED_AT_ONCE
        while not self._stop():
            before = self._generation.master.solve().pence
            if before > self._target:
                return None
            shares = choice_shares(self._generation)
            still_open = np.argwhere(shares.max(axis=2) < SURE)
            if not still_open.size:
                return _lines(self._generation, shares.argmax(axis=2))
            surest = _surest(self._generation, shares, still_open, max(1, int(share * len(still_open))))
            rise = self._settled(surest) - before
            if rise <= ALARMING * (self._target - before):
                share = min(SETTLED_AT_ONCE, share * CALMER)
            elif len(surest) > 1:
                self._generation.undo()
                share = share / FINER
            elif before + rise > self._target and not self._otherwise(surest[0]):
                return None
        return None

    def _settled(self, days: list[Settled]) -> float:
        """Settle days, make lines anew around them and return the master's pence."""
        self._generation.settle(days)
        everyone = range(self._generation.problem.workers)
        for _ in range(ROUNDS_BETWEEN):
            duals, added = self._generation.round(everyone)
            if not added or self._stop():
                return duals.pence
        return self._generation.master.solve().pence

    def _otherwise(self, settled: Settled) -> bool:
        """Rule out what led to a dead end; return whether there is any other way, and hope of finding it."""
        self._dead_ends += 1
        self._generation.undo()
        return self._dead_ends <= DEAD_ENDS and self._generation.forbid(*settled)


def converge(generation: ColumnGeneration, target: float, enough: Callable[[], bool]) -> bool:
    """Generate lines until no more are wanted, or enough; return whether a dive from them may come to anything.

    It may not as soon as the bound lies above `target`, nor where the bound is far off when it is enough.
    """
    everyone = range(generation.problem.workers)
    for _ in range(ROUNDS_FIRST):
        duals, added = generation.round(everyone)
        missing = duals.pence - generation.bound
        if generation.bound > target:
            return False
        if not added or missing < CLOSE:
            return True
        if enough():
            return missing <= FAR * abs(duals.pence)
    return True


def choice_shares(generation: ColumnGeneration) -> Floats:
    """Return how much of each choice the master's last answer works: (W, D, C), summing to 1 over choices."""
    problem = generation.problem
    shares = np.zeros((problem.workers, problem.days, problem.choices))
    days = np.arange(problem.days)
    worked = generation.master.shares()
    for number in np.flatnonzero(worked > 0):
        column = generation.master.columns[number]
        shares[column.worker, days, column.line] += worked[number]
    return shares


def _surest(generation: ColumnGeneration, shares: Floats, still_open: Ints, number: int) -> list[Settled]:
    """Return the surest of the days (worker, day) still open, as long as each worker keeps a line of those worked."""
    kept = defaultdict(list)
    for column_number in np.flatnonzero(generation.master.shares() > 0):
        column = generation.master.columns[column_number]
        kept[column.worker].append(column.line)
    order = np.argsort(-shares.max(axis=2)[tuple(still_open.T)], kind="stable")
    surest = []
    for worker, day in still_open[order[:number]].tolist():
        choice = int(shares[worker, day].argmax())
        left = [line for line in kept[worker] if line[day] == choice]
        if left:
            kept[worker] = left
            surest.append((worker, day, choice))
    return surest


def _rounded(generation: ColumnGeneration) -> Lines:
    """Return each worker's line that the master works most of: all there is when time is up."""
    most: dict[int, tuple[float, Ints]] = {}
    generation.master.solve()
    for share, column in zip(generation.master.shares(), generation.master.columns, strict=True):
        if column.worker not in most or share > most[column.worker][0]:
            most[column.worker] = (float(share), column.line)
    return _lines(generation, np.array([most[worker][1] for worker in sorted(most)]))


def _lines(generation: ColumnGeneration, choices: Ints) -> Lines:
    return Lines(choices, settled_roles(generation.problem, choices))
