"""Putting a visit into a finished roster by hand, some rules aside: every duty and minute tried, the referee judges."""

from collections.abc import Iterator
from datetime import datetime
from itertools import product

from models.clock import plus
from models.request import RotaRequest
from models.roster import Duty, PlannedVisit, Roster
from models.visits import Visit
from optimiser.checks import check

HOUR = 60


def ways_breaking_only(
    request: RotaRequest, roster: Roster, visit: Visit, codes: frozenset[str], workers: int, around: int = 0
) -> Iterator[Roster]:
    """Yield every roster that only adds a visit, one start for all, and breaks no rule but these.

    Args:
        request: what the roster answers.
        roster: finished; all else in it stays where and when it is.
        visit: made by nobody.
        codes: of the rules that may be broken.
        workers: how many make it.
        around: minutes around its windows that are tried as well.
    """
    for start in sorted(_starts(visit, around)):
        near = [number for number, duty in enumerate(roster.duties) if _is_near(duty, start)]
        for chosen in product(near, repeat=workers):
            if tuple(sorted(set(chosen))) == chosen:
                added = _with(roster, chosen, visit, start)
                if all(found.code in codes for found in check(request, added)):
                    yield added


def _starts(visit: Visit, around: int) -> set[datetime]:
    return {
        plus(window.earliest_start, minute)
        for window in visit.windows
        for minute in range(
            -window.early_minutes_allowed - around,
            int((window.latest_start - window.earliest_start).total_seconds()) // 60
            + window.late_minutes_allowed
            + around
            + 1,
        )
    }


def _is_near(duty: Duty, start: datetime) -> bool:
    return duty.post_id is None and plus(duty.start, -3 * HOUR) <= start <= plus(duty.end, 3 * HOUR)


def _with(roster: Roster, chosen: tuple[int, ...], visit: Visit, start: datetime) -> Roster:
    own = PlannedVisit(visit_id=visit.id, start=start)
    duties = list(roster.duties)
    for number in chosen:
        visits = sorted((*duties[number].visits, own), key=lambda each: each.start)
        duties[number] = duties[number].model_copy(update={"visits": tuple(visits)})
    return roster.model_copy(update={"duties": tuple(duties)})
