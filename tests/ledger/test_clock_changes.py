"""A night across a clock change is one hour shorter or longer, and is paid so."""

from datetime import date, time

import pytest

from models.clock import Horizon, at
from models.money import EnhancedDay, Enhancement, PayTerms
from models.roster import Duty, Span
from optimiser.ledger import ledger
from tests.builders import PATTERNS, request, roster, worker
from tests.ledger.helpers import costs_of, minutes_by_category

NIGHT_RATE = Enhancement(name="night", days=EnhancedDay.EVERY_DAY, start=time(23), end=time(6), percent=25)
FIRST_HOURS = Enhancement(name="first hours", days=EnhancedDay.EVERY_DAY, start=time(1), end=time(2), percent=100)


def _night(saturday: date) -> tuple[Horizon, Duty]:
    sunday = date.fromordinal(saturday.toordinal() + 1)
    monday = date.fromordinal(saturday.toordinal() - 5)
    part = Span(start=at(saturday, time(22)), end=at(sunday, time(7)))
    rest = Span(start=at(sunday, time(5)), end=at(sunday, time(5, 20)))
    shift = Duty(worker_id="W1", date=saturday, pattern_id="night", parts=(part,), rest_break=rest)
    return Horizon(start=monday, days=7), shift


@pytest.mark.parametrize(
    ("saturday", "paid", "enhanced"),
    [
        (date(2026, 3, 21), 540 - 20, 420 - 20),
        (date(2026, 3, 28), 480 - 20, 360 - 20),
        (date(2026, 10, 24), 600 - 20, 480 - 20),
    ],
)
def test_a_night_is_paid_by_the_minutes_that_pass_and_enhanced_by_the_clock_at_each(saturday, paid, enhanced):
    horizon, shift = _night(saturday)
    terms = PayTerms(enhancements=(NIGHT_RATE,))
    case = request(horizon=horizon, workers=(worker(contract_minutes_per_week=0),), pay=terms, patterns=PATTERNS)
    table = ledger(case, roster(shift))
    assert minutes_by_category(table) == {"handover": 10, "wait": paid - 10}
    assert costs_of(case, roster(shift)).components["enhancement"] == enhanced * 20 * 25 // 100


@pytest.mark.parametrize(("saturday", "minutes"), [(date(2026, 3, 28), 0), (date(2026, 10, 24), 120)])
def test_the_hour_that_is_skipped_is_not_enhanced_and_the_hour_that_comes_twice_is_enhanced_twice(saturday, minutes):
    horizon, shift = _night(saturday)
    terms = PayTerms(enhancements=(FIRST_HOURS,))
    case = request(horizon=horizon, workers=(worker(contract_minutes_per_week=0),), pay=terms, patterns=PATTERNS)
    assert costs_of(case, roster(shift)).components["enhancement"] == minutes * 20


def test_the_ledger_shows_london_time_on_both_sides_of_the_change():
    horizon, shift = _night(date(2026, 3, 28))
    table = ledger(request(horizon=horizon), roster(shift))
    assert str(table["start"].dropna().iloc[0]) == "2026-03-28 22:00:00+00:00"
    assert str(table["end"].dropna().iloc[-1]) == "2026-03-29 07:00:00+01:00"
