"""Recreate: absent stops go back, in some order, each where it costs least, unless leaving it out costs less."""

import numpy as np
from numba import njit

from optimiser.routing.kernels.breaks import settle_break
from optimiser.routing.kernels.cost import settle_cost
from optimiser.routing.kernels.insertion import CHANGED, NEAR, best_place
from optimiser.routing.kernels.random import Seed, below, fraction
from optimiser.routing.kernels.rings import put_in, settle_times, take_out
from optimiser.routing.kernels.sorting import sort_by
from optimiser.routing.kernels.state import State
from optimiser.routing.kernels.times import IMPOSSIBLE
from optimiser.routing.problem import NONE, Ints
from optimiser.routing.tables import Tables


@njit(cache=True, nogil=True)
def recreate(tables: Tables, state: State, groups: Ints, count: int, blink: int, rng: Seed) -> None:
    """Put the first `count` of `groups` back where they cost least."""
    order_groups(tables, state, groups, count, rng)
    for row in range(count):
        stop = tables.member[tables.first_member[groups[row]]]
        left_out = group_price(tables, groups[row])
        where = CHANGED if state.kept_node[stop].route == NONE else NEAR
        put_group(tables, state, groups[row], left_out, where, blink, rng)
        state.absences[stop] += state.node[stop].route == NONE


@njit(cache=True, nogil=True)
def group_price(tables: Tables, group: int) -> int:
    """Return what it costs to leave a group out."""
    price = 0
    for row in range(tables.first_member[group], tables.first_member[group + 1]):
        price += tables.stop[tables.member[row]].price
    return price


@njit(cache=True, nogil=True)
def put_group(tables: Tables, state: State, group: int, price: int, where: int, blink: int, rng: Seed) -> None:
    """Put all stops of a group into routes where that costs less than `price`, or else take out those that are in one.

    A group that was in no route before the ruin found no place then: only changed routes can have one for it.
    """
    first, end = tables.first_member[group], tables.first_member[group + 1]
    left = price
    turn = below(rng, end - first) if blink > 0 and end - first > 1 else 0
    for step in range(end - first):
        stop = tables.member[first + (step + turn) % (end - first)]
        if state.node[stop].route != NONE:
            continue
        place = best_place(tables, state, stop, left, where, blink, rng)
        if place.before == NONE or not put_in(tables, state, stop, place.before, place.window, place.option_pence):
            _take_back(tables, state, group)
            return
        left -= place.pence
        _first_break(tables, state, state.node[stop].route)


@njit(cache=True, nogil=True)
def _first_break(tables: Tables, state: State, route: int) -> None:
    """Have a route that just got its first stop take its break, so that the stops to come leave room for it."""
    due = tables.route[route].break_minutes > 0 and state.fill[route].break_after == NONE
    if due and state.fill[route].length == 1:
        settle_break(tables, state, route)


@njit(cache=True, nogil=True)
def _take_back(tables: Tables, state: State, group: int) -> None:
    """Take out what was put in of a group that cannot be put in whole."""
    taken = 0
    for row in range(tables.first_member[group], tables.first_member[group + 1]):
        if state.node[tables.member[row]].route != NONE:
            take_out(tables, state, tables.member[row])
            taken += 1
    if taken:
        settle_times(tables, state)


@njit(cache=True, nogil=True)
def order_groups(tables: Tables, state: State, groups: Ints, count: int, rng: Seed) -> None:
    """Order groups at random, or by how often they were left out, price, length, window, or who may make them."""
    order = below(rng, 12)
    key = np.empty(count, dtype=np.float64)
    for row in range(count):
        first, end = tables.first_member[groups[row]], tables.first_member[groups[row] + 1]
        stop = tables.stop[tables.member[first]]
        window = tables.window[stop.first_window]
        shuffle = fraction(rng)
        if order < 2:
            key[row] = shuffle
        elif order < 4:
            key[row] = -float(state.absences[tables.member[first]]) + shuffle
        elif order < 6:
            key[row] = -float(group_price(tables, groups[row])) + shuffle
        elif order < 8:
            key[row] = -float(stop.minutes + stop.load) * (end - first) + shuffle
        elif order < 9:
            key[row] = float(window.on_time - window.earliest) + shuffle
        elif order < 10:
            key[row] = float(stop.end_option - stop.first_option) - 1000.0 * (end - first) + shuffle
        elif order < 11:
            key[row] = float(window.on_time) + shuffle
        else:
            key[row] = -float(window.on_time) + shuffle
    sort_by(key, groups, count)


@njit(cache=True, nogil=True)
def put_all(tables: Tables, state: State, rng: Seed) -> None:
    """Put in every absent group, dearest first, each where it costs least; costs and slacks are worked out first."""
    for route in range(tables.route.size):
        settle_cost(tables, state, route)
    groups = np.empty(state.absent[-1], dtype=np.int64)
    count = 0
    for row in range(tables.first_member.size - 1):
        if state.node[tables.member[tables.first_member[row]]].route == NONE:
            groups[count] = row
            count += 1
    key = np.empty(count, dtype=np.float64)
    for row in range(count):
        stop = tables.stop[tables.member[tables.first_member[groups[row]]]]
        key[row] = float(tables.window[stop.first_window].on_time) - min(
            float(group_price(tables, groups[row])), float(IMPOSSIBLE)
        )
    order = np.argsort(key)
    for row in range(count):
        put_group(tables, state, groups[order[row]], group_price(tables, groups[order[row]]), NEAR, 0, rng)
