"""Adding a visit to a finished roster by hand: every worker on duty and every minute tried, the referee deciding."""

from collections.abc import Iterator
from datetime import datetime
from itertools import combinations

from models.clock import minutes_between, plus
from models.request import RotaRequest
from models.roster import Duty, PlannedVisit, Roster
from models.visits import Visit
from optimiser.checks import check


def ways_to_add(request: RotaRequest, roster: Roster, visit_id: str) -> Iterator[Roster]:
    """Yield every roster the referee accepts that only adds this visit; all else stays where and when it is."""
    visit = request.visit_by_id[visit_id]
    for start in starts(visit):
        around = [number for number, duty in enumerate(roster.duties) if _lies_in(visit, start, duty)]
        for chosen in combinations(around, visit.workers_needed):
            added = _with(roster, chosen, visit, start)
            if not check(request, added):
                yield added


def starts(visit: Visit) -> list[datetime]:
    """Every minute at which a visit may start, late ones included."""
    minutes = {
        plus(window.earliest_start, minute)
        for window in visit.windows
        for minute in range(minutes_between(window.earliest_start, window.latest_start) + 1)
    }
    late = {
        plus(window.latest_start, minute)
        for window in visit.windows
        for minute in range(1, window.late_minutes_allowed + 1)
    }
    return sorted(minutes | late)


def _lies_in(visit: Visit, start: datetime, duty: Duty) -> bool:
    """Whether a visit would lie in one part of a duty, clear of the other visits in it."""
    end = plus(start, visit.minutes)
    inside = any(part.start <= start and end <= part.end for part in duty.parts)
    return inside and duty.post_id is None and all(other.start != start for other in duty.visits)


def _with(roster: Roster, chosen: tuple[int, ...], visit: Visit, start: datetime) -> Roster:
    own = PlannedVisit(visit_id=visit.id, start=start)
    duties = list(roster.duties)
    for number in chosen:
        visits = sorted((*duties[number].visits, own), key=lambda each: each.start)
        duties[number] = duties[number].model_copy(update={"visits": tuple(visits)})
    return roster.model_copy(update={"duties": tuple(duties)})
