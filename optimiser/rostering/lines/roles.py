"""Which role a duty is best counted for: one more duty at given prices, and all duties of lines together."""

import numpy as np

from optimiser.rostering.lines.automaton import HARD, Flags, Floats, Ints
from optimiser.rostering.lines.problem import OFF, LineProblem


def best_roles(problem: LineProblem, worker: int, prices: Floats) -> tuple[Ints, Floats]:
    """Return by day and choice (D, C) the worker's cheapest role and what a duty then costs.

    Args:
        problem: covers and who has which skill.
        worker: the worker's row.
        prices: (D, C, R) pence of one more duty counted there; role 0 counts every duty.
    """
    open_to = _open_to(problem.named, problem.roles[worker])
    by_role = np.where(open_to, prices, np.inf)
    by_role[:, :, 0] = np.where(open_to[:, :, 0], 0.0, np.inf)
    role = by_role.argmin(axis=2)
    price = prices[:, :, 0] + by_role.min(axis=2)
    role[:, OFF], price[:, OFF] = 0, 0.0
    return role, price


def _open_to(named: Flags, own: Flags) -> Flags:
    """Return which roles a worker's duty may take: those named that the worker has, or none of them where none is."""
    open_to = named & own
    open_to[..., 0] = ~open_to[..., 1:].any(axis=-1)
    return open_to


def settled_roles(problem: LineProblem, choices: Ints) -> Ints:
    """Return roles (W, D) for lines whose choices (W, D) stand, of least pence."""
    roles = np.zeros_like(choices)
    for day, choice in np.argwhere(problem.named.any(axis=2)):
        workers = np.flatnonzero(choices[:, day] == choice)
        open_to = np.array([_open_to(problem.named[day, choice], problem.roles[worker]) for worker in workers])
        if workers.size:
            roles[workers, day] = _assigned(open_to, problem.cover_pence[day, choice])
    return roles


def _assigned(open_to: Flags, pence: Ints) -> Ints:
    """Return a role for each of n duties, of least pence: cheapest exchanges until none is left.

    Prices are convex in the number of duties, so a flow that no exchange along roles makes cheaper is cheapest.

    Args:
        open_to: (n, R) which roles each duty may take.
        pence: (R, W + 1) by the number of duties counted; role 0 here means no role and costs nothing.
    """
    roles = np.full(len(open_to), -1, dtype=np.int64)
    counts = np.zeros(open_to.shape[1], dtype=np.int64)
    rising = np.diff(pence, axis=1)
    rising[0] = 0
    for duty in range(len(open_to)):
        best, mover, came = _cheapest(open_to, roles, counts, rising, duty)
        role = best
        while came[role] >= 0:
            roles[mover[role]], role = role, int(came[role])
        roles[duty] = role
        counts[best] += 1
    return roles


def _cheapest(open_to: Flags, roles: Ints, counts: Ints, rising: Ints, duty: int) -> tuple[int, Ints, Ints]:
    """Return the role to end with, and for each role the duty that moves to it and the role that it leaves.

    A new duty takes a role; a duty there may move on to another; only the last role gains one.
    """
    number = open_to.shape[1]
    reach, came, mover = open_to[duty].copy(), np.full(number, -1), np.full(number, -1)
    waiting = np.flatnonzero(reach).tolist()
    for role in waiting:
        for other in np.flatnonzero(roles == role):
            for onward in np.flatnonzero(open_to[other] & ~reach):
                reach[onward], came[onward], mover[onward] = True, role, other
                waiting.append(int(onward))
    price = np.where(reach, [rising[role, count] for role, count in enumerate(counts)], HARD)
    return int(price.argmin()), mover, came
