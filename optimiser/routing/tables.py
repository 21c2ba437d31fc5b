"""The tables that the compiled search works on, made once from a `RoutingProblem`.

A *node* is a stop (0 <= n < S) or the turning point of a route (n = S + route): the head and tail of its ring. Rows of
windows, options, links and neighbours of a stop lie side by side, first .. end - 1. Everything is int64.
"""

from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from optimiser.routing.handle import INT64, Handle, Layout, row_of
from optimiser.routing.near import near_stops
from optimiser.routing.problem import Ints, Link, Route, RoutingPrices, RoutingProblem

Table = NDArray[Any]


STOP = row_of(
    "minutes",
    "place",
    "price",
    "load",
    "user",
    "group",  # stops that are made together or not at all share a number
    "first_window",
    "end_window",
    "first_option",
    "end_option",
    "first_arc",
    "end_arc",
    "first_near",
    "end_near",
)
WINDOW = row_of("earliest", "on_time", "latest", "not_early")
OPTION = row_of("route", "pence")
ARC = row_of("stop", "least", "most", "apart")  # bounds on that stop's start less this one's
ROUTE = row_of(
    "worker",
    "start",
    "end",
    "latest_end",
    "start_place",
    "end_place",
    "mode",
    "capacity",
    "opening",
    "break_minutes",
    "break_earliest",
    "break_latest",
    "break_missed",
    "alike",  # routes that are the same for every stop share a number
)

OF_A_ROUTE = tuple(name for name in ROUTE.names or () if name != "alike")


class Tables(Handle):
    """All that stays as it is during a search; S stops, R routes, G groups, P places."""

    stop: Table  # [S] STOP
    window: Table  # WINDOW
    option: Table  # OPTION
    arc: Table  # ARC
    route: Table  # [R] ROUTE
    near: Ints  # stops near each stop, itself first
    member: Ints  # stops by group, in the order of `first_member`
    first_member: Ints  # [G + 1]
    known: Ints  # [users, workers] 1: known to each other
    journey: Ints  # [modes, P, P]
    leg_pence: Ints  # [modes, P, P]
    late_minute: int
    greatest_late_minute: int
    early_minute: int
    waiting_minute: int
    late_finish_minute: int
    idle_minute: int
    unfamiliar_pair: int
    whole_routes: int  # 1 when a price depends on a route as a whole
    only_hard: int  # 1 when starts have no price and stops no links: then slack says what fits

    layout: ClassVar[dict[str, Layout]] = {
        "stop": (STOP, 1),
        "window": (WINDOW, 1),
        "option": (OPTION, 1),
        "arc": (ARC, 1),
        "route": (ROUTE, 1),
        "near": (INT64, 1),
        "member": (INT64, 1),
        "first_member": (INT64, 1),
        "known": (INT64, 2),
        "journey": (INT64, 3),
        "leg_pence": (INT64, 3),
        "late_minute": None,
        "greatest_late_minute": None,
        "early_minute": None,
        "waiting_minute": None,
        "late_finish_minute": None,
        "idle_minute": None,
        "unfamiliar_pair": None,
        "whole_routes": None,
        "only_hard": None,
    }


def tables_of(problem: RoutingProblem, standing: bool = True, with_near: bool = True) -> Tables:
    """Return a problem's tables.

    Args:
        problem: what is asked.
        standing: its routes stay as they are; where their rows will be written anew, none counts as like another.
        with_near: whether each stop is told which are near it; where nothing is, it goes into empty routes alone.
    """
    groups = _groups(len(problem.stops), problem.links)
    order = np.argsort(groups, kind="stable").astype(np.int64)
    first_member = np.searchsorted(groups[order], np.arange(groups.max(initial=-1) + 2)).astype(np.int64)
    stop, window, option, arc, near = _stop_tables(problem, groups, with_near)
    return Tables(
        stop=stop,
        window=window,
        option=option,
        arc=arc,
        route=_route_table(problem, standing),
        near=near,
        member=order,
        first_member=first_member,
        known=np.zeros((1, 1), dtype=np.int64) if problem.known is None else problem.known,
        journey=np.ascontiguousarray(problem.journey, dtype=np.int64),
        leg_pence=np.ascontiguousarray(problem.leg_pence, dtype=np.int64),
        whole_routes=_depend_on_whole_routes(problem.prices),
        only_hard=int(not problem.links and not _has_priced_times(problem)),
        **vars(problem.prices),
    )


def _has_priced_times(problem: RoutingProblem) -> bool:
    """Return whether any start or end has a price: lateness has none where no window lets anybody be late."""
    windows = [window for stop in problem.stops for window in stop.windows]
    free = {"unfamiliar_pair"}
    free |= set() if any(window.latest > window.on_time for window in windows) else {"late_minute"}
    free |= set() if any(window.earliest < window.not_early for window in windows) else {"early_minute"}
    return any(price for name, price in vars(problem.prices).items() if name not in free)


