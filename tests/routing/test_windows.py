"""R17: a visit or training starts in one of its windows, late only where lateness is allowed, at its price."""

from datetime import time

from models.workers import Training
from tests.builders import MONDAY, request, user, visit, window, worker
from tests.routing.plans import makings, planned, routing_terms, shift


def test_r17_binds_nobody_comes_when_the_window_closes_before_the_shift() -> None:
    assert makings(planned(request(visits=(visit(windows=(window("06:00", "07:09"),)),)))) == {}


def test_r17_holds_at_the_last_minute_of_the_window() -> None:
    assert makings(planned(request(visits=(visit(windows=(window("06:00", "07:10"),)),)))) == {"V1": [("W1", "07:10")]}


def test_r17_binds_a_worker_waits_for_the_window_to_open() -> None:
    assert makings(planned(request(visits=(visit(windows=(window("11:59", "12:30"),)),)))) == {"V1": [("W1", "11:59")]}


def test_r17_binds_two_visits_with_one_start_need_two_workers() -> None:
    sharp = (window("09:00", "09:00"),)
    work = (visit(windows=sharp), visit("V2", windows=sharp))
    assert len(makings(planned(request(visits=work)))) == 1
    assert len(makings(planned(request(workers=(worker(), worker("W2")), visits=work)))) == 2


def test_r17_holds_in_the_second_window_when_the_first_is_taken() -> None:
    work = (
        visit(windows=(window("08:00", "08:10"), window("11:00", "11:10"))),
        visit("V2", minutes=60, windows=(window("08:00", "08:00"),)),
    )
    assert makings(planned(request(visits=work))) == {"V1": [("W1", "11:00")], "V2": [("W1", "08:00")]}


def test_r17_holds_in_a_window_of_another_day() -> None:
    asked = request(visits=(visit(windows=(window("08:00", "08:10"), window("16:00", "16:10", day=1))),))
    late_on_tuesday = shift(asked, day=1, pattern_id="late")
    assert makings(planned(asked, late_on_tuesday)) == {"V1": [("W1", "16:00")]}


def test_r17_holds_late_at_a_price_a_minute() -> None:
    """Two visits at one address from 08:00; the second begins when the first ends, 30 minutes late."""
    work = (visit(windows=(window("08:00", "08:00"),)), visit("V2", windows=(window("08:00", "08:00", late=30),)))
    plan = planned(request(visits=work))
    assert makings(plan) == {"V1": [("W1", "08:00")], "V2": [("W1", "08:30")]}
    assert routing_terms(plan)["lateness"] == 30 * 30


def test_r17_binds_one_minute_more_than_the_lateness_allowed() -> None:
    work = (visit(windows=(window("08:00", "08:00"),)), visit("V2", windows=(window("08:00", "08:00", late=29),)))
    assert len(makings(planned(request(visits=work)))) == 1


def test_r17_lateness_dearer_than_the_visit_is_not_accepted() -> None:
    cheap = visit("V2", windows=(window("08:00", "08:00", late=30),), unserved_price_pence=899)
    dear = cheap.model_copy(update={"unserved_price_pence": 901})
    first = visit(windows=(window("08:00", "08:00"),))
    users = (user(known_worker_ids=("W1",)),)
    assert set(makings(planned(request(service_users=users, visits=(first, cheap))))) == {"V1"}
    assert set(makings(planned(request(service_users=users, visits=(first, dear))))) == {"V1", "V2"}


def test_r17_late_starts_are_priced_once_for_a_two_worker_visit() -> None:
    busy = visit(skills=("hoist",), windows=(window("08:00", "08:00"),))
    late = visit("V2", workers_needed=2, windows=(window("08:00", "08:10", late=60),))
    plan = planned(request(workers=(worker(skills=("hoist",)), worker("W2")), visits=(busy, late)))
    assert makings(plan)["V2"] == [("W1", "08:30"), ("W2", "08:30")]
    assert routing_terms(plan)["lateness"] == 20 * 30


def session(**fields):
    return Training(
        **{"id": "T1", "worker_id": "W1", "minutes": 60, "first_date": MONDAY, "last_date": MONDAY, **fields}
    )


def test_r17_holds_a_training_between_its_clock_times_with_its_own_worker() -> None:
    held = session(earliest_start=time(9), latest_start=time(9, 30))
    plan = planned(request(workers=(worker("W0"), worker()), visits=(), trainings=(held,)))
    assert makings(plan) == {"T1": [("W1", "09:00")]}


def test_r17_binds_a_training_after_the_shift_or_on_another_date_is_not_held() -> None:
    too_late = session(earliest_start=time(12, 1), latest_start=time(20))
    plan = planned(request(visits=(), trainings=(too_late,)))
    assert makings(plan) == {}
    assert routing_terms(plan)["training_not_held"] == 10_000
    tuesday = MONDAY.replace(day=MONDAY.day + 1)
    assert makings(planned(request(visits=(), trainings=(session(first_date=tuesday, last_date=tuesday),)))) == {}
