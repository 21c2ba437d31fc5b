"""Every term of the objective, against pennies worked out by hand."""

from datetime import date, time
from typing import Any

import pytest

from models.base import Employment, StartsFrom, TravelMode
from models.clock import Horizon, at
from models.money import Prices
from models.patterns import ClockSpan
from models.request import RotaRequest
from models.roster import Duty, PlannedTraining, Roster, Span, Unserved
from models.visits import Need
from models.wishes import Preference, PreferenceKind
from models.workers import Absence, AbsenceKind, CarriedIn, Training
from optimiser.checks.objective import recompute, round_half_up
from tests.builders import MONDAY, PATTERNS, duty, moment, pattern, request, roster, user, visit, window, worker
from tests.checks.judging import day, shift, span

TERMS = [
    "required_unserved",
    "waiting_list_unserved",
    "training_not_held",
    "overtime_pay",
    "bank_pay",
    "mileage",
    "lateness",
    "preferences",
    "fairness",
    "unfamiliar_workers",
    "hours_balance",
    "rostered_time",
]
ALL_DAY = (window("07:00", "21:00"),)


def term(name: str, asked: RotaRequest, *duties: Duty) -> int:
    return recompute(asked, roster(*duties))[name]


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


# Overtime and bank pay.


def employed(**fields: Any) -> RotaRequest:
    return request(workers=(worker(**fields),), patterns=(*PATTERNS, SHORTENED))


SHORTENED = pattern("shortened", "07:00", "13:00", end_earlier_minutes=360)


def lasting(minutes: int, offset: int = 0) -> Duty:
    end = f"{7 + minutes // 60:02}:{minutes % 60:02}"
    return shift(SHORTENED, offset, parts=(span("07:00", end, offset),))


def test_overtime_is_the_minutes_above_contract_at_a_quarter_more_than_pay() -> None:
    # 61 minutes over at 1,233 an hour and 125%: 61 x 1233 x 125 / 6000 = 1,566.9375.
    asked = employed(contract_minutes_per_week=360, pay_pence_per_hour=1_233)
    assert term("overtime_pay", asked, duty(), lasting(61, 1)) == 1_567
    assert term("overtime_pay", asked, duty()) == 0
    assert term("overtime_pay", asked, lasting(359)) == 0


def test_overtime_rounds_each_workers_week_by_itself() -> None:
    # A minute at 1,224 an hour and 125% is 25.5 pence: 26 in each of two weeks for each of two workers.
    own = {"contract_minutes_per_week": 359, "pay_pence_per_hour": 1_224}
    asked = request(horizon=Horizon(start=MONDAY, days=14), workers=(worker(**own), worker("W2", **own)))
    worked = [duty(name, day=first) for name in ("W1", "W2") for first in (0, 7)]
    assert term("overtime_pay", asked, *worked) == 4 * 26


def test_overtime_in_one_week_is_not_made_good_by_the_next() -> None:
    asked = request(horizon=Horizon(start=MONDAY, days=14), workers=(worker(contract_minutes_per_week=360),))
    # Twelve hours in the first week, none in the second: 360 minutes at 1,200 x 125%.
    assert term("overtime_pay", asked, duty(), duty(day=1)) == 9_000


def test_leave_counts_towards_overtime() -> None:
    leave = Absence(
        id="A1", worker_id="W1", kind=AbsenceKind.LEAVE, first_date=day(3), last_date=day(3), paid_minutes=60
    )
    asked = employed(contract_minutes_per_week=360).model_copy(update={"absences": (leave,)})
    assert term("overtime_pay", asked, duty()) == 1_500


def test_overtime_in_a_short_last_week_is_counted_above_the_scaled_contract() -> None:
    # 840 x 3 // 7 = 360 minutes owed in the last three days; 60 more at 1,200 x 125%.
    asked = request(
        horizon=Horizon(start=MONDAY, days=10),
        workers=(worker(contract_minutes_per_week=840),),
        patterns=(*PATTERNS, SHORTENED),
    )
    assert term("overtime_pay", asked, duty(day=7), lasting(60, 8)) == 1_500


