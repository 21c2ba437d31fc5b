"""The way into rostering: who works which shift, for the least price under every rule.

A few workers are planned exactly. For more, a first plan that keeps the rules is improved by planning a few workers
at a time anew, against what the others' shifts leave unserved: anytime, and each step takes a fraction of a second.
"""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ortools.sat.python import cp_model

from models.request import RotaRequest
from optimiser.rostering.constraints import RuleModel
from optimiser.rostering.demand import DemandItem
from optimiser.rostering.goals import GOALS
from optimiser.rostering.goals.scale import SIXTIETHS
from optimiser.rostering.limits import Budget, Limits
from optimiser.rostering.movable import MovableShift, movable_shifts
from optimiser.rostering.planning import Planning
from optimiser.rostering.rules import RULES, Rule
from optimiser.rostering.variables import RosterVariables, total
from optimiser.shifts import Shift

__all__ = ["Limits", "PlanStatus", "ShiftPlan", "build", "plan_shifts"]

EXACT_WORKERS = 6
TOGETHER = (1, 2, 3)
STEP_WORK = 0.1
STEP_GAP = 0.002


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
PLANNED = (PlanStatus.OPTIMAL, PlanStatus.FEASIBLE)


@dataclass(frozen=True, slots=True)
class ShiftPlan:
    """Who works which shift.

    Attributes:
        shifts: all shifts worked, in order; those of workers who were not re-planned included. Empty without a plan.
        status: how the solve ended; only "infeasible" says that there is no plan.
        objective_pence: estimate of the priced goals for the workers planned; None without a plan.
        bound_pence: no plan of this model costs less; None where nothing was proven.
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
        demand: care to be served; the shifts of workers who are not planned serve it first.
        limits: when to stop.
        free: ids of the workers to plan; None plans all. Everybody else keeps their shifts in `fixed`.
        fixed: shifts that must be worked; a free worker's must be among the candidates.
        hints: shifts to start the search from.
        seed: of every random choice.
    """
    planned = [worker.id for worker in request.workers if free is None or worker.id in free]
    movable = {worker_id: movable_shifts(candidates.get(worker_id, ())) for worker_id in planned}
    team = _Team(request, movable, tuple(demand), tuple(fixed), Budget(limits), seed)
    if len(planned) <= EXACT_WORKERS:
        return team.plan_exactly(hints, limits)
    first = team.first_plan(hints)
    return team.improved(first) if first.status in PLANNED else first


def build(
    request: RotaRequest,
    movable: Mapping[str, Sequence[MovableShift]],
    demand: Sequence[DemandItem] = (),
    *,
    standing: Sequence[Shift] = (),
    fixed: Sequence[Shift] = (),
    hints: Sequence[Shift] = (),
    rules: Sequence[Rule] = RULES,
    explaining: bool = False,
) -> Planning | None:
    """Return the model with its rules but no objective; None when a fixed shift is no candidate.

    Args:
        request: what is planned.
        movable: the shifts of the workers planned.
        demand: care to be served.
        standing: the shifts of everybody else.
        fixed: shifts that workers being planned must work; those of others are passed over.
        hints: shifts to start the search from; those of others are passed over.
        rules: the rules to keep.
        explaining: give each rule and subject an assumption literal (`RuleModel`).
    """
    model = RuleModel(explaining)
    own_hints = tuple(shift for shift in hints if shift.worker_id in movable)
    variables = RosterVariables(model.model, request, movable, standing)
    planning = Planning(request, model, variables, tuple(demand), own_hints)
    for rule in rules:
        rule.add(planning)
    if own_hints:
        variables.hint(own_hints)
    kept = [variables.fix(shift) for shift in fixed if shift.worker_id in movable]
    return planning if all(kept) else None


