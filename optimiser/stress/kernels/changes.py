"""Ruin and recreate of rounds: some visits near each other are taken out and put back, each where that is cheapest.

What is weighed is the pence of the rounds (`lateness.round_pence`), what visits that nobody makes cost, and what it
costs that somebody other than before visits a person.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from optimiser.routing.kernels.random import Seed, below, chance, fraction
from optimiser.routing.problem import NONE, Ints
from optimiser.routing.tables import Tables
from optimiser.stress.kernels.lateness import BREAK, IMPOSSIBLE, Rounds, round_pence

MOST_OUT = 10  # stops taken out at once
OVERLOOKED = 300  # of a thousand near stops, so that not the same ones go together every time
HARDLY_ANY = 1  # stops of a round, its break counted, up to which any may go there
BREAKS = 200  # of a thousand rounds changed, in which another place for the break is looked for


class Place(NamedTuple):
    """Where a stop could go: into a round, before its k-th stop, in a window; and what the round then costs."""

    saved: float
    number: int
    k: int
    window: int
    pence: float


@njit(cache=True, nogil=True)
def anneal(tables: Tables, rounds: Rounds, seeds: Ints, steps: int, heat: float, rng: Seed) -> float:
    """Ruin and recreate so many times at one heat (pence) around stops drawn from `seeds`; return the rise in pence."""
    change = 0.0
    for _ in range(steps):
        rise = _one_step(tables, rounds, seeds[below(rng, seeds.size)], rng)
        if rise <= -heat * np.log(fraction(rng)):
            change += rise
            _keep(rounds)
        else:
            _put_back(tables, rounds)
    return change


@njit(cache=True, nogil=True)
def take_up(tables: Tables, rounds: Rounds, stops: Ints) -> float:
    """Put in stops that nobody makes, in this order, wherever that saves anything; return the pence saved."""
    saved = 0.0
    for stop in stops:
        saved += _recreate(tables, rounds, stop)
        _keep(rounds)
    return saved


@njit(cache=True, nogil=True)
def put_all_back(tables: Tables, rounds: Rounds) -> None:
    """Make every round what was kept."""
    rounds.changed[:-1], rounds.changed[-1] = np.arange(rounds.routes.size), rounds.routes.size
    _put_back(tables, rounds)


@njit(cache=True, nogil=True)
def _one_step(tables: Tables, rounds: Rounds, seed: int, rng: Seed) -> float:
    """Ruin and recreate around a stop; return by how many pence that is dearer, IMPOSSIBLE when it does not fit."""
    out = np.empty(MOST_OUT, dtype=np.int64)
    rise, size = _ruin(tables, rounds, seed, 1 + below(rng, MOST_OUT), out, rng)
    if rise >= IMPOSSIBLE:
        return rise
    for row in range(size):
        rise -= _recreate(tables, rounds, out[row])
    for row in range(rounds.changed[-1]):
        if chance(rng, BREAKS):
            rise -= _move_break(tables, rounds, rounds.changed[row])
    return rise


@njit(cache=True, nogil=True)
def _ruin(tables: Tables, rounds: Rounds, seed: int, wanted: int, out: Ints, rng: Seed) -> tuple[float, int]:
    """Take out stops near a seed, those that nobody makes among them; return the rise in pence, and how many."""
    size, rise = 0, 0.0
    for row in range(tables.stop[seed].first_near, tables.stop[seed].end_near):
        stop = tables.near[row]
        if size == wanted:
            break
        if not rounds.is_free[stop] or (stop != seed and chance(rng, OVERLOOKED)):
            continue
        place = below(rng, size + 1)
        out[size] = out[place]
        out[place] = stop
        size += 1
        if rounds.holder[stop] != NONE:
            rise += rounds.unmade[stop] - _take_out(tables, rounds, stop)
    for row in range(rounds.changed[-1]):
        number = rounds.changed[row]
        pence = round_pence(tables, rounds, number, number, IMPOSSIBLE)
        if pence >= IMPOSSIBLE:
            return IMPOSSIBLE, size
        rise += pence - rounds.pence[number]
        rounds.pence[number] = pence
    return rise, size


@njit(cache=True, nogil=True)
def _take_out(tables: Tables, rounds: Rounds, stop: int) -> int:
    """Take a stop out of its round; return the pence of who makes it."""
    number = rounds.holder[stop]
    _touch(rounds, number)
    k = 0
    while rounds.stops[number, k] != stop:
        k += 1
    _without(rounds, number, k, number)
    worker = worker_of(tables, rounds, number)
    rounds.holder[stop] = NONE
    rounds.pairs[tables.stop[stop].user, worker] -= 1
    return making_pence(tables, rounds, stop, worker)


@njit(cache=True, nogil=True)
def _recreate(tables: Tables, rounds: Rounds, stop: int) -> float:
    """Put a stop where it is cheapest, if anywhere for less than it costs unmade; return the pence saved."""
    own, best = tables.stop[stop], Place(0.0, NONE, NONE, NONE, 0.0)
    rounds.turn[0] += 1
    for row in range(rounds.changed[-1] + own.end_near - own.first_near + rounds.routes.size):
        number = _round_to_try(tables, rounds, stop, row)
        if number == NONE or not rounds.fits[number] or rounds.seen[number] == rounds.turn[0]:
            continue
        rounds.seen[number] = rounds.turn[0]
        making = making_pence(tables, rounds, stop, worker_of(tables, rounds, number))
        if making == NONE:
            continue
        room = rounds.pence[number] + rounds.unmade[stop] - making
        pence, k, window = cheapest_place(tables, rounds, number, number, stop, room - best.saved)
        if k != NONE:
            best = Place(room - pence, number, k, window, pence)
    if best.number != NONE:
        _put(tables, rounds, stop, best)
    return best.saved


@njit(cache=True, nogil=True)
def _round_to_try(tables: Tables, rounds: Rounds, stop: int, row: int) -> int:
    """Return the row-th of the rounds changed, those that hold a stop near this one, and those that hold hardly any."""
    if row < rounds.changed[-1]:
        return rounds.changed[row]
    near = tables.stop[stop].first_near + row - rounds.changed[-1]
    if near < tables.stop[stop].end_near:
        return rounds.holder[tables.near[near]]
    number = near - tables.stop[stop].end_near
    return number if rounds.lengths[number] <= HARDLY_ANY else NONE


@njit(cache=True, nogil=True)
def _put(tables: Tables, rounds: Rounds, stop: int, place: Place) -> None:
    """Put a stop that nobody makes where a place says."""
    _touch(rounds, place.number)
    _with_stop(rounds, place.number, stop, place.k, place.window, place.number)
    rounds.pence[place.number] = place.pence
    rounds.holder[stop] = place.number
    rounds.pairs[tables.stop[stop].user, worker_of(tables, rounds, place.number)] += 1


@njit(cache=True, nogil=True)
def _move_break(tables: Tables, rounds: Rounds, number: int) -> float:
    """Move a round's break to where that saves most; return the pence saved."""
    k, left = 0, rounds.lengths.size - 2
    while k < rounds.lengths[number] and rounds.stops[number, k] != BREAK:
        k += 1
    if k == rounds.lengths[number]:
        return 0.0
    _without(rounds, number, k, left)
    pence, place, window = cheapest_place(tables, rounds, number, left, BREAK, rounds.pence[number])
    if place == NONE:
        return 0.0
    _with_stop(rounds, left, BREAK, place, window, number)
    saved = rounds.pence[number] - pence
    rounds.pence[number] = pence
    return saved


