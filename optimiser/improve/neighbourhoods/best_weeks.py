"""Neighbourhood: the whole weeks of one worker, or of two, each duty the best that can be found."""

import random

from optimiser.improve.best_weeks import best_weeks
from optimiser.improve.incumbent import Incumbent
from optimiser.improve.neighbourhoods.whom import colleagues

MOST_WORKERS = 2


def change(incumbent: Incumbent, rng: random.Random, heat: float) -> None:
    """Find the best weeks of a worker, or of two of a constituency."""
    best_weeks(incumbent, colleagues(incumbent, rng, MOST_WORKERS), heat, rng)
