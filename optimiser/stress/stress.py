"""The way in: a request and its roster in, what simulated weeks do to it out."""

from models.integrity import find_problems
from models.problems import InputError, Problem
from models.request import RotaRequest
from models.roster import Roster
from models.stress import StressTerms
from optimiser.checks import check
from optimiser.stress.result import StressResult, summed_up
from optimiser.stress.simulation import simulated

DEFAULT_WEEKS = 1_000


def stress(
    request: RotaRequest,
    roster: Roster,
    terms: StressTerms | None = None,
    weeks: int = DEFAULT_WEEKS,
    seed: int = 1,
) -> StressResult:
    """Simulate a roster's week many times; nobody re-plans, and posts are left out.

    Args:
        request: what the roster was made for.
        roster: published or planned; keeps every rule.
        terms: the distributions drawn from; None = the defaults.
        weeks: how many.
        seed: of every draw.

    Raises:
        InputError: the request is not sound (E2xxx), or the roster breaks rules (E7401, one for each).
    """
    broken = [
        Problem(
            code="E7401",
            cause=f"the roster breaks {each.code}: {each.sentence.rstrip('.')}",
            action="correct the roster (`rota check` lists everything), or give the request that it was made for",
        )
        for each in check(request, roster)
    ]
    problems = find_problems(request) or broken
    if problems:
        raise InputError(problems)
    return summed_up(simulated(request, roster, terms or StressTerms(), weeks, seed), seed)
