"""Neighbourhood: a two-worker visit made at another start, and the routes around it mended."""

import random

import numpy as np

from optimiser.improve.incumbent import Incumbent
from optimiser.routing.problem import NONE

GRID = 5  # minutes between the starts that are tried
STEPS = 160


def applies(incumbent: Incumbent) -> bool:
    """Return whether there is a visit by two workers."""
    return bool((incumbent.routing.twin != NONE).any())


def change(incumbent: Incumbent, rng: random.Random, heat: float) -> None:
    """Take one out with what is near it, make it at a start drawn from its windows, then mend the routes around it."""
    routing = incumbent.routing
    pairs = routing.primaries[routing.twin[routing.primaries] != NONE]
    row = int(pairs[rng.randrange(pairs.size)])
    near = routing.near(row)
    kept = incumbent.keep()
    incumbent.plan.take_out([row, *near[1 : 1 + rng.randrange(4)].tolist()])
    _insert_at(incumbent, row, _start(incumbent, row, rng))
    incumbent.plan.fill(np.intersect1d(near, incumbent.plan.absent()))
    incumbent.anneal(near, STEPS, 0.0)
    incumbent.keep_if_cheap(kept, heat)


def _start(incumbent: Incumbent, row: int, rng: random.Random) -> int:
    """Return a start inside one of a visit's windows."""
    window = rng.choice(incumbent.routing.tasks[row].windows)
    later = window.latest > window.earliest
    return int(rng.randrange(window.earliest, window.latest + 1, GRID)) if later else window.earliest


def _insert_at(incumbent: Incumbent, row: int, start: int) -> None:
    """Insert a two-worker visit at this very start where it fits: its windows are narrowed for a moment."""
    stop, window = incumbent.plan.tables.stop, incumbent.plan.tables.window
    shares = (row, int(incumbent.routing.twin[row]))
    rows = np.concatenate([np.arange(stop["first_window"][r], stop["end_window"][r]) for r in shares])
    kept = window[rows].copy()
    window["earliest"][rows] = np.maximum(kept["earliest"], start)
    window["latest"][rows] = np.minimum(kept["latest"], start)
    incumbent.plan.fill([row])
    window[rows] = kept
