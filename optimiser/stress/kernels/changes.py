"""Changes of rounds: a visit moved, left out, taken up, or two exchanged, each made where it saves the most pence.

What a change saves is the difference of all rounds' pence (`lateness.round_pence`), of what visits not made cost, and
of what it costs that somebody other than before visits a person.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from optimiser.routing.problem import NONE, Ints
from optimiser.routing.tables import Tables
from optimiser.stress.kernels.lateness import BREAK, IMPOSSIBLE, Rounds, round_pence

LEAST_SAVING = 1.0  # pence, so that rounding never makes a change and its opposite both worth it
Pence = NDArray[np.float64]


class Place(NamedTuple):
    """Where a stop could go: into a round, before its k-th stop, in a window; and what the round then costs."""

    saved: float
    number: int
    k: int
    window: int
    pence: float


@njit(cache=True, nogil=True)
def copied(rounds: Rounds, number: int, row: int) -> None:
    """Make a row of stops like that of a round."""
    rounds.stops[row], rounds.windows[row] = rounds.stops[number], rounds.windows[number]
    rounds.lengths[row] = rounds.lengths[number]


@njit(cache=True, nogil=True)
def without(rounds: Rounds, number: int, k: int, row: int) -> None:
    """Make a row of stops like that of a round without its k-th."""
    last = rounds.lengths[number] - 1
    rounds.lengths[row] = last
    for j in range(last):
        other = j if j < k else j + 1
        rounds.stops[row, j], rounds.windows[row, j] = rounds.stops[number, other], rounds.windows[number, other]


@njit(cache=True, nogil=True)
def with_stop(rounds: Rounds, row: int, stop: int, k: int, window: int, to: int) -> None:
    """Make row `to` like another with a stop put in before its k-th."""
    for j in range(rounds.lengths[row], k, -1):
        rounds.stops[to, j], rounds.windows[to, j] = rounds.stops[row, j - 1], rounds.windows[row, j - 1]
    for j in range(k):
        rounds.stops[to, j], rounds.windows[to, j] = rounds.stops[row, j], rounds.windows[row, j]
    rounds.stops[to, k], rounds.windows[to, k] = stop, window
    rounds.lengths[to] = rounds.lengths[row] + 1


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
            with_stop(rounds, row, stop, k, window, tried)
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
def count(tables: Tables, rounds: Rounds, stop: int, worker: int, change: int) -> None:
    """Count that a worker makes a stop from now on (1), or no longer (-1)."""
    rounds.pairs[tables.stop[stop].user, worker] += change


@njit(cache=True, nogil=True)
def best_round(
    tables: Tables, rounds: Rounds, pence: Pence, others: Ints, stop: int, freed: float, least: float
) -> Place:
    """Return where an absent stop saves most, if above `least`.

    Args:
        pence: of every round.
        others: rounds to look at.
        freed: pence saved already by its being absent.
    """
    best, row = Place(least, NONE, NONE, NONE, 0.0), rounds.lengths.size - 2
    for number in others:
        making = making_pence(tables, rounds, stop, worker_of(tables, rounds, number))
        if making == NONE:
            continue
        copied(rounds, number, row)
        room = pence[number] + freed - making
        new, k, window = cheapest_place(tables, rounds, number, row, stop, room - best.saved)
        if k != NONE and room - new > best.saved:
            best = Place(room - new, number, k, window, new)
    return best


@njit(cache=True, nogil=True)
def put(tables: Tables, rounds: Rounds, pence: Pence, stop: int, place: Place) -> None:
    """Put an absent stop where a place says."""
    row = rounds.lengths.size - 2
    copied(rounds, place.number, row)
    with_stop(rounds, row, stop, place.k, place.window, place.number)
    pence[place.number] = place.pence
    count(tables, rounds, stop, worker_of(tables, rounds, place.number), 1)


@njit(cache=True, nogil=True)
def take_up(tables: Tables, rounds: Rounds, pence: Pence, others: Ints, stop: int) -> float:
    """Put a stop nobody makes where that saves most, if anywhere; return the pence saved."""
    place = best_round(tables, rounds, pence, others, stop, float(tables.stop[stop].price), LEAST_SAVING)
    if place.number == NONE:
        return 0.0
    put(tables, rounds, pence, stop, place)
    return place.saved


@njit(cache=True, nogil=True)
def move(tables: Tables, rounds: Rounds, pence: Pence, others: Ints, number: int, k: int, may_drop: int) -> float:
    """Move a round's k-th stop to where that saves most, nowhere among it if it may; return the pence saved."""
    stop, worker, left = rounds.stops[number, k], worker_of(tables, rounds, number), rounds.lengths.size - 3
    without(rounds, number, k, left)
    own = round_pence(tables, rounds, number, left, IMPOSSIBLE)
    if own >= IMPOSSIBLE:
        return 0.0
    count(tables, rounds, stop, worker, -1)
    making = making_pence(tables, rounds, stop, worker)
    freed = pence[number] - own + making
    dropped = freed - tables.stop[stop].price if may_drop else 0.0
    here, j, window = cheapest_place(tables, rounds, number, left, stop, pence[number] - max(LEAST_SAVING, dropped))
    saved = max(LEAST_SAVING, dropped, pence[number] - here)
    place = best_round(tables, rounds, pence, others, stop, freed, saved)
    if place.number == NONE and saved <= LEAST_SAVING:
        count(tables, rounds, stop, worker, 1)
        return 0.0
    if place.number == NONE and j != NONE:
        place = Place(saved, number, j, window, here)
    copied(rounds, left, number)
    pence[number] = own
    if place.number != NONE:
        put(tables, rounds, pence, stop, place)
    return place.saved if place.number != NONE else dropped


