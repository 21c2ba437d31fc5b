"""The plain recomputation of a routing plan, on a day small enough to work out by hand.

One worker's route from base 0 (start 0, end 100, back by 130) and stops of 20 minutes at places 1 and 2. Journeys:
0-1 10 minutes, 1-2 15, 2-0 25; a leg costs two pence a minute.
"""

from dataclasses import replace

import numpy as np

from optimiser.routing.problem import (
    FOREVER,
    FilledRoute,
    Link,
    Route,
    RoutedStop,
    RoutingPlan,
    RoutingPrices,
    RoutingProblem,
    Stop,
    StopWindow,
)
from tests.routing.verify import verify

JOURNEY = np.array([[[0, 10, 25], [10, 0, 15], [25, 15, 0]]])
PRICES = RoutingPrices(
    late_minute=3, greatest_late_minute=5, early_minute=7, waiting_minute=11, late_finish_minute=13, idle_minute=17
)
ROUTE = Route(
    worker=0,
    start=0,
    end=100,
    latest_end=130,
    start_place=0,
    end_place=0,
    capacity=3,
    opening=19,
    break_minutes=10,
    break_earliest=40,
    break_latest=60,
    break_missed=23,
)


def stop(place: int, *windows: StopWindow) -> Stop:
    return Stop(
        minutes=20, place=place, windows=windows, price=1000, routes=np.array([0]), route_pence=np.array([29]), load=1
    )


PROBLEM = RoutingProblem(
    stops=(stop(1, StopWindow(10, 30, 60, not_early=15)), stop(2, StopWindow(40, 45, 50), StopWindow(60, 70, FOREVER))),
    routes=(ROUTE,),
    links=(),
    journey=JOURNEY,
    leg_pence=2 * JOURNEY,
    prices=PRICES,
)
FIRST, SECOND = RoutedStop(0, 12), RoutedStop(1, 75)
DAY = FilledRoute(route=0, stops=(FIRST, SECOND), leaves=2, returns=120, break_start=47, break_after=1)


def plan(filled: FilledRoute, *left_out: int) -> RoutingPlan:
    return RoutingPlan(routes=(filled,), left_out=left_out, terms={})


def broken(filled: FilledRoute, *left_out: int, problem: RoutingProblem = PROBLEM) -> str:
    return " / ".join(verify(problem, plan(filled, *left_out))[1])


def test_every_term_of_a_day_is_what_it_is_by_hand() -> None:
    terms, violations = verify(PROBLEM, plan(DAY))
    assert violations == []
    assert terms == {
        "leg": 2 * (10 + 15 + 25),
        "stop": 2 * 29,
        "late_minute": 3 * 5,
        "greatest_late": 5 * 5,
        "early_minute": 7 * 3,
        "waiting_minute": 11 * (75 - 32 - 15 - 10),
        "late_finish_minute": 13 * 20,
        "idle_minute": 17 * (120 - 40 - 50 - 10),
        "break_missed": 0,
        "opening": 19,
        "unfamiliar_pair": 0,
        "price": 0,
    }


def test_a_route_without_stops_is_idle_from_start_to_end_and_costs_its_stops_prices_only() -> None:
    terms, violations = verify(PROBLEM, RoutingPlan(routes=(), left_out=(0, 1), terms={}))
    assert violations == []
    assert {name: pence for name, pence in terms.items() if pence} == {"idle_minute": 17 * 100, "price": 2000}


def test_a_break_not_taken_is_paid_for_and_its_minutes_are_waiting() -> None:
    terms, violations = verify(PROBLEM, plan(replace(DAY, break_start=None, break_after=None)))
    assert violations == []
    assert terms["break_missed"] == 23
    assert terms["waiting_minute"] == 11 * 28


def test_a_break_after_the_last_stop_is_waited_for() -> None:
    filled = FilledRoute(0, (RoutedStop(0, 10),), leaves=0, returns=60, break_start=40, break_after=1)
    terms, violations = verify(PROBLEM, plan(filled, 1))
    assert violations == []
    assert terms["waiting_minute"] == 11 * 10


def test_a_break_before_the_first_stop_follows_the_journey_and_is_no_waiting() -> None:
    filled = FilledRoute(0, (RoutedStop(1, 65),), leaves=20, returns=110, break_start=45, break_after=0)
    terms, violations = verify(PROBLEM, plan(filled, 0))
    assert violations == []
    assert terms["waiting_minute"] == 0
    assert "overlaps" in broken(replace(filled, leaves=40, break_start=40), 0)


def test_a_break_may_not_split_a_journey_nor_leave_its_bounds() -> None:
    tight = replace(DAY, stops=(FIRST, RoutedStop(1, 60)), returns=105)
    assert [broken(replace(tight, break_start=begin)) for begin in (47, 50)] == ["", ""]
    assert "overlaps" in broken(replace(tight, break_start=45))
    assert "out of bounds" in broken(replace(DAY, break_start=62))


def test_the_cheapest_of_overlapping_windows_counts() -> None:
    windows = (StopWindow(60, 65, FOREVER), StopWindow(70, 75, FOREVER))
    problem = replace(PROBLEM, stops=(PROBLEM.stops[0], replace(PROBLEM.stops[1], windows=windows)))
    assert verify(problem, plan(DAY))[0]["late_minute"] == 0


def test_journeys_windows_shift_ends_and_loads_are_kept() -> None:
    assert "journey" in broken(replace(DAY, leaves=3))
    assert "before its start" in broken(replace(DAY, leaves=-1))
    assert "none of its windows" in broken(replace(DAY, stops=(FIRST, RoutedStop(1, 55)), returns=100))
    assert "after 130" in broken(replace(DAY, stops=(FIRST, RoutedStop(1, 90)), returns=135))
    full = replace(PROBLEM, routes=(replace(ROUTE, capacity=1),))
    assert "holds 2 of 1" in broken(DAY, problem=full)
    closed = replace(PROBLEM, stops=(replace(PROBLEM.stops[0], routes=np.array([1])), PROBLEM.stops[1]))
    assert "may not be in" in broken(DAY, problem=closed)


def test_each_stop_is_in_one_route_or_left_out() -> None:
    assert "once" in broken(DAY, 1)
    assert "once" in broken(replace(DAY, stops=(FIRST,), returns=52, break_start=None, break_after=None))


def test_links_hold_for_starts_workers_and_both_or_neither() -> None:
    def linked(**told: int | bool) -> RoutingProblem:
        return replace(PROBLEM, links=(Link(0, 1, **{"apart": False, **told}),))  # type: ignore[arg-type]

    assert broken(DAY, problem=linked(least=63, most=63)) == ""
    assert "63 apart" in broken(DAY, problem=linked(most=62))
    assert "63 apart" in broken(DAY, problem=linked(least=64))
    assert "one worker" in broken(DAY, problem=linked(apart=True))
    alone = FilledRoute(0, (FIRST,), leaves=2, returns=42)
    assert "both be in routes or neither" in broken(alone, 1, problem=linked())
    assert broken(alone, 1, problem=linked(both_or_neither=False)) == ""
