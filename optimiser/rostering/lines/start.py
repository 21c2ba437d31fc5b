"""First lines: workers take turns, each their best line for what cover the others leave, until no turn gains.

One turn of everybody costs as much as one round of column generation, and a handful of them come to a good roster.
"""

import numpy as np

from optimiser.rostering.lines.automaton import Floats, Ints
from optimiser.rostering.lines.kernels.best_line import NEVER
from optimiser.rostering.lines.master import Column
from optimiser.rostering.lines.problem import LineProblem, Lines
from optimiser.rostering.lines.roles import best_roles
from optimiser.rostering.lines.tables import WorkerTables


class NoLineError(Exception):
    """A worker has no line that keeps the rules."""


def first_lines(problem: LineProblem, seed: int) -> Lines:
    """Return lines that keep every rule of one worker alone, made one after another in an order drawn by seed.

    Raises:
        NoLineError: a worker has no line that keeps the rules.
    """
    shape = (problem.workers, problem.days)
    lines = Lines(np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64))
    counts = lines.counted(problem)
    for worker in np.random.default_rng(seed).permutation(problem.workers).tolist():
        column = best_beside(problem, WorkerTables(problem, worker), counts)
        lines.choices[worker], lines.roles[worker] = column.line, column.roles
        counts += counted(problem, column.line, column.roles)
    return lines


def take_turn(problem: LineProblem, tables: WorkerTables, lines: Lines) -> int:
    """Change a worker's line in place to their best one beside the others'; return how many pence that gains.

    Args:
        problem: whose worker takes a turn.
        tables: the worker's.
        lines: of everybody; they keep every rule of one worker alone.
    """
    worker = tables.worker
    others = lines.counted(problem) - counted(problem, lines.choices[worker], lines.roles[worker])
    try:
        column = best_beside(problem, tables, others)
    except NoLineError:  # lines with totals too many to count are not always found
        return 0
    standing = pence_beside(problem, worker, lines.choices[worker], lines.roles[worker], others)
    gain = standing - pence_beside(problem, worker, column.line, column.roles, others)
    if gain > 0:
        lines.choices[worker], lines.roles[worker] = column.line, column.roles
    return max(0, gain)


def counted(problem: LineProblem, line: Ints, roles: Ints) -> Ints:
    """Return the duties of one line, by (day, choice, role)."""
    return Lines(line[None], roles[None]).counted(problem)


def pence_beside(problem: LineProblem, worker: int, line: Ints, roles: Ints, counts: Ints) -> int:
    """Return what a worker's line costs, and adds to what cover costs beside the duties counted already."""
    price, days = _one_more(problem, counts), np.flatnonzero(line)
    named = days[roles[days] > 0]
    cover = price[days, line[days], 0].sum() + price[named, line[named], roles[named]].sum()
    return problem.line_pence(worker, line) + int(cover)


def best_beside(problem: LineProblem, tables: WorkerTables, counts: Ints) -> Column:
    """Return a worker's best line beside the duties counted already."""
    worker = tables.worker
    role, price = best_roles(problem, worker, _one_more(problem, counts))
    pence, line = tables.best(price)
    if pence >= NEVER or line is None:
        raise NoLineError(f"no line keeps the rules of worker {worker}")
    return Column(worker, line, role[np.arange(problem.days), line], problem.line_pence(worker, line))


def _one_more(problem: LineProblem, counts: Ints) -> Floats:
    """Return what one more duty at each (day, choice, role) costs."""
    rising = np.diff(problem.cover_pence, axis=3)
    return np.take_along_axis(rising, counts[..., None], axis=3)[..., 0].astype(np.float64)
