"""Neighbourhood: the best weeks of several workers of a constituency, one after another, with everybody else as they are.

A week planned alone takes little time, and what one worker leaves the next may take up.
"""

import random

from optimiser.improve.best_weeks import best_weeks
from optimiser.improve.incumbent import Incumbent
from optimiser.improve.neighbourhoods.whom import in_turn

A_FEW = 8


def change(incumbent: Incumbent, rng: random.Random, heat: float) -> None:
    """Find the best week of each of a few workers."""
    for worker_id in in_turn(incumbent, rng, A_FEW):
        best_weeks(incumbent, [worker_id], heat, rng)
