"""A smallest set of rules and people that cannot be kept together, found by CP-SAT's assumption literals."""

from collections.abc import Mapping, Sequence

from ortools.sat.python import cp_model

from models.request import RotaRequest
from models.rules import RuleCode
from optimiser.rostering.constraints import Literal, RuleModel
from optimiser.rostering.movable import movable_shifts
from optimiser.rostering.plan import build
from optimiser.rostering.rules import Rule
from optimiser.rostering.unary import UNARY_RULES
from optimiser.shifts import Shift

MOST_WORK = 5.0
Subject = tuple[RuleCode, str]


def clash(request: RotaRequest, shifts: Mapping[str, Sequence[Shift]], rules: Sequence[Rule]) -> list[Subject]:
    """Return (rule, worker or post) pairs that clash, none of which can be left out; empty when nothing clashes.

    Args:
        request: what could not be planned.
        shifts: by worker, shifts that may break rules about one shift alone: those rules are asked here too.
        rules: the other rules to ask.
    """
    refused = {shift: codes for own in shifts.values() for shift, codes in _refusals(request, own).items()}
    movable = {worker_id: movable_shifts(own, mark=refused.get) for worker_id, own in shifts.items()}
    planning = build(request, movable, rules=rules, explaining=True)
    if planning is None:
        return []
    for worker_id in movable:
        for each in planning.variables.shifts_of(worker_id):
            for code in refused[next(iter(each.shift.members.values()))]:
                planning.rules.forbid([each.worked], code, worker_id)
    return _smallest(planning.rules)


def _refusals(request: RotaRequest, shifts: Sequence[Shift]) -> dict[Shift, tuple[RuleCode, ...]]:
    """Return the rules that refuse each shift by itself."""
    tests = [(rule.code, rule.prepare(request)) for rule in UNARY_RULES]
    return {shift: tuple(code for code, keeps in tests if not keeps(shift)) for shift in shifts}


def _smallest(rules: RuleModel) -> list[Subject]:
    """Return a clash from which nothing can be left out: each member is left out in turn, for good if a clash stays."""
    names = {literal.index: name for name, literal in rules.assumptions.items()}
    core = _clashing(rules.model, list(rules.assumptions.values()))
    for literal in list(core or ()):
        if core and literal.index in {each.index for each in core}:
            core = _clashing(rules.model, [each for each in core if each.index != literal.index]) or core
    return sorted(names[literal.index] for literal in core or ())


def _clashing(model: cp_model.CpModel, assumed: Sequence[Literal]) -> list[Literal] | None:
    """Return those assumptions that cannot hold together; None when all can, or when it is not known in time."""
    model.clear_assumptions()
    model.add_assumptions(list(assumed))
    solver = cp_model.CpSolver()
    solver.parameters.catch_sigint_signal = False  # Ctrl-C is Python's to handle
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = MOST_WORK
    if solver.solve(model) != cp_model.INFEASIBLE:
        return None
    clashing = set(solver.sufficient_assumptions_for_infeasibility())
    return [literal for literal in assumed if literal.index in clashing]
