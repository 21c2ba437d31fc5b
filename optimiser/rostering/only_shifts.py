"""Whether the rules leave a choice of shifts at all: on some days only routes are to be decided.

There is none exactly when each worker is offered at most one shift a date and one set of these keeps the rules: some
set S does, and no set but S does. Pins, contract hours, posts, covers and any other rule of rostering may be why.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from ortools.sat.python import cp_model

from models.request import RotaRequest
from optimiser.rostering.movable import movable_shifts
from optimiser.rostering.plan import build
from optimiser.rostering.unary import UNARY_RULES
from optimiser.shifts import Shift, allowed, candidate_shifts, possible_shifts

MOST_WORK = 1.0  # CP-SAT's deterministic seconds; where all is given, presolve alone answers


def only_shifts(request: RotaRequest, step_minutes: int) -> list[Shift] | None:
    """Return the only shifts that keep the rules, in order.

    Args:
        request: what is planned.
        step_minutes: the grid on which shifts are offered (`candidate_shifts`).

    Returns:
        None where there is a choice, no set of shifts keeps the rules, or it takes long to say.
    """
    if not request.workers or _offers_a_choice(_of_first_worker(request, step_minutes)):
        return None  # most requests: told without listing everybody's shifts
    candidates = candidate_shifts(request, step_minutes)
    if any(_offers_a_choice(shifts) for shifts in candidates.values()):
        return None
    return _only_set(request, candidates)


def _of_first_worker(request: RotaRequest, step_minutes: int) -> list[Shift]:
    worker_id = request.workers[0].id
    possible = possible_shifts(request, step_minutes, [worker_id])
    return allowed(possible[worker_id], [rule.prepare(request) for rule in UNARY_RULES])


def _offers_a_choice(shifts: Sequence[Shift]) -> bool:
    """Return whether two of a worker's shifts are on one date."""
    dates: set[date] = {shift.date for shift in shifts}
    return len(dates) < len(shifts)


def _only_set(request: RotaRequest, candidates: Mapping[str, Sequence[Shift]]) -> list[Shift] | None:
    """Return the set of shifts that keeps the rules, where no other does; none is on the date of another."""
    planning = build(request, {worker_id: movable_shifts(shifts) for worker_id, shifts in candidates.items()})
    if planning is None:
        return None
    model, variables, solver = planning.rules.model, planning.variables, _solver()
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    shifts = variables.worked_shifts(solver.boolean_value)
    offered = [each.worked for worker in variables.workers for each in variables.shifts_of(worker.id)]
    model.add_bool_or([~worked if solver.boolean_value(worked) else worked for worked in offered])
    return shifts if solver.solve(model) == cp_model.INFEASIBLE else None


def _solver() -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.catch_sigint_signal = False  # Ctrl-C is Python's to handle
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = MOST_WORK
    return solver
