"""Night duties: over midnight, over both clock changes, and from the horizon's last evening."""

from datetime import date, timedelta

import pytest

from models.clock import Horizon, minutes_between, plus
from models.visits import Period, Visit, Window
from tests.builders import request, worker
from tests.routing.plans import makings, planned, shift

SPRING, AUTUMN, ORDINARY = date(2026, 3, 28), date(2026, 10, 24), date(2026, 1, 17)


def night_of(first: date, earliest_minutes: int, minutes: int = 30, days: int = 7):
    """A plan of one night duty on the first date, with one visit sharp so many minutes after its 22:00."""
    horizon = Horizon(start=first, days=days)
    start = plus(horizon.midnight, 22 * 60 + earliest_minutes)
    own = Window(earliest_start=start, latest_start=start)
    care = Visit(id="V1", service_user_id="U1", minutes=minutes, windows=(own,), period=Period.NIGHT)
    asked = request(horizon=horizon, workers=(worker(pattern_ids=("night",), night_volunteer=True),), visits=(care,))
    return planned(asked, shift(asked, pattern_id="night"))


@pytest.mark.parametrize(("first", "hours"), [(ORDINARY, 9), (SPRING, 8), (AUTUMN, 10)])
def test_a_night_is_as_long_as_the_clocks_make_it(first: date, hours: int) -> None:
    (duty,) = night_of(first, 60).duties()
    assert duty.working_minutes == hours * 60
    assert duty.date == first


@pytest.mark.parametrize(("first", "hours"), [(ORDINARY, 9), (SPRING, 8), (AUTUMN, 10)])
def test_r23_binds_and_holds_at_the_end_of_a_night_across_a_clock_change(first: date, hours: int) -> None:
    assert set(makings(night_of(first, hours * 60 - 30))) == {"V1"}
    assert makings(night_of(first, hours * 60 - 29)) == {}


@pytest.mark.parametrize(("first", "clock"), [(ORDINARY, "02:00"), (SPRING, "03:00"), (AUTUMN, "01:00")])
def test_a_visit_four_hours_into_the_night_is_told_in_london_time(first: date, clock: str) -> None:
    assert makings(night_of(first, 240)) == {"V1": [("W1", clock)]}


def test_a_visit_may_begin_before_midnight_and_end_after_it() -> None:
    plan = night_of(ORDINARY, 105)
    (duty,) = plan.duties()
    assert makings(plan) == {"V1": [("W1", "23:45")]}
    assert plus(duty.visits[0].start, 30).date() == ORDINARY + timedelta(days=1)


def test_the_last_night_reaches_beyond_the_horizon() -> None:
    plan = night_of(ORDINARY, 100, days=1)
    (duty,) = plan.duties()
    assert makings(plan) == {"V1": [("W1", "23:40")]}
    assert minutes_between(plan.routing.request.horizon.end, duty.end) == 7 * 60


def test_a_second_days_morning_visit_is_made_in_the_first_days_night_duty() -> None:
    assert makings(night_of(ORDINARY, 480)) == {"V1": [("W1", "06:00")]}
