"""Which shifts lines are made of: exactly the candidates, as arrays."""

import numpy as np
import pytest

from models.clock import Horizon
from models.wishes import Pin, PinKind
from optimiser.rostering.lines.of_request import LineRequest
from optimiser.rostering.lines.offers import Offers
from optimiser.shifts import CandidateShifts, Shift, candidate_shifts
from tests.builders import MONDAY, pattern
from tests.rostering_lines.rotas import cover, day, generated, lines_of, rota, staff


def offered(offers: Offers) -> set[Shift]:
    return {offers.shift((row, date, choice, role)) for row, date, choice, role in np.argwhere(offers.offered).tolist()}


@pytest.mark.parametrize("seed", range(3))
def test_lines_are_offered_every_candidate_and_nothing_else(seed: int) -> None:
    request = generated(seed)
    candidates = {shift for shifts in candidate_shifts(request).values() for shift in shifts}
    assert offered(lines_of(request).offers) == candidates


def test_a_pinned_day_off_is_offered_no_shift() -> None:
    pin = Pin(id="off", kind=PinKind.DAY_OFF, worker_id="W1", date=day(2))
    assert {shift.date for shift in offered(lines_of(rota(pins=(pin,))).offers)} == {
        day(number) for number in range(7) if number != 2
    }


def test_a_pattern_that_may_begin_at_several_times_makes_no_lines() -> None:
    moving = pattern("early", "07:00", "15:00", start_later_minutes=30, end_later_minutes=30)
    request = rota(patterns=(moving,), workers=(staff(pattern_ids=("early",)),))
    assert LineRequest.of(request, CandidateShifts(request)) is None


def test_workers_who_begin_one_pattern_at_different_times_make_no_lines() -> None:
    request = rota(workers=(staff("W1"), staff("W2")))
    candidates = candidate_shifts(request)
    later = [Shift("W2", each.date, each.pattern_id, ((each.start + 30, each.end),)) for each in candidates["W2"]]
    assert LineRequest.of(request, candidates | {"W2": later}) is None


def test_shifts_become_lines_and_lines_the_same_shifts() -> None:
    asked = lines_of(generated(1))
    shifts = sorted({(each.worker_id, each.date): each for each in offered(asked.offers)}.values())
    lines = asked.lines_of(shifts)
    assert lines is not None
    assert asked.shifts_of(lines) == shifts


def test_a_shift_that_is_not_offered_is_no_line() -> None:
    asked = lines_of(rota())
    [first, *_] = sorted(offered(asked.offers))
    moved = Shift(first.worker_id, first.date, first.pattern_id, ((first.start, first.end + 15),))
    unknown = Shift("nobody", first.date, first.pattern_id, first.parts)
    assert asked.lines_of([first]) is not None
    assert asked.lines_of([moved]) is None
    assert asked.lines_of([unknown]) is None


def test_too_little_rest_bars_a_succession_on_any_date_it_is_too_little_on() -> None:
    """From the end of a late to an early nine hours pass, but for the night in March when the clocks go forward."""
    nine_hours = rota(covers=(cover(0),)).rules.model_copy(update={"daily_rest_minutes": 540})
    barred = {}
    for start in (MONDAY, MONDAY.replace(month=3, day=23)):
        horizon = Horizon(start=start, days=7)
        covers = (cover(0, date=start),)
        problem = lines_of(rota(covers=covers, horizon=horizon, rules=nine_hours)).problem
        automaton = problem.automata[0]
        after_late = automaton.following[problem.start_state[0], 2]
        barred[start.month] = bool(automaton.pence[after_late, 1] >= 10**10)
    assert barred == {1: False, 3: True}


def test_a_pattern_named_twice_and_a_shift_offered_again_count_once() -> None:
    once, twice = rota(), rota(workers=(staff(pattern_ids=("early", "late", "early")),))
    again = candidate_shifts(once)["W1"]
    assert sorted(candidate_shifts(twice)["W1"]) == again
    assert candidate_shifts(once, extra=again)["W1"] == again