@njit(cache=True, nogil=True)
def move_break(tables: Tables, rounds: Rounds, pence: Pence, number: int, k: int) -> float:
    """Move a round's break to where that saves most; return the pence saved."""
    left = rounds.lengths.size - 3
    without(rounds, number, k, left)
    best, place, window = cheapest_place(tables, rounds, number, left, BREAK, pence[number] - LEAST_SAVING)
    if place == NONE:
        return 0.0
    with_stop(rounds, left, BREAK, place, window, number)
    saved = pence[number] - best
    pence[number] = best
    return saved


@njit(cache=True, nogil=True)
def exchange(tables: Tables, rounds: Rounds, pence: Pence, others: Ints, number: int, k: int, is_free: Ints) -> float:
    """Exchange a round's k-th stop for one of another round where that saves most; return the pence saved."""
    stop, worker = rounds.stops[number, k], worker_of(tables, rounds, number)
    mine, theirs = Place(LEAST_SAVING, NONE, NONE, NONE, 0.0), Place(LEAST_SAVING, NONE, NONE, NONE, 0.0)
    left, row, best_j = rounds.lengths.size - 3, rounds.lengths.size - 2, NONE
    without(rounds, number, k, left)
    count(tables, rounds, stop, worker, -1)
    for other in others:
        to = worker_of(tables, rounds, other)
        if other == number or rounds.making[stop, to] == NONE:
            continue
        for j in range(rounds.lengths[other]):
            back = rounds.stops[other, j]
            if back == BREAK or not is_free[back] or rounds.making[back, worker] == NONE:
                continue
            count(tables, rounds, back, to, -1)
            making = making_pence(tables, rounds, stop, to) + making_pence(tables, rounds, back, worker)
            making -= making_pence(tables, rounds, stop, worker) + making_pence(tables, rounds, back, to)
            count(tables, rounds, back, to, 1)
            room = pence[number] + pence[other] - making - theirs.saved
            own, own_k, own_window = cheapest_place(tables, rounds, number, left, back, room)
            if own_k == NONE:
                continue
            without(rounds, other, j, row)
            its, its_k, its_window = cheapest_place(tables, rounds, other, row, stop, room - own)
            if its_k != NONE:
                saved = theirs.saved + room - own - its
                mine = Place(saved, number, own_k, own_window, own)
                theirs, best_j = Place(saved, other, its_k, its_window, its), j
    if best_j == NONE:
        count(tables, rounds, stop, worker, 1)
        return 0.0
    back = rounds.stops[theirs.number, best_j]
    count(tables, rounds, back, worker_of(tables, rounds, theirs.number), -1)
    without(rounds, theirs.number, best_j, row)
    copied(rounds, row, theirs.number)
    copied(rounds, left, number)
    put(tables, rounds, pence, back, mine)
    put(tables, rounds, pence, stop, theirs)
    return theirs.saved
