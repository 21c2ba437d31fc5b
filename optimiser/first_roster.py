"""The first roster: shifts by rostering alone, then every visit where it fits best."""

from collections.abc import Mapping, Sequence

from models.problems import InputError
from optimiser.conflicts import explain_infeasible
from optimiser.improve.demand import FIRST_GUESS_MINUTES, demand_items
from optimiser.improve.incumbent import Incumbent
from optimiser.rostering.demand import DemandItem
from optimiser.rostering.plan import Limits, PlanStatus, ShiftPlan, plan_shifts
from optimiser.routing.routing import Routing
from optimiser.shifts import Shift, candidate_shifts

STEP_MINUTES = 30
FIRST_WORK = 0.2
MORE_WORK = 2.0
MOST_WORK = 200.0
"""CP-SAT's deterministic seconds: a first roster should be there at once, a better start is worth a little more, and a
request that cannot be met is proved so long before the most."""


def first_roster(routing: Routing, seed: int, candidates: Mapping[str, Sequence[Shift]] | None = None) -> Incumbent:
    """Return a roster that keeps every rule, to be improved.

    Args:
        routing: of the request.
        seed: of every choice.
        candidates: by worker, the shifts to choose from; None = those of `candidate_shifts`.

    Raises:
        InputError: no shifts keep the rules; says which rules clash and for whom.
    """
    request = routing.request
    candidates = candidate_shifts(request, STEP_MINUTES) if candidates is None else candidates
    plan = _first_shifts(routing, candidates, seed)
    if plan.status not in (PlanStatus.OPTIMAL, PlanStatus.FEASIBLE):
        raise InputError(explain_infeasible(request, candidates))
    incumbent = Incumbent(routing, candidates, seed)
    incumbent.replace_shifts([worker.id for worker in request.workers], plan.shifts)
    incumbent.plan.fill_all()
    return incumbent


def _first_shifts(routing: Routing, candidates: Mapping[str, Sequence[Shift]], seed: int) -> ShiftPlan:
    """Return any shifts that keep the rules, or how far the solver came."""
    for work in (FIRST_WORK, MORE_WORK, MOST_WORK):
        plan = plan_shifts(routing.request, candidates, all_demand(routing), limits=Limits(work=work), seed=seed)
        if plan.status is not PlanStatus.UNKNOWN:
            break
    return plan


def all_demand(routing: Routing) -> list[DemandItem]:
    """Return all there is to do, for everybody."""
    everybody = frozenset(worker.id for worker in routing.request.workers)
    return demand_items(routing, routing.primaries.tolist(), everybody, FIRST_GUESS_MINUTES)


def plan_shifts_again(incumbent: Incumbent, seed: int, seconds: float | None = None) -> None:
    """Give rostering more time than the first roster had, and take its shifts where the roster they make is cheaper.

    Args:
        incumbent: changed in place, or left as it was.
        seed: of every choice.
        seconds: the most to spend, where a clock counts.
    """
    kept, everybody = incumbent.keep(), [worker.id for worker in incumbent.request.workers]
    plan = plan_shifts(
        incumbent.request,
        incumbent.candidates,
        all_demand(incumbent.routing),
        limits=Limits(work=MORE_WORK, seconds=seconds),
        hints=incumbent.shifts_of(everybody),
        seed=seed,
    )
    if plan.status in (PlanStatus.OPTIMAL, PlanStatus.FEASIBLE):
        incumbent.replace_shifts(everybody, plan.shifts)
        incumbent.plan.fill_all()
    if incumbent.pence() > kept.pence:
        incumbent.put_back(kept)
