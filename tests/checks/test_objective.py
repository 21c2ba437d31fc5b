"""Unserved work, lateness, wishes and continuity in the objective, against pennies worked out by hand."""

from datetime import time
from typing import Any

import pytest

from models.base import Employment
from models.money import Prices
from models.patterns import ClockSpan
from models.roster import PlannedTraining, Roster, Unserved
from models.visits import Need, Together
from models.wishes import Preference, PreferenceKind
from models.workers import CarriedIn, Training
from optimiser.checks.objective import recompute, round_half_up
from tests.builders import MONDAY, duty, moment, request, roster, user, visit, window, worker
from tests.checks.judging import day, term

TERMS = [
    "required_unserved",
    "waiting_list_unserved",
    "training_not_held",
    "under_cover",
    "over_cover",
    "overtime_pay",
    "bank_pay",
    "mileage",
    "waiting",
    "most_idle",
    "lateness",
    "earliness",
    "preferences",
    "fairness",
    "line_terms",
    "unfamiliar_workers",
    "not_preferred",
    "hours_balance",
    "rostered_time",
]
ALL_DAY = (window("07:00", "21:00"),)


def test_every_term_is_there_in_the_order_of_the_page_even_for_an_empty_roster_and_request() -> None:
    empty = request(workers=(), service_users=(), visits=())
    assert recompute(empty, Roster()) == dict.fromkeys(TERMS, 0)
    assert list(recompute(empty, Roster())) == TERMS


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"), [(5, 2, 3), (4, 3, 1), (5, 3, 2), (0, 7, 0), (1, 2, 1)]
)
def test_half_pennies_round_up(numerator: int, denominator: int, rounded: int) -> None:
    assert round_half_up(numerator, denominator) == rounded


# Unserved: 6,000 each and 54 a minute a worker; waiting list 0 each and 40 a minute; 50,000 more if time-critical.


@pytest.mark.parametrize(
    ("fields", "pence"),
    [
        ({}, 30_000 + 54 * 30),
        ({"workers_needed": 2, "minutes": 45}, 30_000 + 54 * 45 * 2),
        ({"time_critical": True}, 30_000 + 54 * 30 + 50_000),
        ({"unserved_price_pence": 777}, 777),
        ({"unserved_price_pence": 0}, 0),
        ({"unserved_price_pence": 777, "time_critical": True}, 777),
    ],
)
def test_a_required_visit_nobody_makes_costs_its_price(fields: dict[str, Any], pence: int) -> None:
    asked = request(visits=(visit(**fields),))
    assert term("required_unserved", asked) == pence
    assert term("waiting_list_unserved", asked) == 0
    made = [duty(name, visits=[("V1", "08:00")]) for name in ("W1", "W2")]
    assert term("required_unserved", asked, *made) == 0


@pytest.mark.parametrize(
    ("fields", "pence"),
    [
        ({}, 500 + 40 * 30),
        ({"workers_needed": 2}, 500 + 40 * 30 * 2),
        ({"time_critical": True}, 500 + 40 * 30 + 50_000),
        ({"unserved_price_pence": 12}, 12),
    ],
)
def test_a_waiting_list_visit_nobody_makes_costs_the_waiting_list_price(fields: dict[str, Any], pence: int) -> None:
    prices = Prices(waiting_list_visit_unserved=500)
    asked = request(visits=(visit(need=Need.WAITING_LIST, **fields),), prices=prices)
    assert term("waiting_list_unserved", asked) == pence
    assert term("required_unserved", asked) == 0
    assert term("waiting_list_unserved", asked, duty(visits=[("V1", "08:00")])) == 0


def test_unserved_is_what_the_duties_say_not_what_the_list_of_unserved_says() -> None:
    listed = Roster(
        duties=(duty(visits=[("V1", "08:00")]),), unserved=(Unserved(visit_id="V1", reason_code="U1", reason="no"),)
    )
    assert recompute(request(), listed)["required_unserved"] == 0


def test_each_training_in_no_duty_costs_its_price() -> None:
    trainings = tuple(
        Training(id=f"T{n}", worker_id="W1", minutes=30, first_date=MONDAY, last_date=MONDAY) for n in (1, 2, 3)
    )
    held = PlannedTraining(training_id="T2", start=moment("09:00"))
    assert term("training_not_held", request(trainings=trainings), duty(trainings=(held,))) == 2 * 10_000


# Lateness: 30 pence a minute.


def test_each_minute_late_costs_its_price_once_a_visit() -> None:
    late = visit(windows=(window("08:00", "08:30", late=20),), workers_needed=2)
    asked = request(visits=(late,), workers=(worker(), worker("W2")))
    both = [duty(name, visits=[("V1", "08:42")]) for name in ("W1", "W2")]
    assert term("lateness", asked, *both) == 12 * 30
    on_time = [duty(name, visits=[("V1", "08:30")]) for name in ("W1", "W2")]
    assert term("lateness", asked, *on_time) == 0


