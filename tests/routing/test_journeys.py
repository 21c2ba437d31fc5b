"""R21: there is time for every journey, in the worker's mode, by way of the base where the worker starts there."""

import pytest

from models.base import StartsFrom, TravelMode
from models.clock import minutes_between
from tests.builders import request, user, visit, window, worker
from tests.routing.plans import makings, planned, routing_terms

USERS = (user("U1", place_id="P1"), user("U2", place_id="P5"))


def journey(origin: int, destination: int, mode: TravelMode = TravelMode.CAR) -> int:
    asked = request()
    return asked.travel.minutes(asked.travel.metres(asked.places[origin], asked.places[destination]), mode)


def mileage(origin: int, destination: int) -> int:
    asked = request()
    return asked.travel.pence(asked.travel.metres(asked.places[origin], asked.places[destination]), TravelMode.CAR)


def two_visits(room: int, mode: TravelMode) -> dict:
    """V1 at P1 ends at 08:30; V2 at P5 starts `room` minutes later, sharp."""
    second = f"{8 + (30 + room) // 60:02d}:{(30 + room) % 60:02d}"
    work = (visit(windows=(window("08:00", "08:00"),)), visit("V2", "U2", windows=(window(second, second),)))
    return makings(planned(request(workers=(worker(travel_mode=mode),), service_users=USERS, visits=work)))


@pytest.mark.parametrize("mode", TravelMode)
def test_r21_binds_one_minute_short_of_the_journey(mode: TravelMode) -> None:
    assert len(two_visits(journey(1, 5, mode) - 1, mode)) == 1


@pytest.mark.parametrize("mode", TravelMode)
def test_r21_holds_with_just_time_for_the_journey(mode: TravelMode) -> None:
    assert len(two_visits(journey(1, 5, mode), mode)) == 2


def based(**fields):
    return worker(starts_from=StartsFrom.BASE, place_id="P0", **fields)


def clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def first_possible(minute: int, crew) -> dict:
    own = (visit(windows=(window("06:00", clock(minute)),)),)
    return makings(planned(request(workers=(crew,), visits=own)))


def test_r21_binds_the_journey_from_the_base_follows_the_handover() -> None:
    earliest = 7 * 60 + 10 + journey(0, 1)
    assert first_possible(earliest - 1, based()) == {}
    assert first_possible(earliest, based()) == {"V1": [("W1", clock(earliest))]}


def test_r21_holds_a_worker_from_home_is_at_the_first_visit_when_the_handover_ends() -> None:
    assert first_possible(7 * 60 + 10, worker()) == {"V1": [("W1", "07:10")]}


def last_possible(minute: int, crew) -> dict:
    own = (visit(windows=(window(clock(minute), "20:00"),)),)
    return makings(planned(request(workers=(crew,), visits=own)))


def test_r21_binds_the_journey_back_to_the_base_ends_with_the_shift() -> None:
    latest = 13 * 60 - 30 - journey(1, 0)
    assert last_possible(latest + 1, based()) == {}
    assert last_possible(latest, based()) == {"V1": [("W1", clock(latest))]}


def test_r21_holds_a_worker_from_home_leaves_from_the_last_visit() -> None:
    assert last_possible(12 * 60 + 30, worker()) == {"V1": [("W1", "12:30")]}


def test_journeys_to_and_from_a_base_are_paid_mileage_and_a_commute_is_not() -> None:
    work = (visit(windows=(window("08:00", "08:00"),)), visit("V2", "U2", windows=(window("10:00", "10:00"),)))
    from_home = planned(request(service_users=USERS, visits=work))
    from_base = planned(request(workers=(based(),), service_users=USERS, visits=work))
    on_foot = planned(request(workers=(based(travel_mode=TravelMode.BUS),), service_users=USERS, visits=work))
    assert routing_terms(from_home)["mileage"] == mileage(1, 5)
    assert routing_terms(from_base)["mileage"] == mileage(0, 1) + mileage(1, 5) + mileage(5, 0)
    assert routing_terms(on_foot)["mileage"] == 0


def test_visits_near_each_other_follow_each_other() -> None:
    """Four free visits at two places: one journey between the places is enough."""
    free = (window("07:10", "12:00"),)
    work = tuple(visit(f"V{n}", f"U{1 + n % 2}", windows=free) for n in range(4))
    plan = planned(request(service_users=USERS, visits=work), steps=300)
    (duty,) = plan.duties()
    starts = [visit.start for visit in duty.visits]
    assert minutes_between(starts[0], starts[-1]) == 3 * 30 + journey(1, 5)
