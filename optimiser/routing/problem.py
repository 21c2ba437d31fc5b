"""What routing is asked: stops, the routes that may hold them, links between stops, journeys and prices.

Times are whole units from any common origin (minutes in a rota; a public instance may use a finer unit) and money is
whole pence. A **route** is one worker's duty. It may leave `start_place` at `start` or later, makes its stops in order,
each for its `minutes`, and is back at `end_place`; the cost of a plan is the sum of

    leg pence           of every leg, the first and last included (to or from a place of NONE: nothing)
    stop pence          `Stop.route_pence`, what this stop costs in this route (an unfamiliar worker, say)
    late_minute         x minutes a stop starts after its window's `on_time`
    greatest_late       x minutes of the latest stop of all
    early_minute        x minutes a stop starts before its window's `not_early`
    waiting_minute      x minutes from the first stop to the return that are neither care, journey nor break
    late_finish_minute  x minutes a route is back after its `end`
    idle_minute         x the most idle minutes of any route: from its start to its end, or its return where that is
                        later, less care, journeys and break
    break_missed        of each route with a break due and stops, but no break begun within its bounds
    opening             of each route with a stop
    unfamiliar_pair     of each user and worker, not known to each other, of whom a route of the worker holds a stop
    price               of each stop in no route

A stop is in at most one route, and starts inside one of its windows. A **link** holds when both its stops are in
routes: least <= start of `second` - start of `first` <= most; `apart` stops are never in routes of one worker; of stops
held `both_or_neither` either all are in routes or none. A break has no place of its own: the worker has it at the
stop before it, or at the stop after it once there; so one before the first stop follows the journey to that stop.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

NONE = -1
FOREVER = 1 << 40


@dataclass(frozen=True)
class StopWindow:
    """When a stop may start: within [earliest, latest], late after `on_time`, early before `not_early`."""

    earliest: int
    on_time: int
    latest: int
    not_early: int = 0


@dataclass(frozen=True)
class Stop:
    """One worker's share of a visit."""

    minutes: int
    place: int
    windows: tuple[StopWindow, ...]
    price: int  # pence when it is in no route
    routes: Ints  # the routes that may hold it
    route_pence: Ints | None = None  # [routes] what it costs in each of them; None = nothing
    load: int = 0
    user: int = NONE  # whose visit it is, where it matters who is familiar


@dataclass(frozen=True)
class Link:
    """How two stops depend on each other."""

    first: int
    second: int
    least: int = -FOREVER
    most: int = FOREVER
    apart: bool = True
    both_or_neither: bool = True


@dataclass(frozen=True)
class Route:
    """A duty that may be filled."""

    worker: int
    start: int
    end: int  # later is a late finish
    latest_end: int  # later than this is impossible
    start_place: int = NONE
    end_place: int = NONE
    mode: int = 0
    capacity: int = FOREVER  # sum of the stops' loads
    opening: int = 0  # pence when it has a stop
    break_minutes: int = 0  # 0 = no break due
    break_earliest: int = 0  # its start
    break_latest: int = 0  # its start
    break_missed: int = 0  # pence


@dataclass(frozen=True)
class RoutingPrices:
    """Pence a minute, but for the last."""

    late_minute: int = 0
    greatest_late_minute: int = 0
    early_minute: int = 0
    waiting_minute: int = 0
    late_finish_minute: int = 0
    idle_minute: int = 0
    unfamiliar_pair: int = 0  # pence a pair


@dataclass(frozen=True)
class RoutingProblem:
    """All of it; rows of stops and routes are their places in these lists."""

    stops: tuple[Stop, ...]
    routes: tuple[Route, ...]
    links: tuple[Link, ...]
    journey: Ints  # [modes, places, places] minutes
    leg_pence: Ints  # [modes, places, places]
    prices: RoutingPrices = field(default_factory=RoutingPrices)
    known: Ints | None = None  # [users, workers] 1 = known to each other; None = no users


@dataclass(frozen=True)
class RoutedStop:
    """A stop, and when it starts."""

    stop: int
    start: int


@dataclass(frozen=True)
class FilledRoute:
    """A route's stops in order; when it leaves its start place and is back at its end place; its break's start."""

    route: int
    stops: tuple[RoutedStop, ...]
    leaves: int
    returns: int
    break_start: int | None = None
    break_after: int | None = None  # how many of its stops come before the break


@dataclass(frozen=True)
class RoutingPlan:
    """The routes that have stops, the stops in none, and the cost by term."""

    routes: tuple[FilledRoute, ...]
    left_out: tuple[int, ...]
    terms: dict[str, int]

    @property
    def pence(self) -> int:
        """The whole cost."""
        return sum(self.terms.values())
