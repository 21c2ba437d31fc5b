"""Whatever the search has done to a plan, its sums are right, its schedules hold, and the referee agrees."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from models.integrity import find_problems
from models.request import RotaRequest
from optimiser.improve.incumbent import Incumbent
from optimiser.improve.objective import objective_terms
from optimiser.routing.kernels.breaks import settle_breaks
from optimiser.routing.kernels.cost import plan_pence, settle_cost
from optimiser.routing.kernels.random import seeded
from optimiser.routing.kernels.recreate import recreate
from optimiser.routing.kernels.rings import settle_times
from optimiser.routing.kernels.ruin import longest_string, ruin
from optimiser.routing.kernels.state import put_back
from optimiser.routing.kernels.times import begin_try
from optimiser.routing.of_request import TRAVEL_GUIDE_PENCE
from optimiser.routing.plan import RoutePlan
from optimiser.routing.tasks import PINNED
from tests.routing.plans import broken, opened, recounted_pairs, routing_terms, some_shifts, state
from tests.strategies import requests

generated = settings(max_examples=25)
seeds = st.integers(0, 1_000)


def filled(request: RotaRequest, seed: int) -> RoutePlan:
    plan = opened(request, *some_shifts(request, seed), seed=seed)
    plan.fill_all()
    return plan


@generated
@given(requests())
def test_generated_requests_are_sound(request_: RotaRequest) -> None:
    assert find_problems(request_) == []


@generated
@given(requests(), seeds)
def test_the_change_that_annealing_reports_is_the_change_of_the_plans_price(request_: RotaRequest, seed: int) -> None:
    plan = filled(request_, seed)
    for heat in (500.0, 0.0):
        before = plan.guided_pence()
        reported = plan.anneal(plan.routing.primaries, 2_000, heat) if plan.routing.primaries.size else 0
        assert plan.guided_pence() - before == reported
        assert heat > 0 or reported <= 0
        assert (plan.state.pair == recounted_pairs(plan)).all()
        assert broken(plan) == []


@generated
@given(requests(), seeds)
def test_a_plan_is_priced_as_the_referee_prices_it(request_: RotaRequest, seed: int) -> None:
    plan = filled(request_, seed)
    terms = routing_terms(plan)
    incumbent = Incumbent(plan.routing, {}, seed)
    incumbent.plan = plan
    own = objective_terms(incumbent)
    unserved = ("required_unserved", "waiting_list_unserved")
    timed = ("lateness", "earliness", "waiting", "most_idle")
    parts = (*unserved, *timed, "mileage", "unfamiliar_workers", "not_preferred")
    assert {part: own[part] for part in parts} == {part: terms[part] for part in parts}
    guide = TRAVEL_GUIDE_PENCE * sum(_journeys(plan))
    pinned = PINNED * sum(plan.routing.tasks[row].price >= PINNED for row in plan.absent())
    assert plan.guided_pence() == guide + pinned + terms["training_not_held"] + sum(terms[part] for part in parts)


def _journeys(plan: RoutePlan) -> Iterator[int]:
    """Minutes of every leg, from the places of the stops."""
    for route, standing in enumerate(plan.standing_routes()):
        stops = [int(stop) for stop in plan.stops_of(route)]
        inner = [plan.routing.tasks[stop].place for stop in stops]
        ends = [standing.start_place, *(place for place in inner if place >= 0), standing.end_place] if stops else []
        for here, there in pairwise(ends):
            if here >= 0 and there >= 0:
                yield int(plan.routing.travel.minutes[standing.mode, here, there])


@generated
@given(requests(), seeds)
def test_costs_kept_up_to_date_are_those_worked_out_anew(request_: RotaRequest, seed: int) -> None:
    """But for waiting: how late a route may set out depends on linked stops elsewhere, looked at now and then."""
    prices = request_.prices.model_copy(update={"waiting_minute": 0})
    plan = filled(request_.changed(prices=prices), seed)
    if plan.routing.primaries.size:
        plan.anneal(plan.routing.primaries, 300, 200.0)
    before = plan.guided_pence()
    begin_try(plan.state)
    for route in range(plan.tables.route.size):
        settle_cost(plan.tables, plan.state, route)
    assert int(plan_pence(plan.tables, plan.state)) == before
    assert plan.fits()
    assert plan.guided_pence() == before


@generated
@given(requests(), seeds)
def test_undoing_a_ruin_and_recreate_restores_the_plan_exactly(request_: RotaRequest, seed: int) -> None:
    plan = filled(request_, seed)
    tables, own, rng = plan.tables, plan.state, seeded(seed)
    groups = np.empty(120, dtype=np.int64)
    before = state(plan)
    for primary in plan.routing.primaries:
        count = ruin(tables, own, primary, longest_string(tables, own), groups, rng)
        settle_times(tables, own)
        recreate(tables, own, groups, count, 200, rng)
        settle_breaks(tables, own)
        put_back(tables, own)
        assert state(plan) == before


@generated
@given(requests(), seeds)
def test_asking_what_a_shift_is_worth_leaves_the_plan_as_it_was(request_: RotaRequest, seed: int) -> None:
    shifts = some_shifts(request_, seed)
    plan = opened(request_, *shifts[::2], seed=seed)
    plan.fill_all()
    before = state(plan)
    single = [row for row in plan.absent() if plan.routing.tasks[row].shares == 1]
    for shift in shifts[1::2]:
        row = plan.routing.crew.row(shift.worker_id)
        own = np.array([task for task in single if row in plan.routing.tasks[task].workers], dtype=np.int64)
        assert plan.worths([shift], own)[0] >= 0
    assert state(plan) == before


@generated
@given(requests(), seeds)
def test_closing_a_shift_unmakes_its_visits_and_nothing_else(request_: RotaRequest, seed: int) -> None:
    plan = filled(request_, seed)
    shifts = sorted(plan.shifts.values())
    plan.close(shifts[::2])
    assert broken(plan) == []
    assert (plan.state.pair == recounted_pairs(plan)).all()
    plan.close(shifts[1::2])
    assert plan.duties() == ()
    assert plan.absent().tolist() == plan.routing.primaries.tolist()
    plan.open(shifts)
    plan.fill_all()
    assert state(plan) == state(filled(request_, seed))


@generated
@given(requests(), seeds)
def test_a_state_put_back_is_the_state_kept(request_: RotaRequest, seed: int) -> None:
    plan = filled(request_, seed)
    kept, before = plan.copy_state(), state(plan)
    if plan.routing.primaries.size:
        plan.anneal(plan.routing.primaries, 200, 1_000.0)
    plan.close(sorted(plan.shifts.values()))
    plan.restore(kept)
    assert state(plan) == before


@generated
@given(requests(), seeds)
def test_one_seed_gives_one_plan(request_: RotaRequest, seed: int) -> None:
    once, again = filled(request_, seed), filled(request_, seed)
    for plan in (once, again):
        if plan.routing.primaries.size:
            plan.anneal(plan.routing.primaries, 1_000, 50.0)
    assert state(once) == state(again)
