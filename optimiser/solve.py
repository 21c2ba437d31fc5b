"""The way in: a rota request in, a checked roster out."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from models.integrity import find_problems
from models.problems import InputError
from models.request import RotaRequest
from models.roster import Duty, Roster
from optimiser.budget import Budget
from optimiser.checks.objective import recompute
from optimiser.compiled import have_kernels_compiled
from optimiser.explain.room_left import take_up_room_left
from optimiser.improve.stop import AfterSeconds, Cancelled, Stop, UnlessCancelled, never
from optimiser.parts import is_large
from optimiser.preflight import preflight
from optimiser.progress import Progress, Reporter
from optimiser.referee import checked
from optimiser.rounds import plan
from optimiser.stress.easing import eased

DEFAULT_SECONDS = 60.0
CHECKING_SHARE = 0.03  # of the time limit, kept for what comes after the search
AFTER_A_LOOK = 12  # what comes after takes about as many times as long as the look at the request before
MOST_CHECKING_SHARE = 0.2
EASING_SHARE = 0.1  # of the time limit, where a very late visit has a price
KEPT_FOR_EASING = 0.15  # with the reasons and the referee after it


@dataclass(frozen=True)
class SolveOptions:
    """How long to search, on how many processes, from which seed.

    A time limit is for people; a work limit (steps of the search) with one worker gives the same roster every time.
    """

    time_limit_seconds: float | None = DEFAULT_SECONDS
    work_limit: int | None = None
    workers: int = 2
    seed: int = 1


@dataclass(frozen=True)
class Solution:
    """A roster that the referee accepts, what it was weighed at, and how it was found."""

    roster: Roster
    objective_terms: dict[str, int]
    solve_seconds: float
    first_checked_seconds: float
    progress: list[Progress] = field(default_factory=list)


def solve(
    request: RotaRequest,
    options: SolveOptions,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Cancelled = never,
    start: tuple[Duty, ...] = (),
) -> Solution:
    """Plan a rota request; the clock starts once the kernels are compiled, which takes time on a new machine only.

    Args:
        request: what is to be planned.
        options: limits and seed.
        progress: told whenever a better roster is found.
        cancelled: asked often, from another thread too; once it says so, the best roster there is by then is returned,
            checked like any other (the first one where there is none yet).
        start: duties that keep the request's rules, to begin with; none = from nothing.

    Raises:
        InputError: the request has problems, or no roster can keep its rules; says which clash and for whom.
    """
    have_kernels_compiled()
    return solve_at_once(request, options, progress, cancelled, start)


def solve_at_once(
    request: RotaRequest,
    options: SolveOptions,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Cancelled = never,
    start: tuple[Duty, ...] = (),
) -> Solution:
    """Plan a rota request as `solve` does, with the clock running while a kernel that is not compiled yet is."""
    began = time.perf_counter()
    problems = find_problems(request) or list(preflight(request).fatal)
    if problems:
        raise InputError(problems)
    reporter = Reporter(began, progress)
    looked = time.perf_counter() - began
    share = 1.0 - KEPT_FOR_EASING if request.prices.very_late_visit and options.work_limit is None else 1.0
    budget = replace(budget_of(options, share, looked, AFTER_A_LOOK * looked), cancelled=cancelled)
    incumbent = plan(request, budget, reporter, start)
    if not is_large(request) and take_up_room_left(incumbent):
        reporter.better(incumbent, "room left")
    roster, terms = checked(incumbent, options.seed)
    if request.prices.very_late_visit:
        roster = eased(request, roster, _easing_stop(options, cancelled), incumbent.routing)
        terms = recompute(request, roster)
    seconds = time.perf_counter() - began
    return Solution(roster, terms, seconds, reporter.first_checked_seconds or seconds, reporter.history)


def _easing_stop(options: SolveOptions, cancelled: Cancelled) -> Stop:
    """Return the stop of what leaves slack: a share of a time limit; with a work limit it counts its own steps."""
    limit = DEFAULT_SECONDS if options.time_limit_seconds is None else options.time_limit_seconds
    seconds = math.inf if options.work_limit is not None else EASING_SHARE * limit
    return UnlessCancelled(AfterSeconds(seconds), cancelled)


def budget_of(
    options: SolveOptions, share: float = 1.0, spent_seconds: float = 0.0, after_seconds: float = 0.0
) -> Budget:
    """Return what a search may spend from now: a share of the options' limit, less what goes before and after it.

    Args:
        options: the limits.
        share: of the limit that this search and what belongs to it may take.
        spent_seconds: of that share, gone already.
        after_seconds: about what reasons and the referee will take; kept within bounds set by the limit.
    """
    if options.work_limit is not None:
        return Budget(None, max(1, round(options.work_limit * share)), options.workers, options.seed)
    limit = DEFAULT_SECONDS if options.time_limit_seconds is None else options.time_limit_seconds
    kept = min(max(CHECKING_SHARE * limit, after_seconds), MOST_CHECKING_SHARE * limit)
    until = time.perf_counter() + (limit - kept) * share - spent_seconds
    return Budget(until, None, options.workers, options.seed)
