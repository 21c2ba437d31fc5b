"""First lines: workers take turns, each their best line for what cover the others leave, until no turn gains.

One turn of everybody costs as much as one round of column generation, and a handful of them come to a good roster; the
lines made on the way are those that column generation begins with.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from optimiser.rostering.lines.automaton import Floats, Ints
from optimiser.rostering.lines.kernels.best_line import NEVER
from optimiser.rostering.lines.master import Column
from optimiser.rostering.lines.problem import LineProblem, Lines
from optimiser.rostering.lines.roles import best_roles
from optimiser.rostering.lines.tables import WorkerTables


def first_lines(problem: LineProblem, seed: int) -> Lines:
    """Return lines that keep every rule of one worker alone, made one after another in an order drawn by seed.

    Raises:
        ValueError: a worker has no line that keeps the rules.
    """
    shape = (problem.workers, problem.days)
    lines = Lines(np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64))
    counts = lines.counted(problem)
    for worker in np.random.default_rng(seed).permutation(problem.workers).tolist():
        column = _best_for(problem, WorkerTables(problem, worker), counts)
        lines.choices[worker], lines.roles[worker] = column.line, column.roles
        counts += _counted(problem, column.line, column.roles)
    return lines


def in_turns(
    problem: LineProblem, tables: Sequence[WorkerTables], lines: Lines, order: Sequence[int]
) -> Iterator[tuple[int, Column]]:
    """Change lines in place, worker after worker, to each one's best beside the others'; yield gains and lines.

    Args:
        problem: whose workers take turns.
        tables: one a worker.
        lines: that keep every rule of one worker alone.
        order: in which workers take turns.
    """
    counts = lines.counted(problem)
    for worker in order:
        counts -= _counted(problem, lines.choices[worker], lines.roles[worker])
        column = _best_for(problem, tables[worker], counts)
        standing = _pence_beside(problem, worker, lines.choices[worker], lines.roles[worker], counts)
        gain = standing - _pence_beside(problem, worker, column.line, column.roles, counts)
        if gain > 0:
            lines.choices[worker], lines.roles[worker] = column.line, column.roles
        counts += _counted(problem, lines.choices[worker], lines.roles[worker])
        yield max(0, gain), column


def _counted(problem: LineProblem, line: Ints, roles: Ints) -> Ints:
    return Lines(line[None], roles[None]).counted(problem)


def _pence_beside(problem: LineProblem, worker: int, line: Ints, roles: Ints, counts: Ints) -> int:
    """Return what a worker's line costs, and adds to what cover costs beside the duties counted already."""
    days = np.flatnonzero(line)
    rising = np.diff(problem.cover_pence, axis=3)
    price = np.take_along_axis(rising, counts[..., None], axis=3)[..., 0]
    named = days[roles[days] > 0]
    return problem.line_pence(worker, line) + int(
        price[days, line[days], 0].sum() + price[named, line[named], roles[named]].sum()
    )


def _best_for(problem: LineProblem, tables: WorkerTables, counts: Ints) -> Column:
    """Return a worker's best line beside the duties counted already."""
    worker = tables.worker
    role, price = best_roles(problem, worker, _one_more(problem, counts))
    pence, line = tables.best(price)
    if pence >= NEVER or line is None:
        raise ValueError(f"no line keeps the rules of worker {worker}")
    return Column(worker, line, role[np.arange(problem.days), line], problem.line_pence(worker, line))


def _one_more(problem: LineProblem, counts: Ints) -> Floats:
    """Return what one more duty at each (day, choice, role) costs."""
    rising = np.diff(problem.cover_pence, axis=3)
    return np.take_along_axis(rising, counts[..., None], axis=3)[..., 0].astype(np.float64)
