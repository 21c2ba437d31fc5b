"""One set of lines out of column generation: days are settled, the surest first, and lines made anew around them.

The master's answer works shares of lines, and so shares of choices on each worker's days. Of the days still open
between choices the surest are settled; lines that do otherwise are barred, and others generated, until every worker has
one line. (Settling whole lines at once was tried: it leaves too little to the last workers.) A dive is given up as
soon as the bound, or the master, says that nothing better than what stands can come of it.
"""

from collections import defaultdict
from collections.abc import Callable

import numpy as np

from optimiser.rostering.lines.automaton import Floats, Ints
from optimiser.rostering.lines.generation import ColumnGeneration
from optimiser.rostering.lines.problem import Lines
from optimiser.rostering.lines.roles import settled_roles

SURE = 0.999  # share from which a choice counts as made
SETTLED_AT_ONCE = 0.15  # of the days still open
ROUNDS_BETWEEN = 6  # of generation, after each settling
ROUNDS_FIRST = 400
CLOSE = 1e-3  # pence


def dive(generation: ColumnGeneration, below: float, stop: Callable[[], bool]) -> Lines | None:
    """Return lines that cost less than `below`, if the dive comes to any; rounded ones when time is up before.

    Args:
        generation: the problem, with any lines known already; days are settled in it for good.
        below: pence that lines must cost less than.
        stop: told True when time is up.
    """
    target = below - generation.problem.grain + CLOSE
    if not converge(generation, target, stop):
        return _rounded(generation) if stop() else None
    everyone = range(generation.problem.workers)
    while not stop() and generation.master.solve().pence <= target:
        shares = choice_shares(generation)
        still_open = np.argwhere(shares.max(axis=2) < SURE)
        if not still_open.size:
            return _lines(generation, shares.argmax(axis=2))
        _settle(generation, shares, still_open)
        for _ in range(ROUNDS_BETWEEN):
            if not generation.round(everyone)[1]:
                break
    return _rounded(generation) if stop() else None


def converge(generation: ColumnGeneration, target: float, stop: Callable[[], bool]) -> bool:
    """Generate lines until no more are wanted; return False as soon as the bound lies above `target`."""
    everyone = range(generation.problem.workers)
    for _ in range(ROUNDS_FIRST):
        duals, added = generation.round(everyone)
        if generation.bound > target or stop():
            return False
        if not added or duals.pence - generation.bound < CLOSE:
            break
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


def _settle(generation: ColumnGeneration, shares: Floats, still_open: Ints) -> None:
    """Settle the surest of the days (worker, day) still open, as long as each worker keeps a line of those worked."""
    kept = defaultdict(list)
    for number in np.flatnonzero(generation.master.shares() > 0):
        kept[generation.master.columns[number].worker].append(generation.master.columns[number].line)
    surest = np.argsort(-shares.max(axis=2)[tuple(still_open.T)], kind="stable")
    settled = []
    for worker, day in still_open[surest[: max(1, int(SETTLED_AT_ONCE * len(still_open)))]].tolist():
        choice = int(shares[worker, day].argmax())
        left = [line for line in kept[worker] if line[day] == choice]
        if left:
            kept[worker] = left
            settled.append((worker, day, choice))
    for worker, day, choice in settled:
        generation.settle(worker, day, choice)


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