class _Team:
    """One call's fixed inputs, and the ways to plan some of its workers."""

    def __init__(
        self,
        request: RotaRequest,
        movable: Mapping[str, Sequence[MovableShift]],
        demand: tuple[DemandItem, ...],
        fixed: tuple[Shift, ...],
        budget: Budget,
        seed: int,
    ) -> None:
        self._request = request
        self._movable = movable
        self._demand = demand
        self._fixed = fixed
        self._others = tuple(shift for shift in fixed if shift.worker_id not in movable)
        self._budget = budget
        self._seed = seed

    def first_plan(self, hints: Sequence[Shift]) -> ShiftPlan:
        """Find any shifts that keep the rules, the hints where they do."""
        planning = build(self._request, self._movable, standing=self._others, fixed=self._fixed, hints=hints)
        return self._solved(planning, _solver(self._seed))

    def plan_exactly(self, hints: Sequence[Shift], limits: Limits) -> ShiftPlan:
        """Plan all in one solve."""
        solver = _solver(self._seed, limits.workers, limits.relative_gap)
        return self._solved(self._priced(self._movable, self._others, hints), solver)

    def improved(self, first: ShiftPlan) -> ShiftPlan:
        """Re-plan one worker at a time, then two, then three, in ever new company, until nothing is gained any more."""
        generator = random.Random(self._seed)
        order, shifts, size = list(self._movable), first.shifts, 0
        while size < len(TOGETHER) and not self._budget.spent:
            before = shifts
            generator.shuffle(order)
            for start in range(0, len(order), TOGETHER[size]):
                if not self._budget.spent:
                    shifts = self._step(order[start : start + TOGETHER[size]], shifts)
            size = size + 1 if size + 1 < len(TOGETHER) or shifts == before else size
        return ShiftPlan(shifts, PlanStatus.FEASIBLE, None, None)

    def _step(self, workers: Sequence[str], shifts: tuple[Shift, ...]) -> tuple[Shift, ...]:
        """Return the shifts with those of some workers planned anew, or as they were where nothing better is found."""
        standing = [shift for shift in shifts if shift.worker_id not in workers]
        planning = self._priced({each: self._movable[each] for each in workers}, standing, shifts)
        plan = self._solved(planning, _solver(self._seed, 1, STEP_GAP), STEP_WORK * len(workers))
        return plan.shifts if plan.status in PLANNED else shifts

    def _priced(
        self, movable: Mapping[str, Sequence[MovableShift]], standing: Sequence[Shift], hints: Sequence[Shift]
    ) -> Planning | None:
        planning = build(self._request, movable, self._demand, standing=standing, fixed=self._fixed, hints=hints)
        if planning is not None:
            planning.rules.model.minimize(total(goal.price(planning) for goal in GOALS))
        return planning

    def _solved(self, planning: Planning | None, solver: cp_model.CpSolver, work: float = float("inf")) -> ShiftPlan:
        if planning is None:
            return ShiftPlan((), PlanStatus.INFEASIBLE, None, None)
        status = STATUS[self._budget.solve(planning.rules.model, solver, work)]
        if status not in PLANNED:
            return ShiftPlan((), status, None, None)
        worked = planning.variables.worked_shifts(solver.boolean_value)
        shifts = tuple(sorted([*worked, *planning.variables.standing]))
        return ShiftPlan(shifts, status, solver.objective_value / SIXTIETHS, solver.best_objective_bound / SIXTIETHS)


def _solver(seed: int, workers: int = 1, relative_gap: float = 0.0) -> cp_model.CpSolver:
    """Return a solver set for these models: little presolve, the whole linear relaxation, no cuts (measured)."""
    solver = cp_model.CpSolver()
    solver.parameters.catch_sigint_signal = False  # Ctrl-C is Python's to handle
    solver.parameters.random_seed = seed
    solver.parameters.num_workers = workers
    solver.parameters.relative_gap_limit = relative_gap
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.max_presolve_iterations = 1
    solver.parameters.symmetry_level = 0
    solver.parameters.cut_level = 0
    solver.parameters.linearization_level = 2
    if workers > 1:
        solver.parameters.subsolvers.append("max_lp")
    return solver
