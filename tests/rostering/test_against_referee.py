"""On generated requests, rostering's rules and prices agree with the referee, with whom they share no code."""

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.request import RotaRequest
from models.rules import RuleCode
from models.wishes import PinKind
from optimiser.checks.objective import recompute
from optimiser.checks.registry import CHECKS
from optimiser.checks.roster_index import RosterIndex
from optimiser.conflicts import explain_infeasible
from optimiser.rostering.goals import GOALS
from optimiser.rostering.plan import Limits, PlanStatus, plan_shifts
from optimiser.rostering.rules import RULES
from optimiser.rostering.unary import UNARY_RULES
from optimiser.shifts import Shift, candidate_shifts, possible_shifts
from tests.cover_strategies import asking_for_cover
from tests.rostering.shifts_by_hand import as_roster, keeps, price_pence
from tests.strategies import requests

CODES = sorted({*(rule.code for rule in RULES), *(rule.code for rule in UNARY_RULES)})
QUICK = settings(max_examples=8)


def without_visits(request: RotaRequest) -> RotaRequest:
    """The same request with nothing but shifts to plan."""
    pins = tuple(pin for pin in request.pins if pin.kind is not PinKind.VISIT)
    return RotaRequest(**{**dict(request), "visits": (), "trainings": (), "pins": pins})


@st.composite
def shifts_of(draw: Any, request: RotaRequest) -> list[Shift]:
    """For each worker and date a possible shift, allowed or not, or none."""
    chosen = []
    for own in possible_shifts(request).values():
        for date in request.horizon.dates:
            possible = [each for each in own if each.date == date]
            if draw(st.integers(0, 9)) < 6 and possible:
                chosen.append(draw(st.sampled_from(possible)))
    return chosen


@pytest.mark.parametrize("code", CODES)
@QUICK
@given(data=st.data())
def test_a_rule_holds_exactly_when_the_referee_finds_no_violation_of_it(code: RuleCode, data: Any) -> None:
    request = without_visits(data.draw(asking_for_cover(requests(most_visits=0))))
    shifts = data.draw(shifts_of(request))
    index = RosterIndex(request, as_roster(request, shifts))
    # Weekly rest is asked for as a day off where R12 asks for one in any case.
    assume(code is not RuleCode.WEEKLY_REST or not list(CHECKS[RuleCode.CONSECUTIVE_DAYS](index)))
    assert keeps(request, code, *shifts) == (not list(CHECKS[code](index)))


@QUICK
@given(data=st.data())
def test_a_goal_costs_what_the_referee_recomputes(data: Any) -> None:
    request = without_visits(data.draw(asking_for_cover(requests(most_visits=0))))
    shifts = data.draw(shifts_of(request))
    assume(all(keeps(request, code, *shifts) for code in (RuleCode.ONE_DUTY_A_DAY, RuleCode.CONTRACT_HOURS)))
    terms = recompute(request, as_roster(request, shifts))
    half_pennies = len(request.workers) * len(request.horizon.weeks)
    for goal in GOALS:
        if goal.name in terms:
            assert abs(price_pence(request, goal.name, shifts) - terms[goal.name]) <= half_pennies / 2 + 1


@settings(max_examples=15)
@given(data=st.data())
def test_a_plan_keeps_every_rule_or_the_clash_is_named(data: Any) -> None:
    request = without_visits(data.draw(asking_for_cover(requests(most_visits=0))))
    candidates = candidate_shifts(request)
    plan = plan_shifts(request, candidates, [], limits=Limits(work=5))
    if plan.status is PlanStatus.INFEASIBLE:
        problems = explain_infeasible(request, candidates)
        assert problems and all(problem.code.startswith("E4") for problem in problems)
        return
    assert plan.status in (PlanStatus.OPTIMAL, PlanStatus.FEASIBLE)
    index = RosterIndex(request, as_roster(request, plan.shifts))
    assert [violation.sentence for code in CODES for violation in CHECKS[code](index)] == []
