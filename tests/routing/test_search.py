"""The search's plans keep every rule of `problem.py` and cost what they say, by a recomputation of its own."""

import random

import numpy as np
import pytest

from optimiser.routing.kernels.anneal import MOST_GROUPS, _tried
from optimiser.routing.kernels.ruin import longest_string
from optimiser.routing.kernels.state import empty_state, put_back
from optimiser.routing.problem import (
    NONE,
    Link,
    Route,
    RoutingPlan,
    RoutingPrices,
    RoutingProblem,
    Stop,
    StopWindow,
)
from optimiser.routing.run import Chain, search
from optimiser.routing.tables import tables_of
from tests.routing.verify import verify

DAY = 600
STEPS = 400
ALL_PRICES = RoutingPrices(
    late_minute=5,
    greatest_late_minute=3,
    early_minute=2,
    waiting_minute=4,
    late_finish_minute=6,
    idle_minute=7,
    unfamiliar_pair=40,
)


def town(draw: random.Random, places: int) -> tuple[np.ndarray, np.ndarray]:
    """Journeys between places on a square, and their pence, in two modes of which the second is slower."""
    points = np.array([(draw.uniform(0, 30), draw.uniform(0, 30)) for _ in range(places)])
    apart = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    minutes = np.ceil(np.stack([apart, 2 * apart])).astype(np.int64)
    return minutes, minutes * 3


