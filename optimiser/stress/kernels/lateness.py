"""What a round costs: its journeys and times as routing has them, and the visits of it that begin very late.

A round is a row of stops in order, its break among them. Its times are worked out thrice:

    first   as early as what comes before and the window allow
    last    as late as the window's end, what follows and the end of the round allow, never before `first`
    told    min(last, max(first, told before + minutes + journey + one spread of the delay of these)), as `telling.py`

and then the round is driven in W weeks at once as `simulation.py` drives it, its colleagues at visits of two on time
and nobody ill; the weeks are the same whatever the round, so that two ways to make it differ by what they are alone.
"""

from typing import ClassVar

import numpy as np
from numba import njit
from numpy.typing import NDArray

from optimiser.routing.handle import INT64, Handle, Layout
from optimiser.routing.problem import NONE, Ints
from optimiser.routing.tables import Tables

BREAK = -2  # in a row of stops
TRIALS = 2  # rows after those of the rounds, for trying changes
IMPOSSIBLE = 1e15
FLOAT32, FLOAT64 = np.dtype(np.float32), np.dtype(np.float64)
Floats = NDArray[np.floating]


class Rounds(Handle):
    """The rounds of a roster, and what chance brings them; N rounds, L stops at most, S stops in all, W weeks."""

    stops: Ints  # [N + TRIALS, L] rows of the table of stops, or BREAK
    windows: Ints  # [N + TRIALS, L] the window each begins in
    lengths: Ints  # [N + TRIALS]
    pence: Floats  # [N] what each round costs
    kept_stops: Ints  # these four as they were when last kept
    kept_windows: Ints
    kept_lengths: Ints
    kept_pence: Floats
    changed: Ints  # [N + 1] rounds changed since; the last entry counts them
    routes: Ints  # [N] rows of the table of routes
    days: Ints  # [N]
    fits: Ints  # [N] 1: may change, as its times could be worked out
    seen: Ints  # [N] the turn at which a round was last tried
    turn: Ints  # [1]
    is_free: Ints  # [S] 1: may go anywhere
    unmade: Ints  # [S] pence while nobody makes it
    held: Ints  # [S] the minute at which a stop stays, NONE = it may move
    holder: Ints  # [S] the round that holds a stop, NONE = none
    making: Ints  # [S, workers] pence of a worker's making a stop, NONE = may not
    pairs: Ints  # [users, workers] stops of a user that a worker makes
    mileage: Ints  # [modes, places, places] pence of a leg
    care: Floats  # [S, W] factors
    ride: Floats  # [S, W] of the journey to a stop
    traffic: Floats  # [days, W]
    ready: Floats  # [W] when a worker is free again
    legs: Ints  # [L] minutes of the journey before each stop; these three of the round last worked out
    first: Ints  # [L]
    told: Ints  # [L]
    price: int  # pence of a very late visit
    very_late: int  # minutes after the time told
    early: int  # minutes before it that a visit may begin
    care_spread: int  # percent
    ride_spread: int  # percent

    layout: ClassVar[dict[str, Layout]] = {
        **dict.fromkeys(("stops", "windows", "kept_stops", "kept_windows", "making", "pairs"), (INT64, 2)),
        **dict.fromkeys(("lengths", "kept_lengths", "changed", "routes", "days", "fits", "seen"), (INT64, 1)),
        **dict.fromkeys(("turn", "is_free", "unmade", "held", "holder", "legs", "first", "told"), (INT64, 1)),
        **dict.fromkeys(("pence", "kept_pence"), (FLOAT64, 1)),
        "mileage": (INT64, 3),
        **dict.fromkeys(("care", "ride", "traffic"), (FLOAT32, 2)),
        "ready": (FLOAT32, 1),
        **dict.fromkeys(("price", "very_late", "early", "care_spread", "ride_spread"), None),
    }


@njit(cache=True, nogil=True)
def round_pence(tables: Tables, rounds: Rounds, number: int, row: int, limit: float) -> float:
    """Return the pence of a round made as a row of stops says, IMPOSSIBLE when it does not fit or costs `limit`."""
    pence, back = _first_times(tables, rounds, number, row)
    if pence >= limit:
        return IMPOSSIBLE
    _last_times(tables, rounds, number, row, back)
    _tell(tables, rounds, number, row)
    return pence + rounds.price * very_late_visits(tables, rounds, number, row)


@njit(cache=True, nogil=True)
def _first_times(tables: Tables, rounds: Rounds, number: int, row: int) -> tuple[float, int]:
    """Write journeys and first times; return the pence of legs and late starts, and the minutes of the way back."""
    route = tables.route[rounds.routes[number]]
    here, ready, pence, is_empty = route.start_place, route.start, 0.0, True
    for k in range(rounds.lengths[row]):
        stop = rounds.stops[row, k]
        there = _goes_to(tables, rounds, number, row, k, here, ready)
        rounds.legs[k] = 0
        if there != NONE and here != NONE:
            rounds.legs[k] = tables.journey[route.mode, here, there]
            pence += rounds.mileage[route.mode, here, there]
        here = here if there == NONE else there
        ready += rounds.legs[k]
        if stop == BREAK:
            rounds.first[k] = max(ready, route.break_earliest)
            if rounds.first[k] > route.break_latest:
                return IMPOSSIBLE, 0
            ready = rounds.first[k] + route.break_minutes
            continue
        is_empty = False
        window, held = tables.window[rounds.windows[row, k]], rounds.held[stop]
        rounds.first[k] = max(ready, window.not_early if held == NONE else held)
        if rounds.first[k] > (window.latest if held == NONE else held):
            return IMPOSSIBLE, 0
        pence += tables.late_minute * max(0, rounds.first[k] - window.on_time)
        ready = rounds.first[k] + tables.stop[stop].minutes
    back = 0
    if here != NONE and route.end_place != NONE and not is_empty:
        back = tables.journey[route.mode, here, route.end_place]
        pence += rounds.mileage[route.mode, here, route.end_place]
    return (pence if ready + back <= route.latest_end else IMPOSSIBLE), back


