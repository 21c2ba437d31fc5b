"""How the tests of routing make tiny plans and read them: who makes what, when, and what the referee says to it."""

import random
from datetime import date, timedelta
from typing import Any

import numpy as np

from models.clock import clock_text
from models.request import RotaRequest
from models.roster import Roster
from models.rules import RuleCode
from optimiser.checks import check
from optimiser.checks.objective import recompute
from optimiser.routing.plan import RoutePlan
from optimiser.routing.routing import Routing
from optimiser.shifts import Shift, candidate_shifts, make_shift, moved_parts

ROUTING_RULES = frozenset(
    rule.value
    for rule in (
        RuleCode.KNOWN_IDS,
        RuleCode.REST_BREAK,
        RuleCode.VISIT_WORKERS,
        RuleCode.WINDOWS,
        RuleCode.SKILLS,
        RuleCode.GENDER,
        RuleCode.EXCLUDED_WORKERS,
        RuleCode.TRAVEL,
        RuleCode.VISIT_GAPS,
        RuleCode.INSIDE_SHIFT,
        RuleCode.REACH,
    )
)


def shift(request: RotaRequest, worker_id: str = "W1", day: int = 0, pattern_id: str = "early") -> Shift:
    """A worker's unmoved shift on the day-th date of the horizon."""
    on: date = request.horizon.start + timedelta(days=day)
    pattern = request.pattern_by_id[pattern_id]
    return make_shift(request, worker_id, on, pattern, moved_parts(request, pattern, on, 100_000)[0])


def opened(request: RotaRequest, *shifts: Shift, seed: int = 1) -> RoutePlan:
    """These shifts (or one early each on the first day), still empty."""
    plan = RoutePlan(Routing.of(request), seed)
    plan.open(shifts or [shift(request, worker.id) for worker in request.workers])
    return plan


def planned(request: RotaRequest, *shifts: Shift, steps: int = 50) -> RoutePlan:
    """These shifts (or one early each on the first day), filled and improved a little, accepted by the referee."""
    plan = opened(request, *shifts)
    plan.fill_all()
    if plan.routing.primaries.size:
        plan.anneal(plan.routing.primaries, steps, 0.0)
    assert broken(plan) == []
    return plan


def makings(plan: RoutePlan) -> dict[str, list[tuple[str, str]]]:
    """By visit or training, the (worker, HH:MM) of those who make it, in order of worker."""
    made: dict[str, list[tuple[str, str]]] = {}
    for duty in plan.duties():
        for visit in duty.visits:
            made.setdefault(visit.visit_id, []).append((duty.worker_id, clock_text(visit.start)))
        for training in duty.trainings:
            made.setdefault(training.training_id, []).append((duty.worker_id, clock_text(training.start)))
    return {name: sorted(who) for name, who in made.items()}


def roster_of(plan: RoutePlan) -> Roster:
    """The plan as the referee reads it."""
    return Roster(duties=plan.duties())


def broken(plan: RoutePlan) -> list[str]:
    """What the referee says about the rules that routing keeps."""
    found = check(plan.routing.request, roster_of(plan))
    return [violation.sentence for violation in found if violation.code in ROUTING_RULES]


def routing_terms(plan: RoutePlan) -> dict[str, int]:
    """The referee's prices of what routing decides."""
    return recompute(plan.routing.request, roster_of(plan))


def some_shifts(request: RotaRequest, seed: int) -> list[Shift]:
    """Up to one shift a worker and date, at random, posts left out: shifts for routing to fill, whatever the rules."""
    rng = random.Random(seed)
    chosen: dict[tuple[str, date], Shift] = {}
    for worker_id, shifts in candidate_shifts(request).items():
        own = [each for each in shifts if each.post_id is None]
        for each in rng.sample(own, min(len(own), 8)):
            chosen.setdefault((worker_id, each.date), each)
    return sorted(chosen.values())


def state(plan: RoutePlan) -> dict[str, Any]:
    """Everything about a plan that counts, in plain lists: stops and times of each duty, who is made, all pairs."""
    return {
        "stops": plan.laid_out(),
        "spans": plan.standing_routes(),
        "made": plan.is_made().tolist(),
        "pairs": plan.state.pair.tolist(),
        "new pairs": plan.state.new_pairs.tolist(),
        "shifts": dict(plan.shifts),
        "pence": plan.guided_pence(),
    }


def recounted_pairs(plan: RoutePlan) -> np.ndarray:
    """Visits of each worker to each service user, counted from the duties."""
    request = plan.routing.request
    users = {each.id: row for row, each in enumerate(request.service_users)}
    workers = {each.id: row for row, each in enumerate(request.workers)}
    pairs = np.zeros_like(plan.state.pair)
    for duty in plan.duties():
        for visit in duty.visits:
            user_id = request.visit_by_id[visit.visit_id].service_user_id
            pairs[users[user_id], workers[duty.worker_id]] += 1
    return pairs
