"""Whatever a neighbourhood tries, the roster it leaves is sound, and priced as the referee prices it."""

import random

import pytest
from hypothesis import given

from models.request import RotaRequest
from optimiser.checks.objective import recompute
from optimiser.improve.choice import Roulette
from optimiser.improve.incumbent import Incumbent
from optimiser.improve.neighbourhoods import NEIGHBOURHOODS, Neighbourhood
from optimiser.improve.neighbourhoods.boundaries import change as move_boundaries
from optimiser.improve.objective import objective_terms
from tests.improve.plans import few, incumbent_with_some_shifts, seeds
from tests.routing.plans import broken, roster_of
from tests.strategies import requests

HEAT = 50.0


@pytest.mark.parametrize("way", NEIGHBOURHOODS, ids=lambda way: way.name)
@few
@given(requests(), seeds)
def test_a_neighbourhood_leaves_a_sound_roster(way: Neighbourhood, request_: RotaRequest, seed: int) -> None:
    incumbent = incumbent_with_some_shifts(request_, seed)
    before = incumbent.pence()
    if way.applies(incumbent):
        way.change(incumbent, random.Random(seed), HEAT)
    assert broken(incumbent.plan) == []
    assert objective_terms(incumbent) == recompute(request_, roster_of(incumbent.plan))
    again = Incumbent(incumbent.routing, incumbent.candidates, seed)
    again.load(incumbent.plan.duties())
    assert again.pence() == incumbent.pence()
    if way.name != "routes":  # its rises are many and small
        assert incumbent.pence() <= before + HEAT


@few
@given(requests(), seeds)
def test_moving_boundaries_leaves_every_pattern_as_it_was(request_: RotaRequest, seed: int) -> None:
    incumbent = incumbent_with_some_shifts(request_, seed)
    before = {(shift.worker_id, shift.date, shift.pattern_id) for shift in incumbent.plan.shifts.values()}
    move_boundaries(incumbent, random.Random(seed), HEAT)
    assert {(shift.worker_id, shift.date, shift.pattern_id) for shift in incumbent.plan.shifts.values()} <= before


def test_what_gained_more_for_its_effort_is_given_more_and_nothing_is_given_none() -> None:
    roulette = Roulette(3, random.Random(1))
    for number, gained in enumerate((100, 50, 0)):
        assert roulette.draw() == number
        roulette.credit(number, gained, 10.0)
    first, second, third = roulette.shares()
    assert first > second > third > 0
    assert first + second + third == pytest.approx(1)


def test_a_try_that_takes_ten_times_as_long_is_drawn_a_tenth_as_often() -> None:
    roulette = Roulette(2, random.Random(1))
    for number, effort in enumerate((10.0, 100.0)):
        roulette.credit(number, effort, effort)
    drawn = [roulette.draw() for _ in range(1_100)]
    assert 50 < sum(drawn) < 150


def test_what_gains_nothing_any_more_is_forgotten() -> None:
    roulette = Roulette(2, random.Random(1))
    for number in (0, 1):
        roulette.credit(number, 100, 10.0)
    for _ in range(50):
        roulette.credit(0, 0, 10.0)
    assert roulette.shares()[0] < 0.2


def test_what_is_urgent_is_tried_at_once_and_for_a_share_of_the_effort() -> None:
    roulette = Roulette(3, random.Random(1))
    for number in (0, 1):
        roulette.credit(number, 10, 50.0)
    assert roulette.draw(urgent=[2]) == 2
    roulette.credit(2, 0, 60.0)  # more than a quarter of 160
    assert {roulette.draw(urgent=[2]) for _ in range(100)} == {roulette.draw() for _ in range(100)} == {0, 1, 2}
