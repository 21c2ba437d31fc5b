"""The referee's verdict on a change to a standing roster, given on all that the change can break.

A rule is about one duty, one worker's line, one post, one visit with its makers, or two visits tied by a gap; only
covers count across workers, by shifts alone. So where the roster kept every rule, it keeps every rule after when the
workers whose duties changed do, with all their duties, and whoever shares or is tied to a visit in a changed duty.
Where a request has covers and a shift changes, everything is judged. Visits that these others make with people outside
are left out on both sides. A journey past one that is left out may not fit beside a break although the two journeys
that are made do: what seems broken then is asked again of everything.
"""

from collections.abc import Iterable, Sequence

from models.request import RotaRequest
from models.roster import Duty, Roster, Violation
from optimiser.checks import check
from optimiser.excerpt import excerpt_of
from optimiser.ties import Ties


def verdict(ties: Ties, request: RotaRequest, changed: Sequence[Duty]) -> list[Violation]:
    """Return what a standing roster would break with these duties in place of the workers' own of those dates.

    Args:
        ties: of the roster, which keeps every rule.
        request: what it answers, with new visits perhaps.
        changed: each of a worker and a date, with a duty before or without.
    """
    before = ties.roster.duties
    new = {(duty.worker_id, duty.date): duty for duty in changed}
    duties = [new.pop((duty.worker_id, duty.date), duty) for duty in before]
    whole = {number for number, (now, was) in enumerate(zip(duties, before, strict=True)) if now is not was}
    whole |= set(range(len(duties), len(duties) + len(new)))
    duties += new.values()
    if request.covers and (new or any(_shift(duties[number]) != _shift(before[number]) for number in whole)):
        return check(request, Roster(duties=tuple(duties)))
    workers = {duties[number].worker_id for number in _tied(ties, request, duties, whole)}
    now = [duty for duty in duties if duty.worker_id in workers]
    outside = _made_outside(ties, duties, now, workers) - {visit.visit_id for duty in changed for visit in duty.visits}
    kept = [_without(duty, outside) for duty in now]
    own = [duty for duty in before if duty.worker_id in workers]  # for their posts and pins, which must still be kept
    asked = {visit.visit_id for duty in [*own, *kept] for visit in duty.visits} - outside
    part = excerpt_of(request, [*own, *kept], (visit for visit in request.visits if visit.id in asked))
    found = check(part, Roster(duties=tuple(kept)))
    return check(request, Roster(duties=tuple(duties))) if found and outside else found


def _shift(duty: Duty) -> tuple[object, ...]:
    return duty.pattern_id, duty.parts, duty.role, duty.post_id


def _tied(ties: Ties, request: RotaRequest, duties: Sequence[Duty], whole: Iterable[int]) -> set[int]:
    """Return the changed duties, and those that have their posts, or a visit shared with or tied to one of theirs."""
    numbers, before = set(whole), ties.roster.duties
    visits = {visit.visit_id for number in numbers for visit in duties[number].visits}
    visits |= {visit.visit_id for number in numbers if number < len(before) for visit in before[number].visits}
    visits |= {gap.after_visit_id for visit_id in visits for gap in request.visit_by_id[visit_id].gaps}  # new ones'
    posts = {duties[number].post_id for number in numbers} - {None}
    numbers |= {number for number, duty in enumerate(duties) if duty.post_id in posts}
    return numbers | ties.holding(visits)


def _made_outside(ties: Ties, duties: Sequence[Duty], own: Sequence[Duty], workers: set[str]) -> set[str]:
    """Return the visits of some workers' own duties that somebody else makes, too."""
    return {
        visit.visit_id
        for duty in own
        for visit in duty.visits
        if any(duties[number].worker_id not in workers for number in ties.makers.get(visit.visit_id, ()))
    }


def _without(duty: Duty, visit_ids: set[str]) -> Duty:
    kept = tuple(visit for visit in duty.visits if visit.visit_id not in visit_ids)
    return duty if len(kept) == len(duty.visits) else duty.model_copy(update={"visits": kept})