@njit(cache=True, nogil=True)
def cheapest_place(
    tables: Tables, rounds: Rounds, number: int, row: int, stop: int, limit: float
) -> tuple[float, int, int]:
    """Return (pence, k, window) of a round made as a row with a stop put in where that is cheapest; NONE = nowhere."""
    best, best_k, best_window = limit, NONE, NONE
    route, tried = tables.route[rounds.routes[number]], rounds.lengths.size - 1
    if rounds.lengths[row] + 1 >= rounds.stops.shape[1]:
        return IMPOSSIBLE, NONE, NONE
    first, end = (0, 1) if stop == BREAK else (tables.stop[stop].first_window, tables.stop[stop].end_window)
    for window in range(first, end):
        if stop != BREAK and not (
            tables.window[window].latest >= route.start and tables.window[window].not_early <= route.latest_end
        ):
            continue
        for k in range(rounds.lengths[row] + 1):
            _with_stop(rounds, row, stop, k, window, tried)
            pence = round_pence(tables, rounds, number, tried, best)
            if pence < best:
                best, best_k, best_window = pence, k, window
    return best, best_k, best_window


@njit(cache=True, nogil=True)
def making_pence(tables: Tables, rounds: Rounds, stop: int, worker: int) -> int:
    """Return what a worker's making a stop costs, as it is not the person they know or prefer; NONE = may not."""
    user = tables.stop[stop].user
    if rounds.making[stop, worker] == NONE or tables.known[user, worker] or rounds.pairs[user, worker]:
        return rounds.making[stop, worker]
    return rounds.making[stop, worker] + tables.unfamiliar_pair