def _depend_on_whole_routes(prices: RoutingPrices) -> int:
    return int(max(prices.waiting_minute, prices.late_finish_minute, prices.idle_minute) > 0)


def _groups(stops: int, links: tuple[Link, ...]) -> Ints:
    """Return for each stop the number of its group: stops joined, directly or not, by `both_or_neither`."""
    group = list(range(stops))

    def head(row: int) -> int:
        while group[row] != row:
            row = group[row]
        return row

    for link in links:
        if link.both_or_neither:
            low, high = sorted((head(link.first), head(link.second)))
            group[high] = low
    _, numbers = np.unique(np.array([head(row) for row in range(stops)], dtype=np.int64), return_inverse=True)
    return numbers.astype(np.int64).reshape(-1)


def _stop_tables(problem: RoutingProblem, groups: Ints, with_near: bool) -> tuple[Table, Table, Table, Table, Ints]:
    """Return the tables STOP, WINDOW, OPTION, ARC and the lists of near stops."""
    arcs = _arcs(problem)
    near = near_stops(problem) if with_near else [np.zeros(0, dtype=np.int64)] * len(problem.stops)
    stop = np.zeros(len(problem.stops), dtype=STOP)
    for name in ("minutes", "place", "price", "load", "user"):
        stop[name] = [getattr(each, name) for each in problem.stops]
    stop["group"] = groups
    lengths = {
        "window": [len(each.windows) for each in problem.stops],
        "option": [len(each.routes) for each in problem.stops],
        "arc": [len(own) for own in arcs],
        "near": [len(own) for own in near],
    }
    for name, each in lengths.items():
        ends = np.cumsum(np.array(each, dtype=np.int64))
        stop[f"first_{name}"], stop[f"end_{name}"] = ends - each, ends
    window = [(w.earliest, w.on_time, w.latest, w.not_early) for each in problem.stops for w in each.windows]
    option = np.zeros(sum(lengths["option"]), dtype=OPTION)
    for row, each_stop in enumerate(problem.stops):
        rows = slice(stop["first_option"][row], stop["end_option"][row])
        option["route"][rows] = each_stop.routes
        option["pence"][rows] = 0 if each_stop.route_pence is None else each_stop.route_pence
    arc = np.array([line for own in arcs for line in own], dtype=ARC)
    flat = np.concatenate([np.zeros(0, dtype=np.int64), *near]).astype(np.int64)
    return stop, np.array(window, dtype=WINDOW), option, arc, flat


def _arcs(problem: RoutingProblem) -> list[list[tuple[int, int, int, int]]]:
    """Return each stop's links as bounds on the other's start less its own."""
    arcs: list[list[tuple[int, int, int, int]]] = [[] for _ in problem.stops]
    for link in problem.links:
        arcs[link.first].append((link.second, link.least, link.most, int(link.apart)))
        arcs[link.second].append((link.first, -link.most, -link.least, int(link.apart)))
    return arcs


def _route_table(problem: RoutingProblem, standing: bool) -> Table:
    table = np.zeros(len(problem.routes), dtype=ROUTE)
    for name in OF_A_ROUTE:
        table[name] = [getattr(route, name) for route in problem.routes]
    table["alike"] = _alike(problem) if standing else np.arange(len(problem.routes))
    return table


def route_row(route: Route, row: int) -> tuple[int, ...]:
    """Return what the row of a route that stands alone is to be."""
    return (*(getattr(route, name) for name in OF_A_ROUTE), row)


def route_at(tables: Tables, row: int) -> Route:
    """Return the route that a row describes."""
    return Route(**{name: int(tables.route[name][row]) for name in OF_A_ROUTE})


def _alike(problem: RoutingProblem) -> list[int]:
    """Return for each route a number shared by the routes that every stop sees alike."""
    seen_by: list[list[tuple[int, int]]] = [[] for _ in problem.routes]
    for row, stop in enumerate(problem.stops):
        for column, route in enumerate(stop.routes):
            seen_by[route].append((row, 0 if stop.route_pence is None else int(stop.route_pence[column])))
    numbers: dict[tuple[object, ...], int] = {}
    return [
        numbers.setdefault((*_terms(route), *seen_by[row]), len(numbers)) for row, route in enumerate(problem.routes)
    ]


def _terms(route: Route) -> tuple[object, ...]:
    """Return all of a route but whose it is."""
    return tuple(value for name, value in sorted(vars(route).items()) if name != "worker")
