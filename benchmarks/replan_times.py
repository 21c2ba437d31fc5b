"""`python -m benchmarks.replan_times team|city [ROSTER]` times re-planning of a published demo roster.

The roster is read from a file or, where none is named, planned first. Each change is re-planned in a process that has
the request loaded; changes are about the busiest duty of each date, sicknesses at three moments: long before, as it
begins, and half-way through it. The first change loads what is compiled and is left out.
"""

import statistics
import time
from collections.abc import Iterator
from typing import Any

from benchmarks.published import measure_published
from models.changes import CancelledVisit, Change, Changes, Lateness, LongerVisit, Sickness, UrgentVisit
from models.clock import LondonTime, plus
from models.problems import InputError
from models.request import RotaRequest
from models.roster import Duty, Roster
from models.visits import Need
from optimiser.replan import replan

LATE_MINUTES, LONGER_MINUTES = 45, 30
MOST_CHANGES = {"team": 100, "city": 12}


def changes_of(request: RotaRequest, roster: Roster) -> Iterator[tuple[str, LondonTime, Change]]:
    """Yield a kind, a moment and a change for each date and kind of change."""
    for date in request.horizon.dates:
        duties = [duty for duty in roster.duties if duty.date == date and duty.post_id is None and duty.visits]
        if not duties:
            continue
        busiest = max(duties, key=lambda duty: (_promised(request, duty), duty.worker_id))
        sick = Sickness(worker_id=busiest.worker_id, first_date=date)
        yield "sickness, the day before", plus(busiest.start, -1_440), sick
        yield "sickness, as it begins", plus(busiest.start, -30), sick
        yield "sickness, half-way", plus(busiest.start, busiest.working_minutes // 2), sick
        late = Lateness(worker_id=busiest.worker_id, date=date, minutes=LATE_MINUTES)
        yield "lateness", plus(busiest.start, -30), late
        last = request.visit_by_id[busiest.visits[-1].visit_id]
        yield "a cancelled visit", plus(busiest.start, -30), CancelledVisit(visit_id=last.id)
        first = request.visit_by_id[busiest.visits[0].visit_id]
        longer = LongerVisit(visit_id=first.id, minutes=first.minutes + LONGER_MINUTES)
        yield "a longer visit", plus(busiest.start, -30), longer
        new = last.model_copy(update={"id": "New", "gaps": (), "need": Need.REQUIRED})
        yield "an urgent visit", plus(busiest.start, -30), UrgentVisit(visit=new)


def _promised(request: RotaRequest, duty: Duty) -> int:
    return sum(request.visit_by_id[each.visit_id].need is Need.REQUIRED for each in duty.visits)


def measured(request: RotaRequest, roster: Roster, moment: LondonTime, change: Change) -> dict[str, Any]:
    """Return the seconds that a change takes to re-plan, the further duties changed and promised visits unserved."""
    began = time.perf_counter()
    try:
        found = replan(request, roster, Changes(now=max(moment, request.horizon.midnight), changes=(change,)))
    except InputError as error:
        return {"seconds": time.perf_counter() - began, "refused": [each.code for each in error.problems]}
    seconds = time.perf_counter() - began
    return {"seconds": seconds, "further": len(found.further), "left": len(found.left), "attempts": found.attempts}


def timed(scenario: str, request: RotaRequest, roster: Roster) -> dict[str, Any]:
    """Return by kind what re-planning after each change took."""
    asked = list(changes_of(request, roster))[: MOST_CHANGES[scenario]]
    measured(request, roster, *asked[0][1:])
    found: dict[str, list[dict[str, Any]]] = {}
    for kind, moment, change in asked:
        found.setdefault(kind, []).append(measured(request, roster, moment, change))
    return {"kinds": {kind: _summed(own) for kind, own in found.items()}}


def _summed(own: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what several changes of one kind took."""
    planned = [each for each in own if "further" in each]
    return {
        "changes": len(own),
        "refused": len(own) - len(planned),
        "median_seconds": round(statistics.median(each["seconds"] for each in own), 2),
        "most_seconds": round(max(each["seconds"] for each in own), 2),
        "further_duties": [each["further"] for each in planned],
        "promised_visits_left": sum(each["left"] for each in planned),
    }


if __name__ == "__main__":
    measure_published("replan_times", __doc__, timed)
