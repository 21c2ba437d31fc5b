"""The roster once a recommendation is taken: judged whole, with a reason for whatever is no longer made."""

from collections.abc import Sequence

from models.request import RotaRequest
from models.roster import Duty, Roster, Unserved
from optimiser.checks import check
from optimiser.explain.unserved import Unmade
from optimiser.recommend.published import Published
from optimiser.referee import RefereeError
from optimiser.versions import versions


def taken(published: Published, request: RotaRequest, changed: Sequence[Duty]) -> Roster:
    """Return the published roster with these duties in place of the workers' own of those dates.

    Args:
        published: stays as it is.
        request: the published one, with new visits perhaps.
        changed: each of a worker and date with a published duty.

    Raises:
        RefereeError: the referee refuses it; a fault of the software.
    """
    new = {(duty.worker_id, duty.date): duty for duty in changed}
    return with_duties(
        published, request, [new.get((duty.worker_id, duty.date), duty) for duty in published.roster.duties]
    )


def with_duties(published: Published, request: RotaRequest, duties: Sequence[Duty]) -> Roster:
    """Return a roster of all these duties in place of the published one; raises as `taken` does."""
    bare = Roster(duties=tuple(sorted(duties, key=lambda duty: (duty.date, duty.worker_id))))
    violations = check(request, bare)
    if violations:
        raise RefereeError("\n".join(violation.sentence for violation in violations))
    unserved = _unserved(published, request, bare)
    return bare.model_copy(
        update={
            "request_sha256": request.sha256,
            "seed": published.roster.seed,
            "versions": versions(),
            "unserved": unserved,
        }
    )


def _unserved(published: Published, request: RotaRequest, roster: Roster) -> tuple[Unserved, ...]:
    """Return the visits that nobody makes, in the request's order; reasons told before are kept."""
    made = {visit.visit_id for duty in roster.duties for visit in duty.visits}
    told = {each.visit_id: each for each in published.roster.unserved}
    unmade = [visit.id for visit in request.visits if visit.id not in made]
    new = [visit_id for visit_id in unmade if visit_id not in told]
    if new:
        asked = Unmade(request, roster)
        for visit_id in new:
            code, reason = asked.reason(visit_id)
            told[visit_id] = Unserved(visit_id=visit_id, reason_code=code, reason=reason)
    return tuple(told[visit_id] for visit_id in unmade)