def test_lateness_of_workers_who_do_not_start_together_is_that_of_the_first() -> None:
    asked = request(visits=(visit(windows=(window("08:00", "08:30", late=20),)),), workers=(worker(), worker("W2")))
    apart = [duty("W1", visits=[("V1", "08:40")]), duty("W2", visits=[("V1", "08:35")])]
    assert term("lateness", asked, *apart) == 5 * 30


def test_lateness_and_earliness_are_each_workers_own_where_two_do_not_start_at_one_time() -> None:
    apart = {"together": Together.INDEPENDENT, "workers_needed": 2}
    own = visit(windows=(window("08:00", "08:30", late=20, early=20),), **apart)
    asked = request(visits=(own,), workers=(worker(), worker("W2")), prices=Prices(early_minute=7))
    worked = [duty("W1", visits=[("V1", "08:40")]), duty("W2", visits=[("V1", "08:35")])]
    assert term("lateness", asked, *worked) == 15 * 30
    worked = [duty("W1", visits=[("V1", "07:55")]), duty("W2", visits=[("V1", "07:45")])]
    assert term("earliness", asked, *worked) == 20 * 7
    assert term("lateness", asked, *worked) == 0


def test_each_minute_early_costs_its_price_once_a_visit() -> None:
    early = visit(windows=(window("08:00", "08:30", early=20),), workers_needed=2)
    asked = request(visits=(early,), workers=(worker(), worker("W2")), prices=Prices(early_minute=7))
    for start, pence in (("07:48", 12 * 7), ("08:00", 0)):
        both = [duty(name, visits=[("V1", start)]) for name in ("W1", "W2")]
        assert term("earliness", asked, *both) == pence
        assert term("lateness", asked, *both) == 0


@pytest.mark.parametrize(
    ("late_minute", "early_minute", "lateness", "earliness"), [(10, 30, 300, 0), (30, 10, 0, 200), (20, 30, 600, 0)]
)
def test_between_two_windows_a_start_is_late_or_early_as_is_cheaper(
    late_minute: int, early_minute: int, lateness: int, earliness: int
) -> None:
    # 09:00 is 30 minutes after the first window and 20 before the second; at 600 both the first counts.
    windows = (window("08:00", "08:30", late=60), window("09:20", "09:30", early=60))
    prices = Prices(late_minute=late_minute, early_minute=early_minute)
    asked, worked = request(visits=(visit(windows=windows),), prices=prices), duty(visits=[("V1", "09:00")])
    assert (term("lateness", asked, worked), term("earliness", asked, worked)) == (lateness, earliness)


def test_lateness_is_the_least_over_all_windows() -> None:
    asked = request(visits=(visit(windows=(window("08:00", "08:30", late=60), window("08:50", "09:00", late=60))),))
    assert term("lateness", asked, duty(visits=[("V1", "08:40")])) == 300
    assert term("lateness", asked, duty(visits=[("V1", "08:55")])) == 0
    assert term("lateness", asked, duty(visits=[("V1", "09:05")])) == 150


# Preferences: 800 pence by strength; fairness: 200 for each refusal before.


def wish(number: int, kind: PreferenceKind, **fields: Any) -> Preference:
    return Preference(**{"id": f"N{number}", "worker_id": "W1", "kind": kind, "date": MONDAY, **fields})


def between(start: str, end: str) -> ClockSpan:
    return ClockSpan(start=time.fromisoformat(start), end=time.fromisoformat(end))


WANT, RATHER_NOT, CANNOT = PreferenceKind.WANT, PreferenceKind.RATHER_NOT, PreferenceKind.CANNOT


@pytest.mark.parametrize(
    "granted",
    [
        wish(1, WANT),
        wish(1, WANT, pattern_id="early"),
        wish(1, WANT, span=between("07:00", "13:00")),
        wish(1, RATHER_NOT, date=day(1)),
        wish(1, RATHER_NOT, pattern_id="late"),
        wish(1, RATHER_NOT, span=between("13:00", "22:00")),
        wish(1, CANNOT),
    ],
)
def test_a_wish_granted_costs_nothing(granted: Preference) -> None:
    assert term("preferences", request(preferences=(granted,)), duty()) == 0


