"""The journal of one ruin and recreate: routes as they were before it touched them, to undo it when it is refused."""

from typing import NamedTuple

import numpy as np
from numba import njit

from optimiser.routing.kernels.arrays import MOST_STOPS, NONE, Crew, Ints, Routes, Tasks
from optimiser.routing.kernels.insertion import route_pence
from optimiser.routing.kernels.schedule import schedule


class Journal(NamedTuple):
    """Room for S touched routes; S = 0 keeps no journal and lets every route be touched."""

    used: Ints  # [1] routes held
    slot: Ints  # [R] where a route is held, NONE = untouched
    route: Ints  # [S]
    length: Ints  # [S]
    stop: Ints  # [S, MOST_STOPS, 2] node and begin
    pence: Ints  # [S] route cost before


def new_journal(routes: int, room: int) -> Journal:
    """Return an empty journal with room for `room` of `routes` routes."""
    return Journal(
        used=np.zeros(1, dtype=np.int64),
        slot=np.full(routes, NONE, dtype=np.int64),
        route=np.zeros(room, dtype=np.int64),
        length=np.zeros(room, dtype=np.int64),
        stop=np.zeros((room, MOST_STOPS, 2), dtype=np.int64),
        pence=np.zeros(room, dtype=np.int64),
    )


@njit(cache=True)
def touch(tasks: Tasks, crew: Crew, routes: Routes, journal: Journal, route: int) -> bool:
    """Note a route before it changes; return False when the journal is full."""
    if journal.route.size == 0 or journal.slot[route] != NONE:
        return True
    slot = journal.used[0]
    if slot == journal.route.size:
        return False
    journal.used[0] = slot + 1
    journal.slot[route] = slot
    journal.route[slot] = route
    journal.length[slot] = routes.route[route].length
    for index in range(routes.route[route].length):
        journal.stop[slot, index, 0] = routes.stop[route, index].node
        journal.stop[slot, index, 1] = routes.stop[route, index].begin
    journal.pence[slot] = route_pence(tasks, crew, routes, route)
    return True


@njit(cache=True)
def change(tasks: Tasks, crew: Crew, routes: Routes, journal: Journal) -> int:
    """Return by how many pence the touched routes have changed."""
    pence = 0
    for slot in range(journal.used[0]):
        pence += route_pence(tasks, crew, routes, journal.route[slot]) - journal.pence[slot]
    return pence


@njit(cache=True)
def forget(journal: Journal) -> None:
    """Keep the changes and empty the journal."""
    for slot in range(journal.used[0]):
        journal.slot[journal.route[slot]] = NONE
    journal.used[0] = 0


@njit(cache=True)
def undo(tasks: Tasks, crew: Crew, routes: Routes, journal: Journal) -> None:
    """Put every touched route back as it was and empty the journal."""
    for slot in range(journal.used[0]):
        _count_visits(tasks, crew, routes, journal.route[slot], NONE, -1)
    for slot in range(journal.used[0]):
        route = journal.route[slot]
        routes.route[route].length = journal.length[slot]
        for index in range(journal.length[slot]):
            routes.stop[route, index].node = journal.stop[slot, index, 0]
            routes.stop[route, index].begin = journal.stop[slot, index, 1]
        _count_visits(tasks, crew, routes, route, route, 1)
    for slot in range(journal.used[0]):
        schedule(tasks, crew, routes, journal.route[slot])
    forget(journal)


@njit(cache=True)
def _count_visits(tasks: Tasks, crew: Crew, routes: Routes, route: int, now_in: int, step: int) -> None:
    """Set the route of every task in a route's nodes, and add `step` to its person's visits by that worker."""
    for index in range(routes.route[route].length):
        node = routes.stop[route, index].node
        if node < tasks.task.size:
            routes.made[node].route = now_in
            routes.made[node].begin = routes.stop[route, index].begin if now_in != NONE else NONE
            if tasks.task[node].user != NONE:
                routes.pair_visits[tasks.task[node].user, route // crew.days] += step
