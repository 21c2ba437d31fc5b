"""The tables the kernels work on. Instants are minutes from the horizon's midnight; money is pence; -1 means none.

A *task* is one worker's share of a visit (two for a two-worker visit: the first is the primary, `twin` names the
other) or a training session. A *route* is the duty of worker w on date d: route = w * days + d; it is closed (end = 0)
when that worker does not visit on that date. A route's *nodes* are tasks (0 <= n < T), its rest break (T + route) and
the pauses between the parts of a split (T + R + 2 * route + k).

Tables are structured arrays: a row's fields lie side by side in memory, and few arguments keep compilation short.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Table = NDArray[Any]

MOST_STOPS = 64
NONE = -1

TASK = np.dtype(
    [
        ("minutes", np.int64),  # of care or training
        ("place", np.int64),  # place row, NONE for a training
        ("user", np.int64),  # service user row, NONE for a training
        ("twin", np.int64),  # the other task of a two-worker visit
        ("price", np.int64),  # pence when the visit is not made, on the primary
        ("primary", np.int64),  # 1: stands for its visit or training
        ("appointed", np.int64),  # 1: its start is fixed when inserted, because another task depends on it
        ("first_window", np.int64),  # its rows of each list are first .. end - 1
        ("end_window", np.int64),
        ("first_gap", np.int64),  # primaries only
        ("end_gap", np.int64),
        ("first_worker", np.int64),
        ("end_worker", np.int64),
        ("first_near", np.int64),
        ("end_near", np.int64),
    ],
    align=True,
)
WINDOW = np.dtype(
    [
        ("earliest", np.int64),  # earliest start
        ("on_time", np.int64),  # latest start without lateness
        ("latest", np.int64),  # latest start at a price
    ],
    align=True,
)
GAP = np.dtype(
    [
        ("task", np.int64),  # the other visit's primary
        ("least", np.int64),  # least (this start - other start)
        ("most", np.int64),  # most (this start - other start)
    ],
    align=True,
)
WORKER = np.dtype(
    [
        ("mode", np.int64),  # 0 car, 1 walk, 2 bus
        ("base", np.int64),  # place row where paid journeys begin and end, NONE from home
    ],
    align=True,
)
ROUTE = np.dtype(
    [
        ("start", np.int64),
        ("end", np.int64),  # 0 = closed
        ("break_minutes", np.int64),  # 0 = no break due
        ("break_first", np.int64),  # earliest start of the break
        ("break_last", np.int64),  # latest start of the break
        ("length", np.int64),  # nodes in the route
    ],
    align=True,
)
STOP = np.dtype(
    [
        ("node", np.int64),
        ("begin", np.int64),  # start of the node
        ("ready", np.int64),  # its end
        ("whereabouts", np.int64),  # place after it, NONE = free to start anywhere
        ("latest", np.int64),  # latest start that keeps the rest of the route feasible
    ],
    align=True,
)
MADE = np.dtype([("route", np.int64), ("begin", np.int64)], align=True)


class Tasks(NamedTuple):
    """What there is to do; T tasks, fixed for a request."""

    task: Table  # [T] TASK
    window: Table  # WINDOW
    gap: Table  # GAP
    workers: Ints  # workers who may make a task (skills, gender, exclusions, reach, pins)
    near: Ints  # primaries close in place and time, nearest first, itself first


class Crew(NamedTuple):
    """Who does it and what journeys take; W workers, P places, three modes."""

    worker: Table  # [W] WORKER
    journey: Ints  # [3, P, P] minutes
    mileage: Ints  # [P, P] pence of a leg by car
    known: Flags  # [U, W] known to or preferred by the service user
    days: int
    handover: int  # minutes at the start of each route
    late_minute: int  # pence
    unfamiliar: int  # pence for each new pair of service user and worker
    travel_guide: int  # pence a travel minute, steers the search only; no part of the objective


class Routes(NamedTuple):
    """The duties being filled; R = W * days routes, at most MOST_STOPS nodes each."""

    route: Table  # [R] ROUTE
    pause: Ints  # [R, 2, 2] start and end of the unpaid time between parts; (0, 0) = none
    stop: Table  # [R, MOST_STOPS] STOP
    made: Table  # [T] MADE; route NONE = nobody makes it
    pair_visits: Ints  # [U, W] visits of each worker to each service user


def empty_routes(tasks: int, users: int, workers: int, days: int) -> Routes:
    """Return routes that are all closed, for T tasks, U service users, W workers and a number of days."""
    routes = workers * days
    made = np.zeros(tasks, dtype=MADE)
    made["route"] = NONE
    made["begin"] = NONE
    return Routes(
        route=np.zeros(routes, dtype=ROUTE),
        pause=np.zeros((routes, 2, 2), dtype=np.int64),
        stop=np.zeros((routes, MOST_STOPS), dtype=STOP),
        made=made,
        pair_visits=np.zeros((max(users, 1), max(workers, 1)), dtype=np.int64),
    )


def copy_routes(routes: Routes) -> Routes:
    """Return a copy that shares nothing with the original."""
    return Routes(*(table.copy() for table in routes))
