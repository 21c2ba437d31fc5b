"""Neighbourhood: the routes around one visit that nobody makes, or any, ruined again and again while it is hot."""

import random

import numpy as np

from optimiser.improve.incumbent import Incumbent
from optimiser.routing.problem import Ints

STEPS = 300
HOTTER = 3.0  # times the search's heat, before the cluster is judged as a whole


def change(incumbent: Incumbent, rng: random.Random, heat: float) -> None:
    """Anneal the visits near one visit from hot to cold, and keep the result where it is cheap."""
    seeds = near(incumbent, rng)
    kept = incumbent.keep()
    incumbent.anneal(seeds, STEPS, heat * HOTTER)
    incumbent.anneal(seeds, STEPS, 0.0)
    incumbent.keep_if_cheap(kept, heat)


def near(incumbent: Incumbent, rng: random.Random) -> Ints:
    """Return the visits nearest in place and time to one of those that nobody makes, as often as not, or to any."""
    absent = incumbent.plan.absent()
    rows = absent if absent.size and rng.random() < 0.5 else incumbent.routing.primaries
    return np.unique(incumbent.routing.near(rows[rng.randrange(rows.size)]))
