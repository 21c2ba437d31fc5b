"""The one way into the store for a roster: past the referee, with its metrics, as a new version."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.problems import InputError, Problem
from models.request import RotaRequest
from models.roster import Roster, Violation
from service.operations.meters import REFEREE_REFUSALS
from service.store.tables import StoredRequest, StoredRoster, Week

if TYPE_CHECKING:
    from optimiser.ceiling.result import Ceiling
    from optimiser.solve import Solution


REFUSED = "E8501"


@dataclass(frozen=True)
class CheckedRoster:
    """A roster that the referee accepts, with its metrics; made by `checked_roster` only."""

    roster: Roster
    request_sha256: str
    metrics: dict[str, Any]


def checked_roster(
    request: RotaRequest,
    roster: Roster,
    *,
    solution: "Solution | None" = None,
    ceiling: "Ceiling | None" = None,
) -> CheckedRoster:
    """Have the referee judge a roster, and measure it; takes a second for a city, so not inside a transaction.

    Args:
        request: the request that the roster is for.
        roster: any roster.
        solution: what the solve said beside the roster, where it was solved for.
        ceiling: what no roster for the request can better, where it was worked out.

    Raises:
        InputError: the roster breaks a rule; says every one, for whom.
    """
    from service.bundle import make_bundle  # tables and sums, which a server that only keeps has no need of

    bundle = make_bundle(request, roster, solution=solution, ceiling=ceiling)
    refuse_broken(bundle.violations)
    return CheckedRoster(roster, request.sha256, bundle.metrics)


def refuse_broken(violations: Sequence[Violation]) -> None:
    """Refuse a roster in which the referee found rules broken.

    Raises:
        InputError: E8501, one for each of them.
    """
    if violations:
        problems = [_told(violation.code, violation.sentence) for violation in violations]
        count_refusals(problems)
        raise InputError(problems)


def count_refusals(problems: Sequence[Problem]) -> None:
    """Count the rules that the referee refused a roster for, in this process' meters."""
    for problem in problems:
        if problem.code == REFUSED:
            REFEREE_REFUSALS.labels(problem.cause.partition(":")[0]).inc()


def keep_roster(
    session: Session,
    week: Week,
    stored_request: StoredRequest,
    checked: CheckedRoster,
    origin: str,
    account_id: int | None = None,
    solve_id: int | None = None,
) -> StoredRoster:
    """Keep a checked roster as a new draft version of its week's.

    Args:
        session: a writing transaction.
        week: the week it is for.
        stored_request: the version of the request it was made for and checked against.
        checked: the roster, past the referee.
        origin: how it came about: "solved", "edited", "swapped", "re-planned".
        account_id: who had it made.
        solve_id: the solve it comes from; a solve leaves one roster, however often it is tried.
    """
    if checked.request_sha256 != stored_request.sha256:
        raise ValueError("the roster was checked against another request")
    session.execute(select(Week.id).where(Week.id == week.id).with_for_update())  # two versions at once: two numbers
    latest = session.scalar(select(func.max(StoredRoster.number)).where(StoredRoster.week_id == week.id)) or 0
    stored = StoredRoster(
        week_id=week.id,
        number=latest + 1,
        request_id=stored_request.id,
        solve_id=solve_id,
        origin=origin,
        document=checked.roster.model_dump_json().encode(),
        metrics=checked.metrics,
        created_by=account_id,
    )
    session.add(stored)
    session.flush()
    return stored


def as_roster(stored: StoredRoster) -> Roster:
    """Return a stored version as the roster it is."""
    return Roster.model_validate_json(stored.document)


def _told(rule: str, sentence: str) -> Problem:
    return Problem(code=REFUSED, cause=f"{rule}: {sentence}", action="change the roster so that it keeps this rule")
