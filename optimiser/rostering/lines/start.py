"""First lines: workers take turns, each their best line for what cover the others leave."""

import numpy as np

from optimiser.rostering.lines.automaton import Floats, Ints
from optimiser.rostering.lines.kernels.best_line import NEVER
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
        line, roles = _best_for(problem, worker, counts)
        lines.choices[worker], lines.roles[worker] = line, roles
        one = Lines(line[None], roles[None])
        counts += one.counted(problem)
    return lines


def _best_for(problem: LineProblem, worker: int, counts: Ints) -> tuple[Ints, Ints]:
    """Return a worker's best line, and roles, beside the duties counted already."""
    role, price = best_roles(problem, worker, _one_more(problem, counts))
    pence, line = WorkerTables(problem, worker).best(price)
    if pence >= NEVER or line is None:
        raise ValueError(f"no line keeps the rules of worker {worker}")
    return line, role[np.arange(problem.days), line]


def _one_more(problem: LineProblem, counts: Ints) -> Floats:
    """Return what one more duty at each (day, choice, role) costs."""
    rising = np.diff(problem.cover_pence, axis=3)
    return np.take_along_axis(rising, counts[..., None], axis=3)[..., 0].astype(np.float64)