@pytest.mark.parametrize(
    "refused",
    [
        wish(1, WANT, date=day(1)),
        wish(1, WANT, pattern_id="late"),
        wish(1, WANT, span=between("07:00", "12:59")),
        wish(1, WANT, span=between("07:01", "13:00")),
        wish(1, WANT, date=day(-1), span=between("06:00", "05:00")),
        wish(1, WANT, worker_id="W2"),
        wish(1, RATHER_NOT),
        wish(1, RATHER_NOT, pattern_id="early"),
        wish(1, RATHER_NOT, span=between("12:59", "22:00")),
        wish(1, RATHER_NOT, date=day(-1), span=between("20:00", "07:01")),
    ],
)
def test_a_wish_refused_costs_its_price(refused: Preference) -> None:
    asked = request(preferences=(refused,), workers=(worker(), worker("W2")))
    assert term("preferences", asked, duty()) == 800


def test_a_wish_to_work_is_granted_by_one_duty_among_several() -> None:
    wishes = (wish(1, WANT), wish(2, WANT, date=day(1), pattern_id="late"))
    assert term("preferences", request(preferences=wishes), duty(), duty(day=1, pattern_id="late")) == 0


def test_a_wish_costs_as_much_as_its_strength() -> None:
    wishes = (wish(1, RATHER_NOT, strength=3), wish(2, WANT, date=day(1), strength=2), wish(3, WANT, strength=3))
    assert term("preferences", request(preferences=wishes), duty()) == 5 * 800


def test_fairness_makes_each_further_refusal_dearer_for_those_refused_before() -> None:
    refused = tuple(wish(number, WANT, date=day(number), strength=3) for number in (1, 2, 3))
    workers = (worker(carried=CarriedIn(wishes_refused=4)), worker("W2"))
    asked = request(preferences=(*refused, wish(4, WANT, worker_id="W2")), workers=workers)
    # W1: 4 + 5 + 6, whatever the strength; W2, never refused before: 0.
    assert term("fairness", asked) == 15 * 200
    assert term("fairness", asked, duty(day=1), duty("W2")) == 9 * 200


def test_fairness_is_nothing_for_those_with_no_wish_refused_now() -> None:
    asked = request(workers=(worker(carried=CarriedIn(wishes_refused=9)),), preferences=(wish(1, WANT),))
    assert term("fairness", asked, duty()) == 0


# Continuity: 150 pence a pair of strangers.


def test_a_worker_new_to_a_person_costs_once_however_often_they_visit() -> None:
    visits = (visit(), visit("V2", windows=ALL_DAY), visit("V3", "U2", windows=ALL_DAY))
    asked = request(visits=visits, service_users=(user(), user("U2")), workers=(worker(), worker("W2")))
    alone = duty(visits=[("V1", "08:00"), ("V2", "09:00"), ("V3", "10:00")])
    assert term("unfamiliar_workers", asked, alone) == 2 * 150
    shared = [duty(visits=[("V1", "08:00"), ("V3", "10:00")]), duty("W2", visits=[("V2", "09:00")])]
    assert term("unfamiliar_workers", asked, *shared) == 3 * 150


@pytest.mark.parametrize("field", ["known_worker_ids", "preferred_worker_ids"])
def test_a_known_or_preferred_worker_is_no_stranger(field: str) -> None:
    asked = request(service_users=(user(**{field: ("W1",)}),))
    assert term("unfamiliar_workers", asked, duty(visits=[("V1", "08:00")])) == 0


# Preferred workers: here 90 pence a share.


def test_each_share_of_a_visit_by_another_than_a_preferred_worker_costs_its_price() -> None:
    asked = request(
        workers=(worker(), worker("W2"), worker("W3")),
        service_users=(user(preferred_worker_ids=("W1", "W3")), user("U2")),
        visits=(visit(workers_needed=2), visit("V2", windows=ALL_DAY), visit("V3", "U2", windows=ALL_DAY)),
        prices=Prices(not_preferred_worker=90),
    )
    preferred = [duty(name, visits=[("V1", "08:00")]) for name in ("W1", "W3")]
    assert term("not_preferred", asked, *preferred) == 0
    other = [duty("W1", visits=[("V1", "08:00")]), duty("W2", visits=[("V1", "08:00"), ("V2", "09:00")])]
    assert term("not_preferred", asked, *other) == 2 * 90
    # Nobody is preferred by U2; by default nothing is weighed.
    assert term("not_preferred", asked, duty("W2", visits=[("V3", "10:00")])) == 0
    assert term("not_preferred", asked.changed(prices=Prices()), *other) == 0


def test_what_r00_reports_is_passed_over() -> None:
    odd = [duty("W9", visits=[("V8", "08:00")]), duty(day=9), duty().model_copy(update={"pattern_id": "tea"})]
    asked = request(workers=(worker(employment=Employment.BANK, pay_pence_per_hour=1_200),), visits=())
    assert recompute(asked, roster(*odd)) == {**dict.fromkeys(TERMS, 0), "bank_pay": 7_200}
