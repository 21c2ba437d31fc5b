"""One set of lines out of column generation: whole lines are settled, the surest first, and the rest made anew.

The master's answer works shares of lines. Its greatest shares are settled, then the other workers' lines are generated
again for what is left, until every worker has one line. A part is given up as soon as its bound, or the master, says
that nothing better than what stands can come of it.
"""

from collections.abc import Callable, Sequence

import numpy as np

from optimiser.rostering.lines.generation import ColumnGeneration
from optimiser.rostering.lines.master import Column
from optimiser.rostering.lines.problem import Lines

SURE = 0.999  # share from which a line is settled without counting
SETTLED_AT_ONCE = 0.1  # of the workers left
ROUNDS_BETWEEN = 4  # of generation, after each settling
ROUNDS_FIRST = 400
CLOSE = 1e-3  # pence


def dive(generation: ColumnGeneration, below: float, stop: Callable[[], bool]) -> Lines | None:
    """Return lines that cost less than `below`, or None.

    Args:
        generation: the problem, with any lines known already.
        below: pence that lines must cost less than.
        stop: told True when time is up.
    """
    target = below - generation.problem.grain + CLOSE
    if not converge(generation, target, stop):
        return None
    free, settled = set(range(generation.problem.workers)), {}
    while free:
        if stop() or generation.master.solve().pence > target:
            return None
        for number in _surest(generation, free):
            column = generation.master.columns[number]
            generation.master.fix(number)
            settled[column.worker] = column
            free.discard(column.worker)
        for _ in range(ROUNDS_BETWEEN if free else 0):
            if not generation.round(sorted(free))[1]:
                break
    return _lines([settled[worker] for worker in sorted(settled)])


def converge(generation: ColumnGeneration, target: float, stop: Callable[[], bool]) -> bool:
    """Generate lines until no more are wanted; return False as soon as the bound lies above `target`."""
    everyone = range(generation.problem.workers)
    for _ in range(ROUNDS_FIRST):
        duals, added = generation.round(everyone)
        if generation.bound > target or stop():
            return False
        if not added or duals.pence - generation.bound < CLOSE:
            return True
    return True


def _surest(generation: ColumnGeneration, free: set[int]) -> list[int]:
    """Return the numbers of the lines to settle next, at most one a worker."""
    shares, columns = generation.master.shares(), generation.master.columns
    chosen: dict[int, int] = {}
    quota = max(1, round(SETTLED_AT_ONCE * len(free)))
    for number in np.argsort(-shares, kind="stable").tolist():
        worker = columns[number].worker
        if worker not in free or worker in chosen:
            continue
        if shares[number] < SURE and quota == 0:
            break
        quota -= int(shares[number] < SURE)
        chosen[worker] = number
    return list(chosen.values())


def _lines(columns: Sequence[Column]) -> Lines:
    return Lines(np.array([column.line for column in columns]), np.array([column.roles for column in columns]))
