"""Whatever the search has done to a plan, its sums are right, its schedules hold, and the referee agrees."""

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.integrity import find_problems
from models.request import RotaRequest
from optimiser.routing.kernels.anneal import ruin
from optimiser.routing.kernels.insertion import plan_pence
from optimiser.routing.kernels.journal import new_journal, undo
from optimiser.routing.kernels.random import seeded
from optimiser.routing.kernels.recreate import insert_best
from optimiser.routing.plan import RoutePlan
from tests.routing.plans import broken, opened, recounted_pairs, routing_terms, some_shifts, state
from tests.strategies import requests

generated = settings(
    max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)
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
        assert (plan.routes.pair_visits == recounted_pairs(plan)).all()
        assert broken(plan) == []


@generated
@given(requests(), seeds)
def test_a_plan_is_priced_as_the_referee_prices_it(request_: RotaRequest, seed: int) -> None:
    plan = filled(request_, seed)
    terms = routing_terms(plan)
    crew = plan.routing.crew._replace(travel_guide=0)
    pinned = sum(plan.routing.tasks[row].price >= 100_000_000 for row in plan.absent()) * 100_000_000
    unserved = ("required_unserved", "waiting_list_unserved", "training_not_held")
    parts = (*unserved, "mileage", "lateness", "unfamiliar_workers")
    own = plan_pence(plan.routing.arrays, crew, plan.routes) - pinned
    assert own == sum(terms[part] for part in parts)


@generated
@given(requests(), seeds)
def test_undoing_a_ruin_and_recreate_restores_the_plan_exactly(request_: RotaRequest, seed: int) -> None:
    plan = filled(request_, seed)
    arrays, crew, rng = plan.routing.arrays, plan.routing.crew, seeded(seed)
    journal, absent = new_journal(plan.routes.route.size, 96), np.empty(60, dtype=np.int64)
    before = state(plan)
    for primary in plan.routing.primaries:
        count, _ = ruin(arrays, crew, plan.routes, journal, primary, absent, rng)
        for row in absent[:count]:
            insert_best(arrays, crew, plan.routes, journal, row, 200, rng)
        undo(arrays, crew, plan.routes, journal)
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
        row = plan._worker_row[shift.worker_id]
        own = np.array([task for task in single if row in plan.routing.tasks[task].workers], dtype=np.int64)
        assert plan.worth(shift, own) >= 0
    assert state(plan) == before


@generated
@given(requests(), seeds)
def test_closing_a_shift_unmakes_its_visits_and_nothing_else(request_: RotaRequest, seed: int) -> None:
    plan = filled(request_, seed)
    shifts = sorted(plan.shifts.values())
    plan.close(shifts[::2])
    assert broken(plan) == []
    assert (plan.routes.pair_visits == recounted_pairs(plan)).all()
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
