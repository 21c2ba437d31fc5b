"""Which role a duty is best counted for."""

import numpy as np

from optimiser.rostering.lines.automaton import Floats, Ints
from optimiser.rostering.lines.problem import OFF, LineProblem


def best_roles(problem: LineProblem, worker: int, prices: Floats) -> tuple[Ints, Floats]:
    """Return by day and choice (D, C) the worker's cheapest role and what a duty then costs.

    Args:
        problem: covers and who has which skill.
        worker: the worker's row.
        prices: (D, C, R) pence of one more duty counted there; role 0 counts every duty.
    """
    open_to = problem.named & problem.roles[worker]
    by_role = np.where(open_to, prices, np.inf)
    by_role[:, :, 0] = np.where(open_to[:, :, 1:].any(axis=2), np.inf, 0.0)
    role = by_role.argmin(axis=2)
    price = prices[:, :, 0] + by_role.min(axis=2)
    role[:, OFF], price[:, OFF] = 0, 0.0
    return role, price
