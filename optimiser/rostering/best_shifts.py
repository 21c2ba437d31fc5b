"""The best shifts of one worker, or a few, when it is known what each shift would save: no demand, a literal each."""

from collections.abc import Mapping, Sequence

from ortools.sat.python import cp_model

from models.request import RotaRequest
from optimiser.rostering.goals import GOALS
from optimiser.rostering.goals.scale import SIXTIETHS
from optimiser.rostering.movable import movable_shifts
from optimiser.rostering.plan import build
from optimiser.rostering.variables import total
from optimiser.shifts import Shift

MOST_WORK = 0.5  # CP-SAT's deterministic seconds; far more than such a small model needs


def best_shifts(
    request: RotaRequest,
    worker_ids: Sequence[str],
    worth: Mapping[Shift, int],
    standing: Sequence[Shift],
    hints: Sequence[Shift],
    seed: int,
    fixed: Sequence[Shift] = (),
) -> list[Shift] | None:
    """Return the shifts that save most under every rule of rostering, less the prices of wishes, pay and hours.

    Args:
        request: rules, prices, workers, pins and posts.
        worker_ids: whose shifts they are.
        worth: pence saved by each shift to choose from, as if no other of them were worked.
        standing: shifts of others that matter: those that cover posts, and all where there are covers.
        hints: shifts to start from.
        seed: of the solver.
        fixed: shifts that are kept; they are among those to choose from.

    Returns:
        The shifts in order; None when no choice keeps the rules.
    """
    by_worker: dict[str, list[Shift]] = {worker_id: [] for worker_id in worker_ids}
    for shift in sorted(worth):
        by_worker[shift.worker_id].append(shift)
    movable = {worker_id: movable_shifts(shifts, mark=lambda shift: shift) for worker_id, shifts in by_worker.items()}
    planning = build(request, movable, standing=standing, fixed=fixed)
    if planning is None:
        return None
    variables, model = planning.variables, planning.rules.model
    variables.hint(hints)
    saved = total(
        each.worked * (worth[shift] * SIXTIETHS)
        for worker_id in worker_ids
        for each in variables.shifts_of(worker_id)
        for shift in each.shift.members.values()
    )
    model.minimize(total(goal.price(planning) for goal in GOALS) - saved)
    solver = cp_model.CpSolver()
    solver.parameters.catch_sigint_signal = False  # Ctrl-C is Python's to handle
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = MOST_WORK
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return variables.worked_shifts(solver.boolean_value)
