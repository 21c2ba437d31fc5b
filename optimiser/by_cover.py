"""Requests for cover alone: who works which shift is all there is to decide, so lines are searched as a whole."""

from collections.abc import Sequence

from models.request import RotaRequest
from models.roster import Duty
from optimiser.budget import Budget
from optimiser.first_roster import STEP_MINUTES, first_roster
from optimiser.improve.incumbent import Incumbent
from optimiser.progress import Reporter
from optimiser.rostering.lines.of_request import LineRequest
from optimiser.rostering.lines.search import Found, improve_lines
from optimiser.routing.routing import Routing
from optimiser.shifts import Shift, candidate_shifts, shift_of


def plan_by_cover(
    request: RotaRequest, budget: Budget, reporter: Reporter, duties: tuple[Duty, ...]
) -> Incumbent | None:
    """Plan a request for cover alone, from nothing or from `duties` that keep its rules.

    Returns:
        The best roster found; None where lines do not tell all that the request asks, or a worker has no line.

    Raises:
        InputError: no shifts keep the rules; says which clash and for whom.
    """
    if not request.covers:
        return None
    candidates = candidate_shifts(request, STEP_MINUTES)
    asked = LineRequest.of(request, candidates)
    if asked is None:
        return None
    incumbent = _start(asked, Routing.of(request), candidates, duties, budget.seed)
    best = _Best(asked, incumbent, reporter)
    shifts = sorted(incumbent.plan.shifts.values())
    try:
        improve_lines(
            asked.problem,
            asked.lines_of(shifts) if shifts else None,
            None if budget.until is None else budget.left(),
            budget.steps,
            budget.workers,
            budget.seed,
            best.take_up,
            budget.cancelled,
        )
    except ValueError:  # a worker has no line that keeps the rules: rostering by CP-SAT says which of them clash
        return None
    return incumbent


def _start(
    asked: LineRequest, routing: Routing, candidates: dict[str, list[Shift]], duties: Sequence[Duty], seed: int
) -> Incumbent:
    """Return the roster to set out from: these duties, one with the least cover there must be, or an empty one."""
    shifts = [shift_of(asked.request, duty) for duty in duties]
    offered = {shift for own in candidates.values() for shift in own}
    incumbent = Incumbent(routing, candidates, seed)
    if shifts and offered.issuperset(shifts):
        incumbent.load(duties)
    elif any(cover.least for cover in asked.request.covers):
        return first_roster(routing, seed, candidates)
    return incumbent


class _Best:
    """The best lines that keep the rules, as a roster."""

    def __init__(self, asked: LineRequest, incumbent: Incumbent, reporter: Reporter) -> None:
        self._asked = asked
        self._incumbent = incumbent
        self._reporter = reporter

    def take_up(self, found: Found) -> None:
        """Make better lines the roster and tell of them, once they keep the rules."""
        if self._asked.keeps_rules(found.lines):
            everybody = [worker.id for worker in self._incumbent.request.workers]
            self._incumbent.replace_shifts(everybody, self._asked.shifts_of(found.lines))
            self._reporter.better(self._incumbent, "lines" if self._reporter.history else "first roster")
