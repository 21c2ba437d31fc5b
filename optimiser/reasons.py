"""Why nobody makes a visit, found by really trying to insert it into the finished roster."""

from models.roster import Unserved
from models.visits import Visit
from optimiser.improve.incumbent import Incumbent

NOBODY = "U01 nobody may make it"
NOBODY_ON_DUTY = "U02 nobody is on duty"
NO_ROOM = "U03 no room"
NO_TWO_TOGETHER = "U04 no two together"
TOO_DEAR = "U05 dearer than its price"


def unserved_with_reasons(incumbent: Incumbent) -> tuple[Unserved, ...]:
    """Return every visit nobody makes, in the request's order, with the reason in a sentence."""
    tasks, request = incumbent.routing.tasks, incumbent.request
    absent = [int(row) for row in incumbent.plan.absent() if tasks[int(row)].visit_id is not None]
    return tuple(_unserved(incumbent, row, request.visit_by_id[tasks[row].visit_id or ""]) for row in absent)


def _unserved(incumbent: Incumbent, row: int, visit: Visit) -> Unserved:
    """Try one visit and say what stood in the way."""
    able = len(incumbent.routing.tasks[row].workers)
    if able < visit.workers_needed:
        left = "skills, gender asked for, exclusions and reach leave no more"
        code, reason = NOBODY, f"{_workers(able)} may make it: {left}"
    elif _on_duty(incumbent, row) < visit.workers_needed:
        code, reason = NOBODY_ON_DUTY, f"of {_workers(able)} who may make it, too few have a duty in its windows"
    else:
        code, reason = _tried(incumbent, row, visit)
    need = f", {visit.workers_needed} needed" if visit.workers_needed > 1 else ""
    return Unserved(visit_id=visit.id, reason_code=code.split()[0], reason=f"{reason}{need}.")


def _workers(count: int) -> str:
    return "1 worker" if count == 1 else f"{count} workers"


def _on_duty(incumbent: Incumbent, row: int) -> int:
    """Return how many of the workers who may make a visit have a duty that reaches into its windows."""
    task, request = incumbent.routing.tasks[row], incumbent.request
    able = {request.workers[worker].id for worker in task.workers.tolist()}
    return len(
        {
            shift.worker_id
            for shift in incumbent.plan.shifts.values()
            if shift.worker_id in able and not shift.post_id
            for window in task.windows
            if shift.start <= window.latest and shift.end >= window.earliest + task.minutes
        }
    )


def _tried(incumbent: Incumbent, row: int, visit: Visit) -> tuple[str, str]:
    """Insert the visit for real, at any price, and say what came of it."""
    pence = incumbent.plan.cheapest(row)
    on_duty = _workers(_on_duty(incumbent, row))
    if pence is not None:
        return TOO_DEAR, f"making it would cost {pence} pence in lateness, mileage and continuity, more than its price"
    if visit.workers_needed > 1:
        return NO_TWO_TOGETHER, f"{on_duty} who may make it are on duty, but no two are free at one time"
    return NO_ROOM, f"{on_duty} who may make it are on duty, but none has {visit.minutes} minutes and the journeys free"
