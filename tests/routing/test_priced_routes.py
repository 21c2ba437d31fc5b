"""What routes are weighed by beyond legs: early starts, waiting, idle duties, and workers whom somebody prefers."""

from datetime import time

from models.base import StartsFrom
from models.money import Prices
from models.request import RotaRequest
from models.visits import Together
from optimiser.improve.incumbent import Incumbent
from optimiser.improve.objective import objective_terms
from optimiser.routing.plan import RoutePlan
from tests.builders import PATTERNS, pattern, request, user, visit, window, worker
from tests.routing.plans import makings, planned, routing_terms, shift


def terms(plan: RoutePlan, *names: str) -> list[int]:
    """The terms as the solver and the referee alike price them."""
    incumbent = Incumbent(plan.routing, {}, 1)
    incumbent.plan = plan
    own, referees = objective_terms(incumbent), routing_terms(plan)
    assert [own[name] for name in names] == [referees[name] for name in names]
    return [own[name] for name in names]


def test_a_visit_starts_early_where_that_is_cheaper_than_leaving_another_out() -> None:
    """V1 may start ten minutes before 08:00, and V2 has to start at 08:20 sharp at the same address."""
    work = (
        visit("V1", windows=(window("08:00", "08:00", early=10),)),
        visit("V2", windows=(window("08:20", "08:20"),)),
    )
    plan = planned(request(visits=work))
    assert makings(plan) == {"V1": [("W1", "07:50")], "V2": [("W1", "08:20")]}
    assert terms(plan, "earliness", "lateness") == [300, 0]


def test_a_visit_does_not_start_earlier_than_is_allowed() -> None:
    work = (
        visit("V1", windows=(window("08:00", "08:00", early=9),), unserved_price_pence=5_000),
        visit("V2", windows=(window("08:20", "08:20"),)),
    )
    assert set(makings(planned(request(visits=work)))) == {"V2"}


def test_the_second_worker_comes_as_long_after_the_first_as_the_visit_asks() -> None:
    pair = visit(
        workers_needed=2,
        together=Together.SEQUENCE,
        second_least_minutes=40,
        second_most_minutes=60,
        windows=(window("08:00", "10:00"),),
    )
    plan = planned(request(workers=(worker(), worker("W2")), visits=(pair,)))
    assert sorted(clock for _, clock in makings(plan)["V1"]) == ["08:00", "08:40"]
    assert {who for who, _ in makings(plan)["V1"]} == {"W1", "W2"}


def test_a_second_worker_who_could_only_come_too_late_is_not_sent() -> None:
    """W2 is busy until 09:30, an hour after the latest start of the first."""
    pair = {"workers_needed": 2, "together": Together.SEQUENCE, "second_least_minutes": 10, "second_most_minutes": 60}
    crew = (worker(), worker("W2", skills=("medication",)))
    busy = visit("V2", minutes=130, skills=("medication",), windows=(window("07:20", "07:20"),))
    work = (visit(windows=(window("08:00", "08:20"), window("09:31", "09:35")), **pair), busy)
    assert set(makings(planned(request(workers=crew, visits=work)))) == {"V2"}


def test_two_workers_who_need_not_meet_come_when_each_can_but_never_one_alone() -> None:
    pair = visit(workers_needed=2, together=Together.INDEPENDENT, windows=(window("08:00", "11:00"),))
    crew = (worker(), worker("W2", skills=("medication",)))
    busy = visit("V2", minutes=60, skills=("medication",), windows=(window("08:00", "08:00"),))
    made = makings(planned(request(workers=crew, visits=(pair, busy))))
    assert made["V1"] == [("W1", "08:00"), ("W2", "09:00")]
    assert makings(planned(request(visits=(pair,)))) == {}


