"""The referee's verdict on a change to a published roster, given on all that the change can break.

A rule is about one duty, one worker's line, one visit with its makers, or two visits tied by a gap; only covers count
across workers, by shifts alone. So where the roster kept every rule and no shift changes, it keeps every rule after
when the workers whose duties changed do, with all their duties, and whoever shares or is tied to a visit in a changed
duty. Visits that these others make with people outside are left out on both sides; leaving one out could at most
make a journey longer than it was, so that a change is refused for nothing, never let through.
"""

from collections.abc import Iterable, Sequence

from models.request import RotaRequest
from models.roster import Duty, Roster, Violation
from optimiser.checks import check
from optimiser.recommend.part import part_of
from optimiser.recommend.published import Published


def verdict(published: Published, request: RotaRequest, changed: Sequence[Duty]) -> list[Violation]:
    """Return what the published roster would break with these duties in place of the workers' own of those dates.

    Args:
        published: keeps every rule; its shifts stay as they are.
        request: the published one, with new visits perhaps.
        changed: each of a worker and date with a published duty, of the same shift.
    """
    new = {(duty.worker_id, duty.date): duty for duty in changed}
    duties = [new.get((duty.worker_id, duty.date), duty) for duty in published.roster.duties]
    whole = {number for number, duty in enumerate(duties) if (duty.worker_id, duty.date) in new}
    workers = {duties[number].worker_id for number in _tied(published, request, duties, whole)}
    own = [duty for duty in duties if duty.worker_id in workers]
    outside = _made_outside(published, duties, workers) - {visit.visit_id for duty in changed for visit in duty.visits}
    kept = [_without(duty, outside) for duty in own]
    made = {visit.visit_id for duty in kept for visit in duty.visits}
    part = part_of(request, kept, (visit for visit in request.visits if visit.id in made))
    return check(part, Roster(duties=tuple(kept)))


def _tied(published: Published, request: RotaRequest, duties: Sequence[Duty], whole: Iterable[int]) -> set[int]:
    """Return the changed duties, and those that hold a visit shared with or tied to one of theirs, now or before."""
    numbers = set(whole)
    visits = {visit.visit_id for number in numbers for visit in duties[number].visits}
    visits |= {visit.visit_id for number in numbers for visit in published.roster.duties[number].visits}
    visits |= {other for visit_id in visits for other in published.linked.get(visit_id, ())}
    visits |= {gap.after_visit_id for visit_id in visits for gap in request.visit_by_id[visit_id].gaps}
    return numbers | {number for visit_id in visits for number in published.makers.get(visit_id, ())}


def _made_outside(published: Published, duties: Sequence[Duty], workers: set[str]) -> set[str]:
    """Return the visits that somebody other than these workers makes."""
    return {
        visit_id
        for visit_id, numbers in published.makers.items()
        if any(duties[number].worker_id not in workers for number in numbers)
    }


def _without(duty: Duty, visit_ids: set[str]) -> Duty:
    kept = tuple(visit for visit in duty.visits if visit.visit_id not in visit_ids)
    return duty if len(kept) == len(duty.visits) else duty.model_copy(update={"visits": kept})
