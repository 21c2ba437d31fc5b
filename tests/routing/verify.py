"""A routing plan's cost by term and its broken rules, worked out anew in plain Python from the words of `problem.py`.

It shares nothing with the search but the types. Where a stop's start lies in several windows, the cheapest counts.
"""

from collections.abc import Iterator

from optimiser.routing.problem import (
    NONE,
    FilledRoute,
    Link,
    Route,
    RoutedStop,
    RoutingPlan,
    RoutingProblem,
    StopWindow,
)


def verify(problem: RoutingProblem, plan: RoutingPlan) -> tuple[dict[str, int], list[str]]:
    """Return the pence of each term, and every rule the plan breaks, in words."""
    terms = dict.fromkeys(
        ("leg", "stop", "late_minute", "early_minute", "waiting_minute", "late_finish_minute", "break_missed"), 0
    )
    terms |= {"opening": 0}
    for filled in plan.routes:
        for name, pence in route_terms(problem, filled).items():
            terms[name] += pence
    terms["greatest_late"] = problem.prices.greatest_late_minute * greatest_late(problem, plan)
    terms["idle_minute"] = problem.prices.idle_minute * most_idle(problem, plan)
    terms["unfamiliar_pair"] = problem.prices.unfamiliar_pair * len(new_pairs(problem, plan))
    terms["price"] = sum(stop.price for row, stop in enumerate(problem.stops) if row not in starts_of(plan))
    return terms, list(violations(problem, plan))


def new_pairs(problem: RoutingProblem, plan: RoutingPlan) -> set[tuple[int, int]]:
    """The users and workers who meet and do not know each other."""
    met = {
        (problem.stops[stop.stop].user, problem.routes[filled.route].worker)
        for filled in plan.routes
        for stop in filled.stops
    }
    return {(user, worker) for user, worker in met if user != NONE and not (problem.known[user][worker])}


def starts_of(plan: RoutingPlan) -> dict[int, int]:
    """When each stop that is in a route starts."""
    return {stop.stop: stop.start for filled in plan.routes for stop in filled.stops}


def route_terms(problem: RoutingProblem, filled: FilledRoute) -> dict[str, int]:
    """The terms that one route with stops adds to."""
    route, prices = problem.routes[filled.route], problem.prices
    windows = [window_of(problem, stop) for stop in filled.stops]
    late = sum(late_in(window, stop.start) for window, stop in zip(windows, filled.stops, strict=True) if window)
    early = sum(early_in(window, stop.start) for window, stop in zip(windows, filled.stops, strict=True) if window)
    return {
        "leg": sum(leg_of(problem.leg_pence, route, here, there) for here, there in legs(problem, filled)),
        "stop": sum(stop_pence(problem, stop.stop, filled.route) for stop in filled.stops),
        "late_minute": prices.late_minute * late,
        "early_minute": prices.early_minute * early,
        "waiting_minute": prices.waiting_minute * waiting(problem, filled),
        "late_finish_minute": prices.late_finish_minute * max(0, filled.returns - route.end),
        "break_missed": route.break_missed if route.break_minutes and filled.break_start is None else 0,
        "opening": route.opening,
    }


def legs(problem: RoutingProblem, filled: FilledRoute) -> list[tuple[int, int]]:
    """The places each leg of a route joins, the first and last included; from a stop without a place on from before."""
    route, found = problem.routes[filled.route], []
    here = route.start_place
    for there in [*(problem.stops[stop.stop].place for stop in filled.stops), route.end_place]:
        found.append((here, there))
        here = here if there == NONE else there
    return found


def leg_of(matrix: object, route: Route, here: int, there: int) -> int:
    """What a matrix [modes, places, places] says of a leg; nothing to or from nowhere."""
    return 0 if NONE in (here, there) else int(matrix[route.mode, here, there])  # type: ignore[index]


def minutes_of_legs(problem: RoutingProblem, filled: FilledRoute) -> list[int]:
    route = problem.routes[filled.route]
    return [leg_of(problem.journey, route, here, there) for here, there in legs(problem, filled)]


def stop_pence(problem: RoutingProblem, stop: int, route: int) -> int:
    """What a stop costs in a route."""
    asked = problem.stops[stop]
    if asked.route_pence is None:
        return 0
    costs = dict(zip(map(int, asked.routes), map(int, asked.route_pence), strict=True))
    return costs.get(route, 0)


def late_in(window: StopWindow, start: int) -> int:
    return max(0, start - window.on_time)


def early_in(window: StopWindow, start: int) -> int:
    return max(0, window.not_early - start)


def window_of(problem: RoutingProblem, stop: RoutedStop) -> StopWindow | None:
    """The cheapest window that a stop starts in."""
    prices = problem.prices

    def pence(window: StopWindow) -> tuple[int, int]:
        late = late_in(window, stop.start)
        return late * prices.late_minute + early_in(window, stop.start) * prices.early_minute, late

    inside = [each for each in problem.stops[stop.stop].windows if each.earliest <= stop.start <= each.latest]
    return min(inside, key=pence, default=None)


def care(problem: RoutingProblem, filled: FilledRoute) -> int:
    return sum(problem.stops[stop.stop].minutes for stop in filled.stops)