def test_an_unpaid_break_is_not_overtime_and_a_paid_one_is() -> None:
    rest = span("10:00", "10:30")
    for paid, pence in [(False, 0), (True, 750)]:
        resting = pattern("resting", "07:00", "13:30", break_minutes=30, break_paid=paid)
        asked = request(workers=(worker(contract_minutes_per_week=360),), patterns=(resting,))
        assert term("overtime_pay", asked, shift(resting, rest_break=rest)) == pence


def test_only_the_minutes_of_an_unpaid_break_inside_the_shift_are_unpaid() -> None:
    resting = pattern("resting", "07:00", "13:30", break_minutes=30)
    asked = request(workers=(worker(contract_minutes_per_week=360),), patterns=(resting,))
    for rest, overtime in [(span("13:20", "13:50"), 20), (span("15:00", "15:30"), 30), (span("06:30", "07:10"), 20)]:
        assert term("overtime_pay", asked, shift(resting, rest_break=rest)) == overtime * 25


@pytest.mark.parametrize("employment", [Employment.BANK, Employment.AGENCY])
def test_bank_and_agency_hours_cost_their_pay_and_no_overtime(employment: Employment) -> None:
    asked = employed(employment=employment, contract_minutes_per_week=60, pay_pence_per_hour=1_233)
    # 361 minutes at 1,233 an hour: 7,418.55.
    assert term("bank_pay", asked, duty(), lasting(1, 1)) == 7_419
    assert term("overtime_pay", asked, duty(), lasting(1, 1)) == 0
    assert term("hours_balance", asked, duty()) == 0


def test_permanent_hours_are_no_bank_pay() -> None:
    assert term("bank_pay", request(), duty()) == 0


def test_bank_pay_is_for_duties_only_and_rounds_each_week_by_itself() -> None:
    # A minute at 1,230 an hour is 20.5 pence, in each of two weeks 21; leave is not the bank's to pay.
    leave = Absence(
        id="A1", worker_id="W1", kind=AbsenceKind.LEAVE, first_date=day(3), last_date=day(3), paid_minutes=60
    )
    asked = request(
        horizon=Horizon(start=MONDAY, days=14),
        workers=(worker(employment=Employment.BANK, pay_pence_per_hour=1_230),),
        patterns=(*PATTERNS, SHORTENED),
        absences=(leave,),
    )
    assert term("bank_pay", asked, lasting(1), lasting(1, 7)) == 42


@pytest.mark.parametrize(("saturday", "hours"), [(date(2026, 3, 28), 8), (date(2026, 10, 24), 10)])
def test_a_night_over_a_clock_change_is_paid_as_long_as_it_lasts(saturday: date, hours: int) -> None:
    sunday = date.fromordinal(saturday.toordinal() + 1)
    night = Duty(
        worker_id="W1",
        date=saturday,
        pattern_id="night",
        parts=(Span(start=at(saturday, time(22)), end=at(sunday, time(7))),),
    )
    asked = request(
        horizon=Horizon(start=saturday), workers=(worker(employment=Employment.BANK, pay_pence_per_hour=1_200),)
    )
    assert term("bank_pay", asked, night) == hours * 1_200


# Mileage: 1,446 metres a step of one place at 45 pence a mile of 1,609 metres: 40.44 pence; two steps 80.86.


def calling(**fields: Any) -> RotaRequest:
    return request(
        workers=(worker(**fields),),
        service_users=(user(), user("U2", place_id="P2"), user("U3", place_id="P3")),
        visits=tuple(visit(f"V{n}", f"U{n}", windows=ALL_DAY) for n in (1, 2, 3)),
        patterns=(*PATTERNS, SPLIT),
        trainings=(Training(id="T1", worker_id="W1", minutes=30, first_date=MONDAY, last_date=MONDAY),),
    )


SPLIT = pattern("split", parts=({"start": "07:00", "end": "10:00"}, {"start": "16:00", "end": "19:00"}), kind="split")
ROUND = [("V1", "08:00"), ("V2", "09:00"), ("V3", "10:00")]


