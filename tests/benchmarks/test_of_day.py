"""A day's visits and shifts as a routing problem: what becomes a stop, a link, a route and a price."""

import numpy as np
import pytest

from models.base import StartsFrom
from models.request import RotaRequest
from models.visits import Gap
from optimiser.routing.of_day import of_day
from optimiser.routing.problem import FOREVER, NONE, Link, StopWindow
from optimiser.shifts import Shift, make_shift
from tests.builders import MONDAY, request, visit, window, worker

TRAVEL_MINUTE = 100


def shift_of(asked: RotaRequest, worker_id: str, *parts: tuple[int, int]) -> Shift:
    return make_shift(asked, worker_id, MONDAY, asked.pattern_by_id["early"], parts)


def test_a_stop_keeps_its_care_its_window_its_price_and_the_routes_of_those_who_may_make_it() -> None:
    asked = request(
        workers=(worker("W1"), worker("W2", skills=("hoist",))),
        visits=(visit(skills=("hoist",), windows=(window("08:00", "10:00", late=30),), unserved_price_pence=5_000),),
    )
    problem = of_day(asked, [shift_of(asked, each, (420, 780)) for each in ("W1", "W2")], TRAVEL_MINUTE)
    (stop,) = problem.stops
    assert (stop.minutes, stop.price, stop.windows) == (30, 5_000, (StopWindow(480, 600, 630, 480),))
    assert stop.routes.tolist() == [1]
    assert problem.links == ()


def test_a_two_worker_visit_is_two_stops_that_start_together_and_are_paid_for_once() -> None:
    asked = request(workers=(worker("W1"), worker("W2")), visits=(visit(workers_needed=2, unserved_price_pence=700),))
    problem = of_day(asked, [shift_of(asked, each, (420, 780)) for each in ("W1", "W2")], TRAVEL_MINUTE)
    assert [stop.price for stop in problem.stops] == [700, 0]
    assert problem.links == (Link(0, 1, least=0, most=0, apart=True, both_or_neither=True),)


def test_a_gap_links_starts_and_leaves_either_visit_alone() -> None:
    later = visit("V2", gaps=(Gap(after_visit_id="V1", least_minutes=60),))
    asked = request(visits=(visit("V1"), later))
    (link,) = of_day(asked, [shift_of(asked, "W1", (420, 780))], TRAVEL_MINUTE).links
    assert link == Link(0, 1, least=90, most=FOREVER, apart=False, both_or_neither=False)


def test_a_route_begins_after_the_handover_and_ends_with_the_shift() -> None:
    asked = request()
    (route,) = of_day(asked, [shift_of(asked, "W1", (420, 780))], TRAVEL_MINUTE).routes
    assert (route.start, route.end, route.latest_end) == (430, 780, 780)
    assert (route.start_place, route.end_place, route.break_minutes) == (NONE, NONE, 0)


def test_a_worker_from_a_base_leaves_it_and_returns_and_a_long_shift_has_its_break_away_from_its_ends() -> None:
    asked = request(workers=(worker(starts_from=StartsFrom.BASE, place_id="P3"),))
    (route,) = of_day(asked, [shift_of(asked, "W1", (420, 840))], TRAVEL_MINUTE).routes
    assert (route.start_place, route.end_place) == (3, 3)
    assert (route.break_minutes, route.break_earliest, route.break_latest) == (20, 480, 760)
    assert route.break_missed > 0


def test_travel_is_priced_by_the_minute() -> None:
    asked = request()
    problem = of_day(asked, [shift_of(asked, "W1", (420, 780))], TRAVEL_MINUTE)
    assert np.array_equal(problem.leg_pence, problem.journey * TRAVEL_MINUTE)
    assert problem.journey.shape == (3, len(asked.places), len(asked.places))


def test_a_split_shift_is_refused() -> None:
    asked = request()
    with pytest.raises(ValueError, match="several parts"):
        of_day(asked, [shift_of(asked, "W1", (420, 600), (900, 1_080))], TRAVEL_MINUTE)
