"""Ruin and recreate under simulated annealing: around any stop towards the best plan, or around some stops."""

import numpy as np
from numba import njit

from optimiser.routing.kernels.breaks import forget_breaks, settle_breaks
from optimiser.routing.kernels.cost import guide_pence, plan_pence, shared_pence
from optimiser.routing.kernels.random import Seed, below, chance, fraction
from optimiser.routing.kernels.recreate import recreate
from optimiser.routing.kernels.rings import settle_times
from optimiser.routing.kernels.ruin import longest_string, ruin
from optimiser.routing.kernels.state import State, keep, put_back
from optimiser.routing.kernels.times import IMPOSSIBLE
from optimiser.routing.problem import Ints
from optimiser.routing.tables import Table, Tables

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
    """Ruin and recreate so many times at one temperature, around any stop.

    Args:
        best_node: nodes of the best plan so far; written when a better one is found.
        best_fill: its routes.
        best: its pence.
        heat: temperature in pence; 0 accepts only what is no worse.

    Returns:
        The best plan's pence.
    """
    groups, longest = np.empty(MOST_GROUPS, dtype=np.int64), longest_string(tables, state)
    current, guide = plan_pence(tables, state), guide_pence(tables, state)
    for _ in range(iterations):
        current, guide, better = _one_step(
            tables, state, _any_stop(tables, state, rng), longest, groups, current, guide, heat, rng
        )
        if better and current < best:
            best = current
            best_node[:] = state.node
            best_fill[:] = state.fill
    return best


@njit(cache=True, nogil=True)
def anneal_around(tables: Tables, state: State, seeds: Ints, iterations: int, heat: float, rng: Seed) -> int:
    """Ruin and recreate so many times at one temperature (pence), around stops drawn from `seeds`.

    Returns the change in pence.
    """
    groups, longest = np.empty(MOST_GROUPS, dtype=np.int64), longest_string(tables, state)
    before, guide = plan_pence(tables, state), guide_pence(tables, state)
    current = before
    for _ in range(iterations):
        seed = seeds[below(rng, seeds.size)]
        current, guide, _ = _one_step(tables, state, seed, longest, groups, current, guide, heat, rng)
    return current - before


@njit(cache=True, nogil=True)
def _one_step(
    tables: Tables,
    state: State,
    seed: int,
    longest: int,
    groups: Ints,
    current: int,
    guide: float,
    heat: float,
    rng: Seed,
) -> tuple[int, float, bool]:
    """Ruin and recreate once and keep that where it is cheap; return the plan's pence, its guide, and whether it is."""
    after = _tried(tables, state, seed, longest, groups, current, rng)
    guide_after = guide_pence(tables, state)
    if after + guide_after <= current + guide - heat * np.log(fraction(rng)):
        keep(tables, state)
        return after, guide_after, True
    put_back(tables, state)
    return current, guide, False


@njit(cache=True, nogil=True)
def _tried(tables: Tables, state: State, seed: int, longest: int, groups: Ints, current: int, rng: Seed) -> int:
    """Ruin and recreate once; return the plan's pence after it, or more than anything when it does not fit."""
    before = absent_pence(tables, state) + shared_pence(tables, state)
    count = ruin(tables, state, seed, longest, groups, rng)
    if not settle_times(tables, state) and not (forget_breaks(state) and settle_times(tables, state)):
        return IMPOSSIBLE
    recreate(tables, state, groups, count, BLINK, rng)
    if not settle_breaks(tables, state):
        return IMPOSSIBLE
    return current + absent_pence(tables, state) + shared_pence(tables, state) - before + touched_pence(state)


@njit(cache=True, nogil=True)
def touched_pence(state: State) -> int:
    """Return what the routes touched cost more than when they were kept."""
    pence = 0
    for row in range(state.touched[-1]):
        route = state.touched[row]
        pence += state.fill[route].pence - state.kept_fill[route].pence
    return pence


@njit(cache=True, nogil=True)
def _any_stop(tables: Tables, state: State, rng: Seed) -> int:
    """Return a stop to ruin around: any, or now and then one in no route."""
    if state.absent[-1] > 0 and chance(rng, ABSENT_SEEDS):
        return int(state.absent[below(rng, state.absent[-1])])
    return below(rng, tables.stop.size)


@njit(cache=True, nogil=True)
def absent_pence(tables: Tables, state: State) -> int:
    """Return what the stops in no route cost."""
    pence = 0
    for row in range(state.absent[-1]):
        pence += tables.stop[state.absent[row]].price
    return pence
