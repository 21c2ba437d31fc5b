"""A standing roster taken up as it is, judged first: what everything after the plan begins with."""

from models.integrity import find_problems
from models.problems import InputError, Problem
from models.request import RotaRequest
from models.roster import Roster, Violation
from optimiser.checks import check
from optimiser.improve.incumbent import Incumbent
from optimiser.routing.routing import Routing


def standing(request: RotaRequest, roster: Roster, routing: Routing | None = None, seed: int = 1) -> Incumbent:
    """Take up a roster that keeps every rule, to be tried on, changed and asked about.

    Visits start as early as may be, in the order of the roster, rather than at the times told.

    Args:
        request: what the roster answers.
        roster: published or planned.
        routing: the request prepared before, where the caller has it; this takes most of the time.
        seed: of whatever is drawn.

    Raises:
        InputError: the request is not sound (E2xxx); the roster breaks rules (E7101, one for each); its stops cannot
            be driven in their order (E7102).
    """
    problems = find_problems(request) or [_broken(violation) for violation in check(request, roster)]
    if problems:
        raise InputError(problems)
    incumbent = Incumbent(routing or Routing.of(request), {}, seed)
    try:
        incumbent.load(roster.duties)
    except ValueError as fault:
        raise InputError([_not_laid(str(fault))]) from fault
    return incumbent


def _broken(violation: Violation) -> Problem:
    return Problem(
        code="E7101",
        cause=f"the roster breaks {violation.code}: {violation.sentence.rstrip('.')}",
        action="correct the roster (`rota check` lists everything), or give the request that it was made for",
    )


def _not_laid(cause: str) -> Problem:
    return Problem(code="E7102", cause=cause, action="correct the times or the order of that duty's visits")
