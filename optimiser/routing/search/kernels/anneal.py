"""Ruin and recreate under simulated annealing, and the best plan on the way."""

import numpy as np
from numba import njit

from optimiser.routing.kernels.random import Seed, below, chance, fraction
from optimiser.routing.search.kernels.breaks import settle_breaks
from optimiser.routing.search.kernels.cost import guide_pence, plan_pence, shared_pence
from optimiser.routing.search.kernels.recreate import recreate
from optimiser.routing.search.kernels.rings import settle_times
from optimiser.routing.search.kernels.ruin import ruin
from optimiser.routing.search.kernels.state import State, keep, put_back
from optimiser.routing.search.kernels.times import IMPOSSIBLE
from optimiser.routing.search.problem import Ints
from optimiser.routing.search.tables import Table, Tables

MOST_GROUPS = 120
BLINK = 10
ABSENT_SEEDS = 100  # of a thousand ruins, around a stop in no route


@njit(cache=True, nogil=True)
def anneal(
    tables: Tables,
    state: State,
    best_node: Table,
    best_fill: Table,
    best: int,
    iterations: int,
    heat: float,
    rng: Seed,
) -> int:
    """Ruin and recreate so many times at one temperature.

    Args:
        best_node: nodes of the best plan so far; written when a better one is found.
        best_fill: its routes.
        best: its pence.
        heat: temperature in pence; 0 accepts only what is no worse.

    Returns:
        The best plan's pence.
    """
    groups = np.empty(MOST_GROUPS, dtype=np.int64)
    current, guide = plan_pence(tables, state), guide_pence(tables, state)
    stops = tables.stop.size
    for _ in range(iterations):
        after = _one_step(tables, state, groups, current, rng)
        guide_after = guide_pence(tables, state)
        if after + guide_after <= current + guide - heat * np.log(fraction(rng)):
            current, guide = after, guide_after
            keep(state, stops)
            if current < best:
                best = current
                best_node[:] = state.node
                best_fill[:] = state.fill
        else:
            put_back(state, stops)
    return best


@njit(cache=True, nogil=True)
def _one_step(tables: Tables, state: State, groups: Ints, current: int, rng: Seed) -> int:
    """Ruin and recreate once; return the plan's pence after it, or more than anything when it does not fit."""
    before = _absent_pence(tables, state) + shared_pence(tables, state)
    count = ruin(tables, state, _seed(tables, state, rng), groups, rng)
    if not settle_times(tables, state):
        return IMPOSSIBLE
    recreate(tables, state, groups, count, BLINK, rng)
    if not settle_breaks(tables, state):
        return IMPOSSIBLE
    after = current + _absent_pence(tables, state) + shared_pence(tables, state) - before
    for row in range(state.touched[-1]):
        route = state.touched[row]
        after += state.fill[route].pence - state.kept_fill[route].pence
    return after


@njit(cache=True, nogil=True)
def _seed(tables: Tables, state: State, rng: Seed) -> int:
    """Return a stop to ruin around: any, or now and then one in no route."""
    if state.absent[-1] > 0 and chance(rng, ABSENT_SEEDS):
        return int(state.absent[below(rng, state.absent[-1])])
    return below(rng, tables.stop.size)


@njit(cache=True, nogil=True)
def _absent_pence(tables: Tables, state: State) -> int:
    """Return what the stops in no route cost."""
    pence = 0
    for row in range(state.absent[-1]):
        pence += tables.stop[state.absent[row]].price
    return pence
