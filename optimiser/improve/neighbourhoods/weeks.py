"""Neighbourhood: the whole weeks of one worker, or of two of a constituency."""

import random

from optimiser.improve.incumbent import Incumbent
from optimiser.improve.neighbourhoods.whom import all_dates, colleagues, drawn
from optimiser.improve.reshift import Manner, reshift

MOST_FREED = 2
GIVE_SHARE = 0.3  # of tries in which colleagues take up what they can first


def applies(incumbent: Incumbent) -> bool:
    """Return whether shifts alone decide something: otherwise the best weeks are found with their visits."""
    return bool(incumbent.request.covers) or not incumbent.routing.primaries.size


def change(incumbent: Incumbent, rng: random.Random, heat: float) -> None:
    """Free every duty of the horizon and choose anew."""
    freed = all_dates(incumbent, colleagues(incumbent, rng, MOST_FREED))
    reshift(incumbent, freed, heat, drawn(rng), Manner(give_first=rng.random() < GIVE_SHARE))
