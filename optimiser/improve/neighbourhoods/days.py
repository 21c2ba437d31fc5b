"""Neighbourhood: a day and its neighbour, of a few workers of a constituency."""

import random

from optimiser.improve.incumbent import Incumbent
from optimiser.improve.neighbourhoods.whom import colleagues, drawn, next_dates
from optimiser.improve.reshift import Manner, reshift

MOST_FREED = 4
DATES = 2
GIVE_SHARE = 0.3  # of tries in which colleagues take up what they can first


def change(incumbent: Incumbent, rng: random.Random, heat: float) -> None:
    """Free the duties of two dates in a row and choose anew."""
    dates = next_dates(incumbent, rng, DATES)
    freed = {worker_id: dates for worker_id in colleagues(incumbent, rng, MOST_FREED)}
    reshift(incumbent, freed, heat, drawn(rng), Manner(give_first=rng.random() < GIVE_SHARE))
