"""The gate: nothing leaves the solver that the referee has not accepted and priced the same."""

from models.problems import InputError, Problem
from models.roster import Roster
from models.rules import RuleCode
from optimiser.checks import check
from optimiser.checks.objective import recompute
from optimiser.improve.incumbent import Incumbent
from optimiser.improve.objective import objective_terms
from optimiser.reasons import unserved_with_reasons
from optimiser.versions import versions


class RefereeError(Exception):
    """The solver and the referee disagree: a fault of the software, never of the request."""


def checked(incumbent: Incumbent, seed: int) -> tuple[Roster, dict[str, int]]:
    """Return the incumbent as a roster the referee accepts, and its objective's terms.

    Raises:
        InputError: a pin cannot be kept together with the other rules.
        RefereeError: the referee refuses the roster, or prices it differently.
    """
    roster = Roster(
        request_sha256=incumbent.request.sha256,
        seed=seed,
        versions=versions(),
        duties=incumbent.plan.duties(),
        unserved=unserved_with_reasons(incumbent),
    )
    violations = check(incumbent.request, roster)
    pins = [violation for violation in violations if violation.code == RuleCode.PINS]
    if pins:
        raise InputError([_pin_problem(violation.sentence) for violation in pins])
    if violations:
        raise RefereeError("\n".join(violation.sentence for violation in violations))
    own, referees = objective_terms(incumbent), recompute(incumbent.request, roster)
    if own != referees:
        raise RefereeError(f"the solver priced {own}, the referee {referees}")
    return roster, referees


def _pin_problem(sentence: str) -> Problem:
    return Problem(
        code="E4010",
        cause=f"{sentence.rstrip('.')}: it clashes with windows, shifts or the worker's other work",
        action="move or drop the pin, or pin a duty of that worker which can hold the visit",
    )
