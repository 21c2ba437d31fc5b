"""Why a promised visit goes unserved in the new roster, and which change of the budget would serve it."""

from dataclasses import dataclass, replace

from models.changes import Changes
from models.roster import Unserved
from optimiser.checks.phrases import count, listed
from optimiser.replan.composing import Composed
from optimiser.replan.options import Options
from optimiser.replan.search import Search
from optimiser.replan.situation import Situation

NOBODY, TOO_TIGHT, NO_ROOM, GIVEN_UP = "U01", "U11", "U12", "U13"


@dataclass(frozen=True)
class Left:
    """A promised visit that nobody makes, why, and the further duties with which it could be made (none = unknown)."""

    visit_id: str
    code: str
    reason: str
    needed: tuple[str, ...] = ()


def left_unserved(situation: Situation, best: Composed, changes: Changes) -> list[Left]:
    """Return every promised visit that lost its worker, or is new, and that nobody makes.

    Where a budget was set the search is made once more without it, so that what is said of it is true.
    """
    made = {each.visit_id for duty in best.duties for each in duty.visits}
    lost = (situation.published_makers.keys() | situation.changed.new_visits) - made
    left = [name for name in situation.request.visit_by_id if name in lost and situation.is_promised(name)]
    if not left:
        return []
    freer = _without_budget(situation, changes)
    return [_reason(situation, visit_id, freer, changes) for visit_id in left]


def _without_budget(situation: Situation, changes: Changes) -> Composed | None:
    """Return the best roster when any number of duties may change at any notice; None where there was no budget."""
    if changes.at_most_duties is None and not changes.least_notice_hours:
        return None
    free = replace(situation, least_notice=0)
    return Search(free, Options(free), None, changes.prices).run()


def _reason(situation: Situation, visit_id: str, freer: Composed | None, changes: Changes) -> Left:
    """Return why one visit goes unserved."""
    request = situation.request
    visit = request.visit_by_id[visit_id]
    able = len(situation.able(visit_id))
    if able < visit.workers_needed:
        return Left(visit_id, NOBODY, f"{able} may make it: skills, gender, exclusions and reach leave no more")
    if freer is not None and any(each.visit_id == visit_id for duty in freer.duties for each in duty.visits):
        needed = tuple(f"{each.worker_id} on {each.date:%a %d %b}" for each in freer.further)
        most, hours = changes.at_most_duties, changes.least_notice_hours
        limits = [] if most is None else [f"no more than {count(most, 'further duty', 'further duties')} may change"]
        limits += [f"{hours} hours' notice is to be given"] if hours else []
        reason = f"{' and '.join(limits)}; it could be made if {listed(needed)} changed"
        return Left(visit_id, TOO_TIGHT, reason, needed)
    reason = (
        f"{able} may make it, but none of the sets of duties tried had room for it with the other promised visits; "
        "a week planned anew with these changes may make it, at many more duties changed"
    )
    return Left(visit_id, NO_ROOM, reason)


def unserved_list(situation: Situation, best: Composed, left: list[Left]) -> tuple[Unserved, ...]:
    """Return every visit nobody makes with its reason: the published one where it was unserved before."""
    made = {each.visit_id for duty in best.duties for each in duty.visits}
    before = {each.visit_id: each for each in situation.published.unserved}
    now = {each.visit_id: each for each in left}
    found = []
    for visit in situation.request.visits:
        if visit.id in made:
            continue
        if visit.id in now:
            own = now[visit.id]
            found.append(Unserved(visit_id=visit.id, reason_code=own.code, reason=f"{own.reason}."))
        else:
            reason = "given up in re-planning: no further duty changes for waiting-list visits."
            found.append(before.get(visit.id) or Unserved(visit_id=visit.id, reason_code=GIVEN_UP, reason=reason))
    return tuple(found)
