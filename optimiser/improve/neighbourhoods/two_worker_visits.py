"""Neighbourhood: a two-worker visit made at another start, and the routes around it mended."""

import random

import numpy as np

from optimiser.improve.incumbent import Incumbent
from optimiser.routing.kernels.arrays import NONE
from optimiser.routing.kernels.insertion import remove_node

GRID = 5  # minutes between the starts that are tried
STEPS = 80


def applies(incumbent: Incumbent) -> bool:
    """Return whether there is a visit by two workers."""
    return bool((incumbent.routing.arrays.task["twin"] != NONE).any())


def change(incumbent: Incumbent, rng: random.Random, heat: float) -> None:
    """Take one out with what is near it, make it at a start drawn from its windows, then mend the routes around it."""
    task = incumbent.routing.arrays.task
    pairs = np.flatnonzero((task["twin"] != NONE) & (task["primary"] == 1))
    row = int(pairs[rng.randrange(pairs.size)])
    near = incumbent.routing.arrays.near[task["first_near"][row] : task["end_near"][row]]
    kept = incumbent.keep()
    _take_out(incumbent, [row, *near[1 : 1 + rng.randrange(4)].tolist()])
    _insert_at(incumbent, row, _start(incumbent, row, rng))
    incumbent.plan.fill(np.intersect1d(near, incumbent.plan.absent()))
    incumbent.anneal(near, STEPS, 0.0)
    incumbent.keep_if_cheap(kept, heat)


def _take_out(incumbent: Incumbent, rows: list[int]) -> None:
    """Take visits out of the routes they are in, both workers' shares."""
    arrays, crew, routes = incumbent.routing.arrays, incumbent.routing.crew, incumbent.plan.routes
    for primary in rows:
        for row in (primary, int(arrays.task["twin"][primary])):
            if row != NONE and routes.made["route"][row] != NONE:
                remove_node(arrays, crew, routes, row, routes.made["route"][row])


def _start(incumbent: Incumbent, row: int, rng: random.Random) -> int:
    """Return a start inside one of a visit's windows."""
    earliest, _, latest = rng.choice(incumbent.routing.tasks[row].windows)
    return int(rng.randrange(earliest, latest + 1, GRID)) if latest > earliest else earliest


def _insert_at(incumbent: Incumbent, row: int, start: int) -> None:
    """Insert a two-worker visit at this very start where it fits: its windows are narrowed for a moment."""
    task, window = incumbent.routing.arrays.task, incumbent.routing.arrays.window
    rows = np.concatenate([np.arange(task["first_window"][r], task["end_window"][r]) for r in (row, task["twin"][row])])
    kept = window[rows].copy()
    window["earliest"][rows] = np.maximum(kept["earliest"], start)
    window["latest"][rows] = np.minimum(kept["latest"], start)
    incumbent.plan.fill([row])
    window[rows] = kept
