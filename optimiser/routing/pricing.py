"""What a plan of routes costs, term by term, worked out from its times alone."""

from collections.abc import Sequence
from itertools import pairwise

from optimiser.routing.problem import NONE, FilledRoute, Ints, RoutedStop, RoutingProblem, StopWindow


def terms_of(problem: RoutingProblem, routes: Sequence[FilledRoute], left_out: Sequence[int]) -> dict[str, int]:
    """Return the pence of every term of `problem.py`."""
    prices = problem.prices
    late = [_window_minutes(problem, stop, late=True) for route in routes for stop in route.stops]
    early = [_window_minutes(problem, stop, late=False) for route in routes for stop in route.stops]
    idle = {row: route.end - route.start for row, route in enumerate(problem.routes)}
    idle |= {each.route: _idle(problem, each) for each in routes}
    return {
        "leg": sum(_over_legs(problem, route, problem.leg_pence) for route in routes),
        "stop": sum(_stop_pence(problem, route) for route in routes),
        "late_minute": sum(late) * prices.late_minute,
        "greatest_late": max(late, default=0) * prices.greatest_late_minute,
        "early_minute": sum(early) * prices.early_minute,
        "waiting_minute": sum(_waiting(problem, route) for route in routes) * prices.waiting_minute,
        "late_finish_minute": sum(max(0, each.returns - problem.routes[each.route].end) for each in routes)
        * prices.late_finish_minute,
        "idle_minute": max(idle.values(), default=0) * prices.idle_minute,
        "break_missed": sum(
            problem.routes[each.route].break_missed
            for each in routes
            if problem.routes[each.route].break_minutes and each.break_start is None
        ),
        "opening": sum(problem.routes[each.route].opening for each in routes),
        "unfamiliar_pair": _unfamiliar_pairs(problem, routes) * prices.unfamiliar_pair,
        "price": sum(problem.stops[stop].price for stop in left_out),
    }


def _unfamiliar_pairs(problem: RoutingProblem, routes: Sequence[FilledRoute]) -> int:
    """Return how many users are visited by how many workers not known to them."""
    if problem.known is None:
        return 0
    pairs = {
        (problem.stops[stop.stop].user, problem.routes[route.route].worker) for route in routes for stop in route.stops
    }
    return sum(user != NONE and not problem.known[user, worker] for user, worker in pairs)


def _window_minutes(problem: RoutingProblem, routed: RoutedStop, late: bool) -> int:
    """Return the least minutes late (or early), at their price, over the windows that admit a start."""

    def minutes(window: StopWindow) -> tuple[int, int]:
        return max(0, routed.start - window.on_time), max(0, window.not_early - routed.start)

    prices = problem.prices
    admitting = [w for w in problem.stops[routed.stop].windows if w.earliest <= routed.start <= w.latest]
    both = min((minutes(w) for w in admitting), key=lambda m: m[0] * prices.late_minute + m[1] * prices.early_minute)
    return both[0] if late else both[1]


def _places(problem: RoutingProblem, route: FilledRoute) -> list[int]:
    """Return the places a route goes through, those of placeless stops left out."""
    own = problem.routes[route.route]
    inner = [problem.stops[stop.stop].place for stop in route.stops]
    return [own.start_place, *(place for place in inner if place != NONE), own.end_place]


def _over_legs(problem: RoutingProblem, route: FilledRoute, matrix: Ints) -> int:
    """Return the sum of a matrix over a route's legs; none to or from nowhere."""
    places, mode = _places(problem, route), problem.routes[route.route].mode
    legs = [(a, b) for a, b in pairwise(places) if NONE not in (a, b)]
    return sum(int(matrix[mode, a, b]) for a, b in legs)


def _stop_pence(problem: RoutingProblem, route: FilledRoute) -> int:
    total = 0
    for routed in route.stops:
        stop = problem.stops[routed.stop]
        if stop.route_pence is not None:
            total += int(stop.route_pence[list(stop.routes).index(route.route)])
    return total


def _break_minutes(problem: RoutingProblem, route: FilledRoute) -> int:
    return problem.routes[route.route].break_minutes if route.break_start is not None else 0


def _busy(problem: RoutingProblem, route: FilledRoute) -> int:
    """Return the minutes of care, journeys and break."""
    care = sum(problem.stops[stop.stop].minutes for stop in route.stops)
    return care + _over_legs(problem, route, problem.journey) + _break_minutes(problem, route)


def _idle(problem: RoutingProblem, route: FilledRoute) -> int:
    """Return the minutes from a route's start to its end, or to its return, that nothing fills."""
    own = problem.routes[route.route]
    return max(own.end, route.returns) - own.start - _busy(problem, route)


def _waiting(problem: RoutingProblem, route: FilledRoute) -> int:
    """Return the minutes from the first stop to the return that are neither care, journey nor break."""
    own, first = problem.routes[route.route], route.stops[0]
    place = problem.stops[first.stop].place
    out = 0 if NONE in (own.start_place, place) else int(problem.journey[own.mode, own.start_place, place])
    before = _break_minutes(problem, route) if route.break_after == 0 else 0
    return route.returns - first.start - (_busy(problem, route) - out - before)
