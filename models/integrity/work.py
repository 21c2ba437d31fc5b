"""Visits, posts and pins: windows that open before they close, gaps to the same person, pins that say enough."""

from collections.abc import Iterator

from models.integrity.codes import IntegrityCode, problem
from models.problems import Problem
from models.request import RotaRequest
from models.visits import Together, Visit
from models.wishes import Pin, PinKind

_PIN_NEEDS = {PinKind.DUTY: ("date",), PinKind.DAY_OFF: ("date",), PinKind.VISIT: ("visit_id",)}
_PIN_MAY_HAVE = {PinKind.DUTY: ("pattern_id",), PinKind.DAY_OFF: (), PinKind.VISIT: ("start", "date")}


def contradictory_work(request: RotaRequest) -> Iterator[Problem]:
    """Yield each visit, post or pin that contradicts itself or another."""
    for row, visit in enumerate(request.visits, start=1):
        yield from _windows(row, visit)
        yield from _together(row, visit)
        yield from _gaps(request, row, visit)
    for row, post in enumerate(request.posts, start=1):
        if post.end <= post.start:
            cause = f"post {post.id} ends at {post.end:%H:%M on %Y-%m-%d}, not after its start"
            yield problem(IntegrityCode.LAST_BEFORE_FIRST, "posts", row, "end", cause, "correct its start or end")
    for row, pin in enumerate(request.pins, start=1):
        yield from _pin(row, pin)


def _windows(row: int, visit: Visit) -> Iterator[Problem]:
    for window in visit.windows:
        if window.latest_start < window.earliest_start:
            cause = f"a window of visit {visit.id} closes before it opens at {window.earliest_start:%H:%M on %Y-%m-%d}"
            action = "give the earliest start first"
            yield problem(IntegrityCode.LAST_BEFORE_FIRST, "visits", row, "windows", cause, action)


def _together(row: int, visit: Visit) -> Iterator[Problem]:
    least, most = visit.second_least_minutes, visit.second_most_minutes
    if visit.workers_needed == 1 and visit.together is not Together.SIMULTANEOUS:
        cause = f"visit {visit.id} is for two workers in {visit.together} and needs one"
        action = "make workers_needed 2, or empty together"
        yield problem(IntegrityCode.TOGETHER_WITHOUT_TWO, "visits", row, "together", cause, action)
    if visit.together is not Together.SEQUENCE and (least or most is not None):
        cause = f"visit {visit.id} says when the second worker starts, but its workers do not start in sequence"
        action = "make together sequence, or empty second_least_minutes and second_most_minutes"
        yield problem(IntegrityCode.SECOND_WITHOUT_SEQUENCE, "visits", row, "together", cause, action)
    elif most is not None and most < least:
        cause = f"the second worker of visit {visit.id} starts at most {most} minutes after the first but at least "
        cause += f"{least}"
        action = "raise the most or lower the least"
        yield problem(IntegrityCode.MOST_BELOW_LEAST, "visits", row, "second_most_minutes", cause, action)


def _gaps(request: RotaRequest, row: int, visit: Visit) -> Iterator[Problem]:
    for gap in visit.gaps:
        earlier = request.visit_by_id.get(gap.after_visit_id)
        if gap.after_visit_id == visit.id:
            cause = f"visit {visit.id} has a gap to itself"
            yield problem(
                IntegrityCode.GAP_TO_ITSELF, "visits", row, "gaps", cause, "name the visit that comes before it"
            )
        elif earlier is not None and earlier.service_user_id != visit.service_user_id:
            cause = (
                f"visit {visit.id} of {visit.service_user_id} has a gap to visit {earlier.id} of another person, "
                f"{earlier.service_user_id}"
            )
            action = "gaps are between visits to the same person: correct the id"
            yield problem(IntegrityCode.GAP_TO_ANOTHER_PERSON, "visits", row, "gaps", cause, action)
        if gap.most_minutes is not None and gap.most_minutes < gap.least_minutes:
            cause = (
                f"the gap of visit {visit.id} after {gap.after_visit_id} is at most {gap.most_minutes} minutes but at "
            )
            cause += f"least {gap.least_minutes}"
            yield problem(IntegrityCode.MOST_BELOW_LEAST, "visits", row, "gaps", cause, "give the least first: 180-420")


def _pin(row: int, pin: Pin) -> Iterator[Problem]:
    needs = _PIN_NEEDS[pin.kind]
    for field in needs:
        if getattr(pin, field) is None:
            cause = f"pin {pin.id} of kind {pin.kind} has no {field}"
            yield problem(IntegrityCode.PIN_LACKS_FIELD, "pins", row, field, cause, f"fill in {field}")
    for field in ("date", "pattern_id", "visit_id", "start"):
        if field not in (*needs, *_PIN_MAY_HAVE[pin.kind]) and getattr(pin, field) is not None:
            cause = f"pin {pin.id} of kind {pin.kind} has a {field}, which means nothing there"
            yield problem(IntegrityCode.PIN_HAS_TOO_MUCH, "pins", row, field, cause, "empty it, or correct the kind")
