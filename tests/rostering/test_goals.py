"""What each goal costs, on shifts written by hand; the referee's own sums are compared in test_against_referee."""

import pytest

from models.base import Employment
from models.money import Prices
from models.patterns import ClockSpan
from models.wishes import Preference, PreferenceKind
from models.workers import CarriedIn
from tests.builders import request, worker
from tests.rostering.shifts_by_hand import day, price_pence, shift


def wish(number: int, kind: PreferenceKind, **fields: object) -> Preference:
    return Preference(**{"id": f"P{number}", "worker_id": "W1", "kind": kind, "date": day(number), **fields})


def test_overtime_is_paid_above_contract_only() -> None:
    own = request(workers=(worker(contract_minutes_per_week=660, pay_pence_per_hour=1_000),))
    assert price_pence(own, "overtime_pay", [shift(own, 0)]) == 0
    assert price_pence(own, "overtime_pay", [shift(own, 0), shift(own, 1)]) == pytest.approx(1_250)


def test_bank_pay_is_for_every_minute_of_bank_and_agency_workers() -> None:
    bank = worker(employment=Employment.AGENCY, contract_minutes_per_week=0, pay_pence_per_hour=1_000)
    assert price_pence(request(workers=(bank,)), "bank_pay", [shift(request(), 0)]) == pytest.approx(6_000)
    assert price_pence(request(), "bank_pay", [shift(request(), 0)]) == 0


def test_a_wish_for_a_day_a_pattern_or_a_span_is_granted_by_a_duty_there() -> None:
    span = ClockSpan.model_validate({"start": "06:00", "end": "13:00"})
    wishes = (
        wish(0, PreferenceKind.WANT),
        wish(1, PreferenceKind.WANT, pattern_id="late"),
        wish(2, PreferenceKind.WANT, span=span, strength=2),
    )
    own = request(preferences=wishes)
    granted = [shift(own, 0), shift(own, 1, "late"), shift(own, 2)]
    assert price_pence(own, "preferences", granted) == 0
    refused = [shift(own, 1), shift(own, 2, "late")]
    assert price_pence(own, "preferences", refused) == pytest.approx(800 + 800 + 1_600)


def test_rather_not_is_refused_by_a_night_that_runs_into_the_span() -> None:
    span = ClockSpan.model_validate({"start": "06:00", "end": "08:00"})
    own = request(preferences=(wish(1, PreferenceKind.RATHER_NOT, span=span),))
    assert price_pence(own, "preferences", [shift(own, 0, "night")]) == pytest.approx(800)
    assert price_pence(own, "preferences", [shift(own, 1, "late")]) == 0


def test_refusals_cost_more_and_more_with_those_before() -> None:
    wishes = tuple(wish(number, PreferenceKind.RATHER_NOT) for number in range(3))
    own = request(preferences=wishes, workers=(worker(carried=CarriedIn(wishes_refused=2)),))
    worked = [shift(own, number) for number in range(3)]
    assert price_pence(own, "fairness", worked) == pytest.approx(200 * (2 + 3 + 4))
    assert price_pence(own, "fairness", worked[:1]) == pytest.approx(200 * 2)


def test_hours_away_from_contract_and_carried_balance_cost_either_way() -> None:
    carried = CarriedIn(hours_balance_minutes=60)
    own = request(workers=(worker(contract_minutes_per_week=720, carried=carried),))
    assert price_pence(own, "hours_balance", [shift(own, 0), shift(own, 1)]) == pytest.approx(100)
    assert price_pence(own, "hours_balance", [shift(own, 0)]) == pytest.approx(500)


def test_rostered_time_costs_where_a_team_prices_it() -> None:
    own = request(prices=Prices(rostered_hour=50))
    assert price_pence(own, "rostered_time", [shift(own, 0)]) == pytest.approx(300)
