"""What a roster costs, to the penny, against sums made by hand: £12.00 an hour is 20 pence a minute."""

from datetime import date, time

import pytest

from models.base import Employment, StartsFrom
from models.money import EnhancedDay, Enhancement, PayTerms
from models.workers import Absence, AbsenceKind
from optimiser.checks.objective import recompute
from optimiser.costs import COMPONENTS
from tests.builders import MONDAY, duty, request, roster, user, visit, worker
from tests.ledger.helpers import PATTERNS, costs_of, pence, split_duty

SATURDAY = 5
PLAIN = PayTerms(enhancements=(), split_duty_pence_per_hour=0, on_cost_percent=0, overhead_pence_per_paid_hour=0)
NO_CONTRACT = worker(contract_minutes_per_week=0, employment=Employment.BANK)


def _components(roster_of_one, **fields):
    parts = costs_of(request(**{"workers": (NO_CONTRACT,), "pay": PLAIN, **fields}), roster_of_one).components
    return {name: amount for name, amount in parts.items() if amount}


def test_basic_pay_is_paid_for_duties_and_for_contracted_minutes_nobody_rostered():
    assert _components(roster(duty())) == {"basic_pay": 360 * 20}
    assert _components(roster(duty()), workers=(worker(),)) == {"basic_pay": 1_260 * 20}


def test_on_costs_are_a_percentage_of_pay_and_overhead_is_for_each_paid_hour():
    terms = PLAIN.model_copy(update={"on_cost_percent": 30, "overhead_pence_per_paid_hour": 300})
    assert _components(roster(duty()), pay=terms) == {"basic_pay": 7_200, "on_costs": 2_160, "overhead": 1_800}


def test_the_first_hour_of_an_early_shift_is_enhanced_as_night_by_the_standard_terms():
    terms = PLAIN.model_copy(update={"enhancements": PayTerms().enhancements})
    assert _components(roster(duty()), pay=terms)["enhancement"] == 60 * 20 * 25 // 100


@pytest.mark.parametrize(
    ("day", "bank_holidays", "percent"),
    [(SATURDAY, (), 25), (0, (MONDAY,), 50), (SATURDAY, (date.fromordinal(MONDAY.toordinal() + SATURDAY),), 50)],
)
def test_of_several_enhancements_only_the_highest_is_paid_for_a_minute(day, bank_holidays, percent):
    terms = PLAIN.model_copy(update={"enhancements": PayTerms().enhancements, "bank_holidays": bank_holidays})
    assert _components(roster(duty(day=day)), pay=terms)["enhancement"] == 360 * 20 * percent // 100


def test_a_night_from_friday_into_saturday_is_a_weekend_from_midnight_only():
    weekend = Enhancement(name="weekend", days=EnhancedDay.WEEKEND, percent=100)
    terms = PLAIN.model_copy(update={"enhancements": (weekend,)})
    friday_night = duty(day=4, pattern_id="night")
    assert _components(roster(friday_night), pay=terms)["enhancement"] == (7 * 60 - 20) * 20


def test_an_enhancement_ends_at_its_minute():
    quarter = Enhancement(name="quarter", days=EnhancedDay.EVERY_DAY, start=time(7, 10), end=time(7, 25), percent=100)
    terms = PLAIN.model_copy(update={"enhancements": (quarter,)})
    assert _components(roster(duty()), pay=terms)["enhancement"] == 15 * 20


def test_an_absence_on_a_bank_holiday_is_paid_at_basic_pay():
    away = Absence(
        id="A1", worker_id="W1", kind=AbsenceKind.LEAVE, first_date=MONDAY, last_date=MONDAY, paid_minutes=300
    )
    terms = PLAIN.model_copy(update={"enhancements": PayTerms().enhancements, "bank_holidays": (MONDAY,)})
    assert _components(roster(), absences=(away,), pay=terms) == {"basic_pay": 300 * 20}


def test_a_split_duty_is_paid_extra_for_each_of_its_hours():
    terms = PLAIN.model_copy(update={"split_duty_pence_per_hour": 6})
    assert _components(roster(split_duty()), pay=terms, patterns=PATTERNS)["split_duty"] == 36
    assert "split_duty" not in _components(roster(duty()), pay=terms)


def test_overtime_is_a_premium_on_minutes_above_contract_of_permanent_workers_only():
    permanent = worker(contract_minutes_per_week=300)
    bank = permanent.model_copy(update={"employment": Employment.BANK})
    assert _components(roster(duty()), workers=(permanent,)) == {"basic_pay": 7_200, "overtime": 60 * 20 * 25 // 100}
    assert _components(roster(duty()), workers=(bank,)) == {"basic_pay": 7_200}
    assert recompute(request(workers=(permanent,)), roster(duty()))["overtime_pay"] == 60 * 20 * 125 // 100


def test_absence_counts_towards_the_contract_before_overtime():
    away = Absence(
        id="A1", worker_id="W1", kind=AbsenceKind.SICKNESS, first_date=MONDAY, last_date=MONDAY, paid_minutes=300
    )
    parts = _components(roster(duty(day=1)), workers=(worker(contract_minutes_per_week=600),), absences=(away,))
    assert parts == {"basic_pay": 660 * 20, "overtime": 60 * 20 * 25 // 100}


def test_overtime_is_the_last_minutes_of_the_week_so_the_night_that_ends_it_bears_the_premium():
    permanent = worker(contract_minutes_per_week=360)
    case = request(workers=(permanent,), pay=PLAIN)
    costs = costs_of(case, roster(duty(day=0), duty(day=2, pattern_id="night")))
    assert pence(costs.by_period) == {"day": 360 * 20, "night": 520 * 25}


def test_mileage_is_paid_between_visits_and_to_the_base_but_not_on_a_commute():
    users = (user("U1", place_id="P1"), user("U2", place_id="P2"))
    fields = {"service_users": users, "visits": (visit("V1", "U1"), visit("V2", "U2"))}
    morning = roster(duty(visits=(("V1", "08:00"), ("V2", "09:00"))))
    at_base = NO_CONTRACT.model_copy(update={"starts_from": StartsFrom.BASE})
    assert _components(morning, **fields)["mileage"] == 40
    assert _components(morning, workers=(at_base,), **fields)["mileage"] == 40 + 40 + 81
    assert recompute(request(workers=(at_base,), **fields), morning)["mileage"] == 161


def test_components_that_each_have_half_pennies_still_sum_to_the_whole():
    odd = worker(contract_minutes_per_week=360, pay_pence_per_hour=1_265)
    terms = PayTerms(on_cost_percent=33, overhead_pence_per_paid_hour=301)
    costs = costs_of(request(workers=(odd,), pay=terms), roster(duty()))
    # 6 h x 1265 = 7590; one hour at 25% = 316.25; on-costs 33% of 7906.25 = 2609.0625; overhead 1806: 12321.3125
    assert costs.components == dict(zip(COMPONENTS, (7_590, 316, 0, 0, 2_609, 0, 1_806), strict=True))
    assert costs.total_pence == 12_321


def test_rates_are_over_all_paid_hours_and_over_contact_hours():
    case = request(workers=(worker(),), pay=PLAIN)
    costs = costs_of(case, roster(duty(visits=(("V1", "08:00"),))))
    assert costs.per_paid_hour_pence == 1_200
    assert costs.per_contact_hour_pence == 1_260 * 20 * 2
    assert costs_of(case, roster()).per_contact_hour_pence is None