def test_mileage_is_paid_between_visits_and_not_for_the_commute() -> None:
    assert term("mileage", calling(), duty(visits=ROUND)) == 40 + 40
    assert term("mileage", calling(), duty(visits=ROUND[:1])) == 0


def test_mileage_is_paid_to_and_from_a_base() -> None:
    # To the first person one step, between them one and one, from the third back three: 4,337 m, 121.30 pence.
    assert term("mileage", calling(starts_from=StartsFrom.BASE), duty(visits=ROUND)) == 40 + 40 + 40 + 121


def test_mileage_runs_past_a_break_and_a_training_which_have_no_place() -> None:
    held = PlannedTraining(training_id="T1", start=moment("08:30"))
    paused = duty(visits=[("V1", "08:00"), ("V2", "10:00")], trainings=(held,), rest_break=span("09:00", "09:20"))
    assert term("mileage", calling(), paused) == 40


def test_mileage_begins_anew_in_each_part_of_a_split() -> None:
    parted = shift(SPLIT, visits=[("V1", "08:00"), ("V2", "09:00"), ("V3", "17:00")])
    assert term("mileage", calling(), parted) == 40
    assert term("mileage", calling(starts_from=StartsFrom.BASE), parted) == 40 + 40 + 81 + 121 + 121


@pytest.mark.parametrize("mode", [TravelMode.WALK, TravelMode.BUS])
def test_no_mileage_is_paid_on_foot_or_by_bus(mode: TravelMode) -> None:
    assert term("mileage", calling(travel_mode=mode), duty(visits=ROUND)) == 0


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


# Hours balance: 100 pence an hour away from zero.


@pytest.mark.parametrize(
    ("carried", "worked", "pence"),
    [
        (0, 360, 1_500),
        (0, 0, 2_100),
        (900, 360, 0),
        (930, 360, 50),
        (-900, 360, 3_000),
        (1_000, 360, 167),
    ],
)
def test_hours_away_from_balance_cost_their_price(carried: int, worked: int, pence: int) -> None:
    # The contract is 1,260 minutes a week.
    asked = request(workers=(worker(carried=CarriedIn(hours_balance_minutes=carried)),))
    assert term("hours_balance", asked, *([duty()] if worked else [])) == pence


def test_hours_balance_adds_up_over_weeks_and_counts_leave() -> None:
    leave = Absence(
        id="A1", worker_id="W1", kind=AbsenceKind.LEAVE, first_date=day(3), last_date=day(4), paid_minutes=300
    )
    asked = request(
        horizon=Horizon(start=MONDAY, days=14), workers=(worker(contract_minutes_per_week=360),), absences=(leave,)
    )
    # First week 360 + 360 + 300 - 360 = 660 over, second 360 under: 300 minutes.
    assert term("hours_balance", asked, duty(), duty(day=1)) == 500


def test_hours_balance_of_a_short_last_week_is_against_the_scaled_contract() -> None:
    asked = request(horizon=Horizon(start=MONDAY, days=10), workers=(worker(contract_minutes_per_week=840),))
    # 840 owed in the first week and 840 x 3 // 7 = 360 in the last three days; 360 worked in each.
    assert term("hours_balance", asked, duty(), duty(day=7)) == 800


def test_rostered_time_is_priced_over_the_whole_roster_and_rounded_once() -> None:
    asked = request(prices=Prices(rostered_hour=90), workers=(worker(), worker("W2")), patterns=(*PATTERNS, SHORTENED))
    # 361 + 1 minutes at 90 an hour: 543 exactly, where each duty by itself would round up to 542 and 2.
    worked = [lasting(360), lasting(1, 1), lasting(1).model_copy(update={"worker_id": "W2"})]
    assert term("rostered_time", asked, *worked) == 543
    assert term("rostered_time", request(), duty()) == 0


def test_what_r00_reports_is_passed_over() -> None:
    odd = [duty("W9", visits=[("V8", "08:00")]), duty(day=9), duty().model_copy(update={"pattern_id": "tea"})]
    asked = request(workers=(worker(employment=Employment.BANK, pay_pence_per_hour=1_200),), visits=())
    assert recompute(asked, roster(*odd)) == {**dict.fromkeys(TERMS, 0), "bank_pay": 7_200}
