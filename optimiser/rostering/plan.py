"""The way into rostering: build the model, solve it within limits, and return the shifts worked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ortools.sat.python import cp_model

from models.request import RotaRequest
from optimiser.rostering.constraints import RuleModel
from optimiser.rostering.demand import DemandItem
from optimiser.rostering.goals import GOALS
from optimiser.rostering.goals.scale import SIXTIETHS
from optimiser.rostering.movable import movable_shifts
from optimiser.rostering.planning import Planning
from optimiser.rostering.rules import RULES
from optimiser.rostering.variables import RosterVariables, total
from optimiser.shifts import Shift


class PlanStatus(StrEnum):
    """How a solve of the rostering model ended."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


STATUS = {
    cp_model.OPTIMAL: PlanStatus.OPTIMAL,
    cp_model.FEASIBLE: PlanStatus.FEASIBLE,
    cp_model.INFEASIBLE: PlanStatus.INFEASIBLE,
    cp_model.UNKNOWN: PlanStatus.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Limits:
    """When to stop: seconds are for people; work units (CP-SAT's deterministic time) and one worker for repeatability."""

    seconds: float | None = None
    work: float | None = None
    workers: int = 1
    relative_gap: float = 0.0


@dataclass(frozen=True, slots=True)
class ShiftPlan:
    """Who works which shift.

    Attributes:
        shifts: all shifts worked, in order; those of workers who were not re-planned included. Empty without a plan.
        status: how the solve ended; only "infeasible" says that there is no plan.
        objective_pence: estimate of the priced goals for the workers planned; None without a plan.
        bound_pence: no plan of this model costs less; None when infeasible.
    """

    shifts: tuple[Shift, ...]
    status: PlanStatus
    objective_pence: float | None
    bound_pence: float | None


def plan_shifts(
    request: RotaRequest,
    candidates: Mapping[str, Sequence[Shift]],
    demand: Sequence[DemandItem],
    *,
    limits: Limits,
    free: Collection[str] | None = None,
    fixed: Sequence[Shift] = (),
    hints: Sequence[Shift] = (),
    seed: int = 1,
) -> ShiftPlan:
    """Choose shifts that keep every rule of rostering and serve the demand for the least price.

    Args:
        request: rules, prices, workers, pins and posts.
        candidates: by worker, the shifts to choose from (`optimiser.shifts.candidate_shifts`).
        demand: care to be served; in a re-plan the other workers' shifts serve it too.
        limits: when to stop.
        free: ids of the workers to plan; None plans all. Everybody else keeps their shifts in `fixed`.
        fixed: shifts that must be worked; a free worker's must be among the candidates.
        hints: shifts to start the search from.
        seed: of the solver's choices.
    """
    planning = build(request, candidates, demand, free=free, fixed=fixed)
    if planning is None:
        return ShiftPlan((), PlanStatus.INFEASIBLE, None, None)
    if hints:
        planning.variables.hint(hints)
    planning.rules.model.minimize(total(goal.price(planning) for goal in GOALS))
    solver = _solver(limits, seed)
    status = STATUS[solver.solve(planning.rules.model)]
    bound = None if status is PlanStatus.INFEASIBLE else solver.best_objective_bound / SIXTIETHS
    if status not in (PlanStatus.OPTIMAL, PlanStatus.FEASIBLE):
        return ShiftPlan((), status, None, bound)
    worked = planning.variables.worked_shifts(solver.boolean_value)
    shifts = tuple(sorted([*worked, *planning.variables.standing]))
    return ShiftPlan(shifts, status, solver.objective_value / SIXTIETHS, bound)


def build(
    request: RotaRequest,
    candidates: Mapping[str, Sequence[Shift]],
    demand: Sequence[DemandItem] = (),
    *,
    free: Collection[str] | None = None,
    fixed: Sequence[Shift] = (),
) -> Planning | None:
    """Return the model with every rule but no objective; None when a fixed shift of a free worker is no candidate."""
    planned = [worker.id for worker in request.workers if free is None or worker.id in free]
    rules = RuleModel()
    shifts = {worker_id: movable_shifts(candidates.get(worker_id, ())) for worker_id in planned}
    standing = [shift for shift in fixed if shift.worker_id not in shifts]
    planning = Planning(request, rules, RosterVariables(rules.model, request, shifts, standing), tuple(demand))
    for rule in RULES:
        rule.add(planning)
    kept = [planning.variables.fix(shift) for shift in fixed if shift.worker_id in shifts]
    return planning if all(kept) else None


def _solver(limits: Limits, seed: int) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = limits.workers
    parameters.random_seed = seed
    parameters.relative_gap_limit = limits.relative_gap
    if limits.workers > 1:
        parameters.subsolvers.append("max_lp")
    if limits.seconds is not None:
        parameters.max_time_in_seconds = limits.seconds
    if limits.work is not None:
        parameters.max_deterministic_time = limits.work
    return solver
