"""Time counted in steps of several minutes never makes a duty worth less than it is."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.base import StartsFrom
from models.request import RotaRequest
from models.workers import Training
from optimiser.ceiling.contact import first_multipliers
from optimiser.ceiling.promise import Promise
from optimiser.ceiling.relaxation import Relaxation
from tests.builders import MONDAY, pattern, request, user, visit, window, worker

SHIFTS = (
    pattern("early", "07:00", "13:00", start_later_minutes=45, end_later_minutes=50),
    pattern("short", "07:10", "09:55", end_earlier_minutes=35),
)


@st.composite
def rounds(draw: Any) -> RotaRequest:
    """Up to six visits at minutes that fit into no step, for one worker with a training."""
    users = [user(f"U{number}", place_id=f"P{number}") for number in range(6)]
    visits = []
    for number in range(draw(st.integers(1, 6))):
        opens, wide = draw(st.integers(0, 180)), draw(st.integers(0, 90))
        first, last = (f"{7 + minute // 60:02}:{minute % 60:02}" for minute in (opens, opens + wide))
        minutes = draw(st.integers(16, 44))
        visits.append(visit(f"V{number}", f"U{number}", minutes=minutes, windows=(window(first, last),)))
    crew = worker(
        place_id="P2",
        starts_from=draw(st.sampled_from(StartsFrom)),
        pattern_ids=("early", "short"),
        contract_minutes_per_week=300,
    )
    meeting = Training(id="T1", worker_id="W1", minutes=37, first_date=MONDAY, last_date=MONDAY)
    return request(patterns=SHIFTS, workers=(crew,), service_users=users, visits=visits, trainings=(meeting,))


@settings(max_examples=30)
@given(rounds(), st.sampled_from([3, 5, 15]), st.integers(0, 900))
def test_a_week_counted_in_steps_is_worth_no_less(own: RotaRequest, step: int, hour: int) -> None:
    relaxation = Relaxation.of(own, Promise.whole(own))
    prices = first_multipliers(relaxation)
    prices.hours[:] = hour
    rooms = [relaxation.room()]
    by_the_minute = relaxation.total(prices, rooms)
    assert relaxation.total(prices, rooms, relaxation.in_steps(step)) >= by_the_minute
    assert relaxation.total(prices, rooms, relaxation.in_steps(1)) == by_the_minute


@settings(max_examples=30)
@given(rounds(), st.integers(0, 900))
def test_a_training_put_off_until_it_matters_is_worth_what_it_is(own: RotaRequest, hour: int) -> None:
    relaxation = Relaxation.of(own, Promise.whole(own))
    prices = first_multipliers(relaxation)
    prices.hours[:] = hour
    rooms = [relaxation.room()]
    whole = sum(relaxation.week(number, prices, rooms).value for number in range(len(relaxation.days)))
    assert relaxation.total(prices, rooms) == whole + relaxation.shared(prices)


def test_a_service_whose_times_all_fit_the_steps_loses_nothing_by_them() -> None:
    here = [visit(f"V{number}", windows=(window("07:10", "11:00"),)) for number in range(9)]
    own = request(visits=here)
    relaxation = Relaxation.of(own, Promise.whole(own))
    prices, rooms = first_multipliers(relaxation), [relaxation.room()]
    assert relaxation.total(prices, rooms, relaxation.in_steps(5)) == relaxation.total(prices, rooms)


@pytest.mark.parametrize(("shortest", "step"), [(15, 5), (4, 4), (1, 1)])
def test_steps_are_no_longer_than_the_shortest_visit(shortest: int, step: int) -> None:
    own = request(visits=[visit("V1"), visit("V2", minutes=shortest)])
    counted = Relaxation.of(own, Promise.whole(own)).in_steps(5)
    assert {day.step for days in counted for day in days} == {step}
    assert np.all([segment.minutes >= 1 for days in counted for day in days for segment in day.segments])
