"""Requests for cover alone: who works which shift is all there is to decide, so lines are searched as a whole."""

from collections.abc import Mapping, Sequence

from models.request import RotaRequest
from models.roster import Duty
from optimiser.budget import Budget
from optimiser.first_roster import STEP_MINUTES
from optimiser.improve.incumbent import Incumbent
from optimiser.progress import Reporter
from optimiser.rostering.lines.of_request import LineRequest
from optimiser.rostering.lines.problem import Lines
from optimiser.rostering.lines.search import Found, improve_lines
from optimiser.routing.plan import Routing
from optimiser.shifts import Shift, candidate_shifts, shift_of


def plan_by_cover(
    request: RotaRequest, budget: Budget, reporter: Reporter, duties: tuple[Duty, ...]
) -> Incumbent | None:
    """Plan a request for cover alone, from nothing or from `duties` that keep its rules.

    Returns:
        The best roster found; None where lines do not tell all that the request asks, or none found keep its rules.
    """
    if not request.covers:
        return None
    candidates = candidate_shifts(request, STEP_MINUTES)
    asked = LineRequest.of(request, candidates)
    if asked is None:
        return None
    best = _Best(asked, Incumbent(Routing.of(request), candidates, budget.seed), reporter)
    try:
        improve_lines(
            asked.problem,
            _lines_of(asked, duties, candidates),
            None if budget.until is None else budget.left(),
            budget.steps,
            budget.workers,
            budget.seed,
            best.take_up,
        )
    except ValueError:  # a worker has no line that keeps the rules: rostering by CP-SAT says which of them clash
        return None
    return best.incumbent if best.keeps_rules else None


class _Best:
    """The best lines that keep the rules, as a roster."""

    def __init__(self, asked: LineRequest, incumbent: Incumbent, reporter: Reporter) -> None:
        self.incumbent = incumbent
        self.keeps_rules = False
        self._asked = asked
        self._reporter = reporter

    def take_up(self, found: Found) -> None:
        """Make better lines the roster and tell of them, once they keep the rules."""
        if self._asked.keeps_rules(found.lines):
            everybody = [worker.id for worker in self.incumbent.request.workers]
            self.incumbent.replace_shifts(everybody, self._asked.shifts_of(found.lines))
            self._reporter.better(self.incumbent, "lines" if self.keeps_rules else "first roster")
            self.keeps_rules = True


def _lines_of(asked: LineRequest, duties: Sequence[Duty], candidates: Mapping[str, Sequence[Shift]]) -> Lines | None:
    """Return the lines that duties are; None where there are none, or some are on shifts that may not be chosen."""
    shifts = [shift_of(asked.request, duty) for duty in duties]
    offered = {shift for own in candidates.values() for shift in own}
    return asked.lines_of(shifts) if shifts and offered.issuperset(shifts) else None