@njit(cache=True, nogil=True)
def worker_of(tables: Tables, rounds: Rounds, number: int) -> int:
    """Return whose round it is."""
    return tables.route[rounds.routes[number]].worker


@njit(cache=True, nogil=True)
def _touch(rounds: Rounds, number: int) -> None:
    """Note that a round changes."""
    for row in range(rounds.changed[-1]):
        if rounds.changed[row] == number:
            return
    rounds.changed[rounds.changed[-1]] = number
    rounds.changed[-1] += 1


@njit(cache=True, nogil=True)
def _keep(rounds: Rounds) -> None:
    """Keep every changed round as it is now."""
    for row in range(rounds.changed[-1]):
        number = rounds.changed[row]
        rounds.kept_stops[number], rounds.kept_windows[number] = rounds.stops[number], rounds.windows[number]
        rounds.kept_lengths[number], rounds.kept_pence[number] = rounds.lengths[number], rounds.pence[number]
    rounds.changed[-1] = 0


@njit(cache=True, nogil=True)
def _put_back(tables: Tables, rounds: Rounds) -> None:
    """Make every changed round what was kept."""
    for row in range(rounds.changed[-1]):
        _count(tables, rounds, rounds.changed[row], -1)
    for row in range(rounds.changed[-1]):
        number = rounds.changed[row]
        rounds.stops[number], rounds.windows[number] = rounds.kept_stops[number], rounds.kept_windows[number]
        rounds.lengths[number], rounds.pence[number] = rounds.kept_lengths[number], rounds.kept_pence[number]
        _count(tables, rounds, number, 1)
    rounds.changed[-1] = 0


@njit(cache=True, nogil=True)
def _count(tables: Tables, rounds: Rounds, number: int, change: int) -> None:
    """Count the stops of a round as its worker's (1), or no longer (-1)."""
    worker = worker_of(tables, rounds, number)
    for k in range(rounds.lengths[number]):
        stop = rounds.stops[number, k]
        if stop != BREAK:
            rounds.holder[stop] = number if change > 0 else NONE
            if tables.stop[stop].user != NONE:
                rounds.pairs[tables.stop[stop].user, worker] += change


@njit(cache=True, nogil=True)
def _without(rounds: Rounds, number: int, k: int, row: int) -> None:
    """Make a row of stops like that of a round without its k-th."""
    last = rounds.lengths[number] - 1
    for j in range(last):
        other = j if j < k else j + 1
        rounds.stops[row, j], rounds.windows[row, j] = rounds.stops[number, other], rounds.windows[number, other]
    rounds.lengths[row] = last


@njit(cache=True, nogil=True)
def _with_stop(rounds: Rounds, row: int, stop: int, k: int, window: int, to: int) -> None:
    """Make row `to` like another with a stop put in before its k-th."""
    for j in range(rounds.lengths[row], k, -1):
        rounds.stops[to, j], rounds.windows[to, j] = rounds.stops[row, j - 1], rounds.windows[row, j - 1]
    for j in range(k):
        rounds.stops[to, j], rounds.windows[to, j] = rounds.stops[row, j], rounds.windows[row, j]
    rounds.stops[to, k], rounds.windows[to, k] = stop, window
    rounds.lengths[to] = rounds.lengths[row] + 1