def windows(draw: random.Random) -> tuple[StopWindow, ...]:
    """One window or two, with room to be late."""
    first = draw.randrange(0, DAY // 2, 15)
    found = [StopWindow(first, first + 60, first + 200, not_early=first + draw.choice((0, 20)))]
    if draw.random() < 0.3:
        found.append(StopWindow(first + 250, first + 300, first + 320))
    return tuple(found)


def routes(draw: random.Random, count: int) -> tuple[Route, ...]:
    """Duties of different bases, modes and ends, some with a break."""
    found = []
    for worker in range(count):
        start = draw.choice((0, 60))
        found.append(
            Route(
                worker=worker,
                start=start,
                end=start + 400,
                latest_end=start + 500,
                start_place=draw.choice((0, 1, NONE)),
                end_place=draw.choice((0, 1, NONE)),
                mode=draw.choice((0, 1)),
                capacity=12,
                opening=draw.choice((0, 50)),
                break_minutes=draw.choice((0, 30)),
                break_earliest=120,
                break_latest=260,
                break_missed=200,
            )
        )
    return tuple(found)


def generated(seed: int, prices: RoutingPrices = ALL_PRICES) -> RoutingProblem:
    """A small day with every feature in it."""
    draw = random.Random(seed)
    count, stops = 5, 24
    journey, pence = town(draw, stops + 2)
    own = []
    for row in range(stops):
        may = sorted(draw.sample(range(count), draw.choice((3, 4, 5))))
        own.append(
            Stop(
                minutes=draw.choice((15, 30, 45)),
                place=NONE if row % 8 == 7 else row + 2,
                user=draw.choice((NONE, 0, 1, 2)),
                windows=windows(draw),
                price=draw.choice((300, 5000)),
                routes=np.array(may),
                route_pence=np.array([draw.choice((0, 25)) for _ in may]),
                load=draw.choice((0, 1, 2)),
            )
        )
    links = (
        Link(0, 1, least=0, most=0),
        Link(2, 3, least=15, most=60),
        Link(4, 5),
        Link(6, 7, least=100, apart=False, both_or_neither=False),
    )
    known = np.array([[draw.choice((0, 0, 1)) for _ in range(count)] for _ in range(3)])
    return RoutingProblem(tuple(own), routes(draw, count), links, journey, pence, prices, known)


def assert_holds(problem: RoutingProblem, plan: RoutingPlan) -> None:
    """A plan breaks no rule and costs what it says."""
    terms, broken = verify(problem, plan)
    assert broken == []
    assert {name: pence for name, pence in terms.items() if pence} == {
        name: pence for name, pence in plan.terms.items() if pence
    }


@pytest.mark.parametrize("seed", range(12))
def test_a_plan_keeps_every_rule_and_costs_what_it_says(seed: int) -> None:
    """With every feature asked for at once."""
    problem = generated(seed)
    assert_holds(problem, search(problem, None, seed=seed, workers=1, steps=STEPS))


@pytest.mark.parametrize(
    "prices",
    [RoutingPrices(), RoutingPrices(late_minute=5), RoutingPrices(waiting_minute=4), RoutingPrices(idle_minute=9)],
    ids=["none", "lateness", "waiting", "idleness"],
)
@pytest.mark.parametrize("seed", range(3))
def test_a_plan_holds_with_few_prices(seed: int, prices: RoutingPrices) -> None:
    """Each price alone takes other short cuts."""
    problem = generated(seed, prices)
    assert_holds(problem, search(problem, None, seed=seed, workers=1, steps=STEPS))


def test_the_same_steps_and_seed_give_the_same_plan() -> None:
    """Twice the same, to the minute."""
    problem = generated(1)
    plans = [search(problem, None, seed=7, workers=1, steps=STEPS) for _ in range(2)]
    assert plans[0] == plans[1]


def line(count: int) -> tuple[np.ndarray, np.ndarray]:
    """Places in a row, ten minutes and a hundred pence apart."""
    minutes = np.abs(np.arange(count)[:, None] - np.arange(count)[None])[None] * 10
    return minutes, minutes * 10


def any_time(minutes: int, place: int, routes: list[int], price: int = 100_000) -> Stop:
    """A stop that may start at any time."""
    return Stop(minutes, place, (StopWindow(0, DAY, DAY),), price, np.array(routes))


def test_stops_in_a_row_are_visited_in_their_order() -> None:
    """From the base at one end, four stops and back: twice the length of the row."""
    journey, pence = line(5)
    stops = tuple(any_time(10, place, [0]) for place in (3, 1, 4, 2))
    base = Route(worker=0, start=0, end=DAY, latest_end=DAY, start_place=0, end_place=0)
    plan = search(RoutingProblem(stops, (base,), (), journey, pence), None, workers=1, steps=200)
    assert plan.terms["leg"] == 800
    assert plan.left_out == ()


def test_a_stop_cheaper_to_leave_out_than_to_reach_is_left_out() -> None:
    """It lies four journeys away there and back, 800 pence, and is worth 700."""
    journey, pence = line(5)
    base = Route(worker=0, start=0, end=DAY, latest_end=DAY, start_place=0, end_place=0)
    problem = RoutingProblem((any_time(10, 4, [0], price=700),), (base,), (), journey, pence)
    assert search(problem, None, workers=1, steps=50).left_out == (0,)


def test_two_workers_start_together_where_the_farther_one_gets_to() -> None:
    """One is there in 10 minutes, the other in 30."""
    journey, pence = line(5)
    near = Route(worker=0, start=0, end=DAY, latest_end=DAY, start_place=1)
    far = Route(worker=1, start=0, end=DAY, latest_end=DAY, start_place=3)
    stops = (any_time(30, 0, [0]), any_time(30, 0, [1]))
    problem = RoutingProblem(stops, (near, far), (Link(0, 1, least=0, most=0),), journey, pence)
    plan = search(problem, None, workers=1, steps=50)
    assert [stop.start for route in plan.routes for stop in route.stops] == [30, 30]


def test_of_stops_made_together_or_not_at_all_none_is_made_when_one_cannot_be() -> None:
    """The second may be in no route."""
    journey, pence = line(2)
    route = Route(worker=0, start=0, end=DAY, latest_end=DAY, start_place=0)
    stops = (any_time(30, 1, [0]), any_time(30, 1, []))
    problem = RoutingProblem(stops, (route,), (Link(0, 1),), journey, pence)
    assert search(problem, None, workers=1, steps=50).left_out == (0, 1)


def test_a_route_sets_out_late_where_waiting_is_paid() -> None:
    """The first stop may start at any time, the second at 300: the first ends just in time for it."""
    journey, pence = line(3)
    stops = (any_time(30, 1, [0]), Stop(30, 2, (StopWindow(300, 310, 310),), 100_000, np.array([0])))
    route = Route(worker=0, start=0, end=DAY, latest_end=DAY, start_place=0)
    problem = RoutingProblem(stops, (route,), (), journey, pence, RoutingPrices(waiting_minute=1))
    plan = search(problem, None, workers=1, steps=50)
    assert plan.terms["waiting_minute"] == 0
    assert [stop.start for stop in plan.routes[0].stops] == [260, 300]


def test_a_break_is_taken_in_a_wait_that_is_there_anyway() -> None:
    """Between a stop that ends at 60 and one that starts at 200 there is room for a break from 120."""
    journey, pence = line(2)
    stops = tuple(Stop(30, 1, (StopWindow(begin, begin, begin),), 100_000, np.array([0])) for begin in (30, 200))
    route = Route(
        worker=0,
        start=0,
        end=DAY,
        latest_end=DAY,
        start_place=0,
        break_minutes=30,
        break_earliest=120,
        break_latest=180,
        break_missed=500,
    )
    plan = search(RoutingProblem(stops, (route,), (), journey, pence), None, workers=1, steps=50)
    assert (plan.routes[0].break_start, plan.terms["break_missed"]) == (120, 0)


def test_idle_routes_all_get_work_where_idleness_has_a_price() -> None:
    """Four routes, four short stops: one each, though one route could make them all with less travel."""
    journey, pence = line(5)
    stops = tuple(any_time(60, place, [0, 1, 2, 3]) for place in (1, 1, 1, 1))
    own = tuple(Route(worker=w, start=0, end=DAY, latest_end=DAY, start_place=0, end_place=0) for w in range(4))
    plan = search(
        RoutingProblem(stops, own, (), journey, pence, RoutingPrices(idle_minute=50)), None, workers=1, steps=300
    )
    assert len(plan.routes) == 4


def test_a_route_that_ruin_empties_gives_its_break_up_and_is_filled_anew() -> None:
    """One stop and a break: taken out and put back, the stop costs what it did."""
    journey, pence = line(2)
    route = Route(
        worker=0,
        start=240,
        end=DAY,
        latest_end=DAY,
        start_place=0,
        end_place=0,
        break_minutes=30,
        break_earliest=180,
        break_latest=330,
        break_missed=60,
    )
    prices = RoutingPrices(waiting_minute=7)
    tables = tables_of(RoutingProblem((any_time(15, 1, [0]),), (route,), (), journey, pence, prices))
    chain = Chain(tables, empty_state(tables), 1)
    groups = np.empty(MOST_GROUPS, dtype=np.int64)
    assert chain.state.fill["break_after"][0] != NONE
    for _ in range(20):
        longest = longest_string(tables, chain.state)
        assert _tried(tables, chain.state, 0, longest, groups, chain.best, chain.rng) == chain.best
        put_back(tables, chain.state)
