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
    return with_reasons(published.roster, request, bare)


def with_reasons(before: Roster, request: RotaRequest, bare: Roster) -> Roster:
    """Return a roster with what it answers, and why nobody makes what nobody makes.

    Args:
        before: the roster it comes from; the reasons it told are kept.
        request: that the new one answers.
        bare: the new one, accepted by the referee.
    """
    return bare.model_copy(
        update={
            "request_sha256": request.sha256,
            "seed": before.seed,
            "versions": versions(),
            "unserved": _unserved(before, request, bare),
        }
    )


def _unserved(before: Roster, request: RotaRequest, roster: Roster) -> tuple[Unserved, ...]:
    """Return the visits that nobody makes, in the request's order; reasons told before are kept."""
    made = {visit.visit_id for duty in roster.duties for visit in duty.visits}
    told = {each.visit_id: each for each in before.unserved}
    unmade = [visit.id for visit in request.visits if visit.id not in made]
    new = [visit_id for visit_id in unmade if visit_id not in told]
    if new:
        asked = Unmade(request, roster)
        for visit_id in new:
            code, reason = asked.reason(visit_id)
            told[visit_id] = Unserved(visit_id=visit_id, reason_code=code, reason=reason)
    return tuple(told[visit_id] for visit_id in unmade)
