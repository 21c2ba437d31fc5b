"""Requests for cover alone: who works which shift is all there is to decide, so lines are searched as a whole."""

import time
from collections.abc import Sequence

from models.request import RotaRequest
from models.roster import Duty
from optimiser.budget import Budget
from optimiser.first_roster import STEP_MINUTES, first_roster
from optimiser.improve.incumbent import Incumbent
from optimiser.progress import Reporter
from optimiser.rostering.lines.of_request import LineRequest
from optimiser.rostering.lines.problem import Lines
from optimiser.rostering.lines.search import Found, improve_lines
from optimiser.rostering.lines.start import NoLineError
from optimiser.routing.routing import Routing
from optimiser.shifts import CandidateShifts, shift_of

CP_SAT_AFTER = 0.5  # of the time: when lines do not keep every least by then, rostering by CP-SAT makes a start
CLOSING_TELLINGS = 2.0  # times the longest telling, in which the referee is asked too, are kept for the end of a solve
MOST_TOLD = 0.1  # of the time, at most, that making rosters of lines and telling of them may take


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
    asked = LineRequest.of(request, CandidateShifts(request, STEP_MINUTES))
    if asked is None:
        return None
    routing = Routing.of(request)
    best = _Best(asked, Incumbent(routing, {}, budget.seed), reporter)
    try:
        _improve(best, _lines_of(asked, duties), budget)
        if not best.keeps_rules:
            start = first_roster(routing, budget.seed)
            _improve(best, asked.lines_of(sorted(start.plan.shifts.values())), budget)
    except NoLineError:  # rostering by CP-SAT says which rules clash
        return None
    return best.incumbent


def _lines_of(asked: LineRequest, duties: Sequence[Duty]) -> Lines | None:
    """Return duties as lines, where they are lines."""
    shifts = [shift_of(asked.request, duty) for duty in duties]
    return asked.lines_of(shifts) if shifts else None


def _improve(best: "_Best", start: Lines | None, budget: Budget) -> None:
    """Improve lines for as long as the budget says, or until it is better to begin with those of CP-SAT."""
    problem = best.asked.problem  # takes a while
    left = budget.left()
    give_up_at = time.perf_counter() + CP_SAT_AFTER * left

    def ended() -> bool:
        hopeless = start is None and not best.keeps_rules and time.perf_counter() > give_up_at
        return budget.cancelled() or (budget.until is not None and hopeless)

    seconds = None if budget.until is None else left
    improve_lines(
        problem, start, seconds, budget.steps, budget.workers, budget.seed, best.take_up, ended, best.closing_seconds
    )
    best.settle()


class _Best:
    """The best lines that keep the rules, as a roster."""

    def __init__(self, asked: LineRequest, incumbent: Incumbent, reporter: Reporter) -> None:
        self.asked, self.incumbent, self._reporter = asked, incumbent, reporter
        self.keeps_rules = False
        self._waiting: Lines | None = None
        self._told_at, self._telling_took, self._longest_telling = 0.0, 0.0, 0.0

    def take_up(self, found: Found) -> None:
        """Take up better lines that keep the rules; make them the roster at once, unless that were done too often."""
        if self.asked.keeps_rules(found.lines):
            self.keeps_rules, self._waiting = True, found.lines
            if time.perf_counter() - self._told_at >= self._telling_took / MOST_TOLD:
                self.settle()

    def settle(self) -> None:
        """Make the lines taken up last the roster, and tell of them."""
        if self._waiting is None:
            return
        began = time.thread_time()  # work, not waits: were the machine to stand still once, no time would be left
        everybody = [worker.id for worker in self.incumbent.request.workers]
        self.incumbent.replace_shifts(everybody, self.asked.shifts_of(self._waiting))
        self._reporter.better(self.incumbent, "lines" if self._reporter.history else "first roster")
        self._waiting, self._told_at = None, time.perf_counter()
        self._telling_took = time.thread_time() - began
        self._longest_telling = max(self._longest_telling, self._telling_took)

    def closing_seconds(self) -> float:
        """Return about how long it takes to make a roster of the best lines and have it checked at the end."""
        return CLOSING_TELLINGS * self._longest_telling