def waiting(problem: RoutingProblem, filled: FilledRoute) -> int:
    """Minutes from the first stop to the return that are neither care, journey nor break."""
    journeys = sum(minutes_of_legs(problem, filled)[1:])
    inside = filled.break_after not in (None, 0)
    pause = problem.routes[filled.route].break_minutes if inside else 0
    return filled.returns - filled.stops[0].start - care(problem, filled) - journeys - pause


def greatest_late(problem: RoutingProblem, plan: RoutingPlan) -> int:
    found = [(window_of(problem, stop), stop.start) for filled in plan.routes for stop in filled.stops]
    return max((late_in(window, start) for window, start in found if window), default=0)


def most_idle(problem: RoutingProblem, plan: RoutingPlan) -> int:
    """The most idle minutes of any route, those without stops included."""
    filled_routes = {filled.route: filled for filled in plan.routes}
    idle = []
    for row, route in enumerate(problem.routes):
        filled = filled_routes.get(row)
        if filled is None:
            idle.append(route.end - route.start)
            continue
        busy = care(problem, filled) + sum(minutes_of_legs(problem, filled))
        busy += route.break_minutes if filled.break_start is not None else 0
        idle.append(max(route.end, filled.returns) - route.start - busy)
    return max(idle, default=0)


def violations(problem: RoutingProblem, plan: RoutingPlan) -> Iterator[str]:
    """Every rule that a plan breaks."""
    named = sorted([*(stop.stop for filled in plan.routes for stop in filled.stops), *plan.left_out])
    if named != list(range(len(problem.stops))):
        yield f"each stop should be in one route or left out, once: {named}"
    if len({filled.route for filled in plan.routes}) < len(plan.routes):
        yield "a route is filled twice"
    for filled in plan.routes:
        yield from route_violations(problem, filled)
    for link in problem.links:
        yield from link_violations(problem, plan, link)


def route_violations(problem: RoutingProblem, filled: FilledRoute) -> Iterator[str]:
    """The rules that one route breaks."""
    route, name = problem.routes[filled.route], f"route {filled.route}"
    if not filled.stops:
        yield f"{name} has no stop"
        return
    if filled.leaves < route.start:
        yield f"{name} leaves at {filled.leaves}, before its start {route.start}"
    if filled.returns > route.latest_end:
        yield f"{name} is back at {filled.returns}, after {route.latest_end}"
    load = sum(problem.stops[stop.stop].load for stop in filled.stops)
    if load > route.capacity:
        yield f"{name} holds {load} of {route.capacity}"
    for stop in filled.stops:
        if filled.route not in problem.stops[stop.stop].routes:
            yield f"stop {stop.stop} may not be in {name}"
        if window_of(problem, stop) is None:
            yield f"stop {stop.stop} starts at {stop.start}, in none of its windows"
    yield from gap_violations(problem, filled)


def gap_violations(problem: RoutingProblem, filled: FilledRoute) -> Iterator[str]:
    """Gaps between stops too short for the journey and the break, and a break out of its bounds."""
    route, name = problem.routes[filled.route], f"route {filled.route}"
    ends = [filled.leaves, *(stop.start + problem.stops[stop.stop].minutes for stop in filled.stops)]
    starts = [*(stop.start for stop in filled.stops), filled.returns]
    for gap, minutes in enumerate(minutes_of_legs(problem, filled)):
        if starts[gap] < ends[gap] + minutes:
            yield f"{name}, gap {gap}: {minutes} minutes of journey between {ends[gap]} and {starts[gap]}"
    if (filled.break_start is None) != (filled.break_after is None):
        yield f"{name} says half of when its break is"
    elif filled.break_start is not None and filled.break_after is not None:
        if not route.break_minutes:
            yield f"{name} has a break that is not due"
        if not route.break_earliest <= filled.break_start <= route.break_latest:
            yield f"{name} has its break at {filled.break_start}, out of bounds"
        gap = filled.break_after
        minutes = minutes_of_legs(problem, filled)[gap]
        if not break_fits(filled, route, ends[gap], starts[gap], minutes):
            yield f"{name}, gap {gap}: a break at {filled.break_start} overlaps something"


def break_fits(filled: FilledRoute, route: Route, end: int, start: int, minutes: int) -> bool:
    """Whether the break lies in its gap, at the stop before it or at the stop after it."""
    begin = filled.break_start or 0
    before_journey = filled.break_after != 0 and begin >= end and begin + route.break_minutes + minutes <= start
    after_journey = (
        filled.break_after != len(filled.stops) and begin >= end + minutes and begin + route.break_minutes <= start
    )
    return before_journey or after_journey


def link_violations(problem: RoutingProblem, plan: RoutingPlan, link: Link) -> Iterator[str]:
    """What is broken of one link."""
    starts = starts_of(plan)
    first, second = starts.get(link.first), starts.get(link.second)
    name = f"stops {link.first} and {link.second}"
    if (first is None) != (second is None) and link.both_or_neither:
        yield f"{name} should both be in routes or neither"
    if first is None or second is None:
        return
    if not link.least <= second - first <= link.most:
        yield f"{name} are {second - first} apart, not {link.least} to {link.most}"
    workers = {stop.stop: problem.routes[filled.route].worker for filled in plan.routes for stop in filled.stops}
    if link.apart and workers[link.first] == workers[link.second]:
        yield f"{name} have one worker"