def test_a_break_is_taken_in_its_hours() -> None:
    lunch = pattern(
        "day",
        "07:00",
        "15:00",
        break_minutes=30,
        break_earliest_start=time(12),
        break_latest_start=time(12, 30),
    )
    work = tuple(visit(f"V{number:02d}", windows=(window("07:10", "14:30"),)) for number in range(15))
    asked = request(patterns=(*PATTERNS, lunch), workers=(worker(pattern_ids=("day",)),), visits=work)
    plan = planned(asked, shift(asked, pattern_id="day"), steps=200)
    (duty,) = plan.duties()
    assert duty.rest_break is not None
    assert time(12) <= duty.rest_break.start.time() <= time(12, 30)
    assert len(makings(plan)) == 14


def test_a_duty_begins_at_one_base_and_ends_at_another() -> None:
    """P1 lies a mile or so north of the base P0; the way on to P2 is made in the shift too, and both are paid."""
    ends = {"starts_from": StartsFrom.BASE, "ends_at": StartsFrom.BASE, "end_place_id": "P2"}
    there_and_on = planned(request(workers=(worker(**ends),)))
    home_again = planned(request(workers=(worker(starts_from=StartsFrom.BASE, ends_at=StartsFrom.HOME),)))
    (on,), (back,) = terms(there_and_on, "mileage"), terms(home_again, "mileage")
    assert on == 2 * back > 0


def test_a_visit_that_leaves_no_time_to_reach_the_end_base_is_not_made() -> None:
    last = visit(windows=(window("12:30", "12:30"),))
    assert makings(planned(request(visits=(last,)))) == {"V1": [("W1", "12:30")]}
    to_a_base = worker(ends_at=StartsFrom.BASE, end_place_id="P2")
    assert makings(planned(request(workers=(to_a_base,), visits=(last,)))) == {}


def test_a_route_sets_out_later_where_waiting_is_priced() -> None:
    """V1 may be at any time until 10:00, V2 is at 11:00 sharp: without a price V1 is made at once."""
    work = (visit(windows=(window("07:10", "10:00"),)), visit("V2", windows=(window("11:00", "11:00"),)))
    unpriced = planned(request(visits=work))
    priced = planned(request(visits=work, prices=Prices(waiting_minute=2)))
    assert makings(unpriced)["V1"] == [("W1", "07:10")]
    assert makings(priced)["V1"] == [("W1", "10:00")]
    assert terms(priced, "waiting") == [60]


def test_work_is_shared_out_where_the_idlest_duty_is_priced() -> None:
    """Four visits at one address: one worker could make them all; with the price each makes two."""
    work = tuple(visit(f"V{number}", windows=(window("07:10", "12:00"),)) for number in range(4))
    known = (user(known_worker_ids=("W1", "W2")),)
    fields = {"workers": (worker(), worker("W2")), "service_users": known, "visits": work}
    plan = planned(request(**fields, prices=Prices(most_idle_minute=10)), steps=500)
    makers = [who for ((who, _),) in makings(plan).values()]
    assert sorted(makers) == ["W1", "W1", "W2", "W2"]
    assert terms(plan, "most_idle") == [10 * (360 - 10 - 60)]


def test_the_preferred_worker_comes_where_somebody_else_is_priced() -> None:
    for preferred in ("W1", "W2"):
        users = (user(preferred_worker_ids=(preferred,), known_worker_ids=("W1", "W2")),)
        asked = request(workers=(worker(), worker("W2")), service_users=users, prices=Prices(not_preferred_worker=100))
        plan = planned(asked)
        assert [who for who, _ in makings(plan)["V1"]] == [preferred]
        assert terms(plan, "not_preferred") == [0]


def test_somebody_else_comes_at_a_price_where_the_preferred_worker_is_not_on_duty() -> None:
    users = (user(preferred_worker_ids=("W2",), known_worker_ids=("W1",)),)
    asked: RotaRequest = request(
        workers=(worker(), worker("W2")), service_users=users, prices=Prices(not_preferred_worker=100)
    )
    plan = planned(asked, shift(asked, "W1"))
    assert terms(plan, "not_preferred") == [100]
