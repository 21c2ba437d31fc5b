"""The first roster: shifts by rostering alone, then every visit where it fits best."""

from models.problems import InputError
from optimiser.conflicts import explain_infeasible
from optimiser.improve.demand import FIRST_GUESS_MINUTES, demand_items
from optimiser.improve.incumbent import Incumbent
from optimiser.rostering.plan import Limits, PlanStatus, plan_shifts
from optimiser.routing.plan import Routing
from optimiser.shifts import candidate_shifts

STEP_MINUTES = 30
FIRST_WORK = 2.0  # CP-SAT's deterministic seconds: shifts are chosen anew by the search, so a fair start is enough


def first_roster(routing: Routing, seed: int) -> Incumbent:
    """Return a roster that keeps every rule, to be improved.

    Raises:
        InputError: no shifts keep the rules; says which rules clash and for whom.
    """
    request = routing.request
    candidates = candidate_shifts(request, STEP_MINUTES)
    everybody = frozenset(worker.id for worker in request.workers)
    demand = demand_items(routing, routing.primaries.tolist(), everybody, FIRST_GUESS_MINUTES)
    plan = plan_shifts(request, candidates, demand, limits=Limits(work=FIRST_WORK), seed=seed)
    if plan.status not in (PlanStatus.OPTIMAL, PlanStatus.FEASIBLE):
        raise InputError(explain_infeasible(request, candidates))
    incumbent = Incumbent(routing, candidates, seed)
    incumbent.replace_shifts([worker.id for worker in request.workers], plan.shifts)
    incumbent.plan.fill_all()
    return incumbent
