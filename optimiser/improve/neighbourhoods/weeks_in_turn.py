"""Neighbourhood: the best weeks of several workers of a constituency, one after another, everybody else as they are.

A week planned alone takes little time, and the next worker may take up what the one before leaves.
"""

import random

from optimiser.improve.best_weeks import best_weeks
from optimiser.improve.incumbent import Incumbent
from optimiser.improve.neighbourhoods.whom import in_turn

MOST_WORKERS = 8


def change(incumbent: Incumbent, rng: random.Random, heat: float) -> None:
    """Find the best week of each of a few workers; all of them together let pass no more than the heat."""
    left = heat
    for worker_id in in_turn(incumbent, rng, MOST_WORKERS):
        before = incumbent.pence()
        best_weeks(incumbent, [worker_id], left, rng)
        left -= max(0, incumbent.pence() - before)