@njit(cache=True, nogil=True)
def _goes_to(tables: Tables, rounds: Rounds, number: int, row: int, k: int, here: int, ready: int) -> int:
    """Return the place to which a journey is made just before a stop or the break, NONE = none is.

    The journey to a stop straight after the break comes first where that leaves the break inside its bounds.
    """
    stop = rounds.stops[row, k]
    if stop != BREAK:
        return tables.stop[stop].place
    there = tables.stop[rounds.stops[row, k + 1]].place if k + 1 < rounds.lengths[row] else NONE
    route = tables.route[rounds.routes[number]]
    minutes = 0 if NONE in (here, there) else tables.journey[route.mode, here, there]
    return there if ready + minutes <= route.break_latest else NONE


@njit(cache=True, nogil=True)
def _last_times(tables: Tables, rounds: Rounds, number: int, row: int, back: int) -> None:
    """Write the last times into those told."""
    route = tables.route[rounds.routes[number]]
    latest = route.latest_end - back
    for k in range(rounds.lengths[row] - 1, -1, -1):
        stop = rounds.stops[row, k]
        if stop == BREAK:
            latest = min(route.break_latest, latest - route.break_minutes)
        else:
            own = max(rounds.first[k], tables.window[rounds.windows[row, k]].on_time)
            latest = min(own if rounds.held[stop] == NONE else rounds.held[stop], latest - tables.stop[stop].minutes)
        rounds.told[k] = latest
        latest -= rounds.legs[k]


@njit(cache=True, nogil=True)
def _tell(tables: Tables, rounds: Rounds, number: int, row: int) -> None:
    """Write the times told, where the last ones stand."""
    route = tables.route[rounds.routes[number]]
    ready, spread = route.start, 0.0
    for k in range(rounds.lengths[row]):
        stop, wanted = rounds.stops[row, k], ready + rounds.legs[k]
        ride = rounds.legs[k] * rounds.ride_spread / 100
        if stop != BREAK and k > 0:
            wanted += round(np.sqrt(spread * spread + ride * ride))
        rounds.told[k] = min(rounds.told[k], max(rounds.first[k], wanted))
        is_visit = stop != BREAK and tables.stop[stop].place != NONE
        spread = tables.stop[stop].minutes * rounds.care_spread / 100 if is_visit else 0.0
        ready = rounds.told[k] + (route.break_minutes if stop == BREAK else tables.stop[stop].minutes)


@njit(cache=True, nogil=True)
def very_late_visits(tables: Tables, rounds: Rounds, number: int, row: int) -> float:
    """Return how many visits of the round last worked out begin very late in a mean week."""
    route, ready, late = tables.route[rounds.routes[number]], rounds.ready, 0
    traffic = rounds.traffic[rounds.days[number]]
    ready[:] = route.start
    for k in range(rounds.lengths[row]):
        stop = rounds.stops[row, k]
        _travel(rounds, row, k, traffic)
        if stop == BREAK:
            _rest(ready, rounds.told[k], route.break_latest, route.break_minutes)
        elif tables.stop[stop].place == NONE:
            _hold(ready, rounds.told[k], tables.stop[stop].minutes)
        else:
            window = tables.window[rounds.windows[row, k]]
            soonest = max(min(rounds.told[k], window.not_early), rounds.told[k] - rounds.early)
            late += _visit(
                ready, soonest, rounds.told[k] + rounds.very_late, tables.stop[stop].minutes, rounds.care[stop]
            )
    return late / ready.size


@njit(cache=True, nogil=True)
def _travel(rounds: Rounds, row: int, k: int, traffic: Floats) -> None:
    """Make the journey before a stop or the break in every week."""
    if rounds.legs[k] > 0:
        ahead = k + int(rounds.stops[row, k] == BREAK)
        ride, minutes, ready = rounds.ride[rounds.stops[row, ahead]], np.float32(rounds.legs[k]), rounds.ready
        for week in range(ready.size):
            ready[week] += minutes * ride[week] * traffic[week]


@njit(cache=True, nogil=True)
def _rest(ready: Floats, told: int, latest: int, minutes: int) -> None:
    """Take the break in every week, or lose it where it would begin too late."""
    for week in range(ready.size):
        begins = max(ready[week], np.float32(told))
        ready[week] = begins + np.float32(minutes) if begins <= latest else ready[week]


@njit(cache=True, nogil=True)
def _hold(ready: Floats, told: int, minutes: int) -> None:
    """Hold a training in every week."""
    for week in range(ready.size):
        ready[week] = max(ready[week], np.float32(told)) + np.float32(minutes)


@njit(cache=True, nogil=True)
def _visit(ready: Floats, soonest: int, limit: int, minutes: int, care: Floats) -> int:
    """Make a visit in every week; return in how many it begins after `limit`."""
    late = 0
    for week in range(ready.size):
        begins = max(ready[week], np.float32(soonest))
        late += int(begins > limit)
        ready[week] = begins + np.float32(minutes) * care[week]
    return late
