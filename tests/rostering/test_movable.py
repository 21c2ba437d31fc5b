"""Cutting shifts into movable shifts loses none, invents none, and says the same minutes."""

import random

from ortools.sat.python import cp_model

from models.rules import RuleCode
from optimiser.rostering.movable import movable_shifts
from optimiser.rostering.plan import build
from optimiser.rostering.rules import RULES
from optimiser.shifts import candidate_shifts
from tests.builders import pattern, request, worker

MOVING = (
    pattern(
        "day",
        "08:00",
        "15:00",
        start_earlier_minutes=60,
        start_later_minutes=60,
        end_earlier_minutes=120,
        end_later_minutes=60,
    ),
    pattern("night", "22:00", "06:00", start_later_minutes=60, end_later_minutes=60, break_minutes=30, break_paid=True),
)
REQUEST = request(patterns=MOVING, workers=(worker(pattern_ids=("day", "night"), night_volunteer=True),))

ONE_A_DAY = [rule for rule in RULES if rule.code is RuleCode.ONE_DUTY_A_DAY]


def test_each_shift_is_in_exactly_one_rectangle_whatever_the_set() -> None:
    every = candidate_shifts(REQUEST)["W1"]
    for seed in range(20):
        some = random.Random(seed).sample(every, 60)
        cut = movable_shifts(some)
        members = [shift for each in cut for shift in each.members.values()]
        assert sorted(members) == sorted(some)
        for each in cut:
            assert set(each.members) == {(start, end) for start in each.starts for end in each.ends}


def test_a_whole_grid_is_one_rectangle() -> None:
    on_monday = [each for each in candidate_shifts(REQUEST)["W1"] if each.date == REQUEST.horizon.start]
    assert len(movable_shifts(on_monday)) == 2


def test_the_model_says_the_paid_minutes_of_every_single_shift() -> None:
    every = [each for each in candidate_shifts(REQUEST)["W1"] if each.date == REQUEST.horizon.start]
    assert {each.break_minutes for each in every if each.pattern_id == "day"} == {0, 20}
    for shift in every:
        planning = build(REQUEST, {"W1": movable_shifts(every)}, fixed=[shift], rules=ONE_A_DAY)
        assert planning is not None
        solver = cp_model.CpSolver()
        assert solver.solve(planning.rules.model) == cp_model.OPTIMAL
        assert solver.value(planning.variables.paid_minutes("W1", 0)) == shift.paid_minutes
        assert planning.variables.worked_shifts(solver.boolean_value) == [shift]
