"""The week as it was worked: each duty of the roster with the visits its worker really made, as long as they took.

The same ledger and costs that read the plan then read this; MEANING.md says what is taken as worked.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from models.clock import minutes_between, plus
from models.delivered import DeliveredVisit
from models.request import RotaRequest
from models.roster import Duty, PlannedVisit, Roster, Span
from models.visits import Together, Visit
from optimiser.ledger.stops import counted_duties

LONGEST_PAID_GAP_MINUTES = 60  # between a duty and a visit outside it: longer, and the time between is the worker's own
NO_PATTERN = "no shift"


def as_worked(request: RotaRequest, roster: Roster, delivered: Sequence[DeliveredVisit]) -> tuple[RotaRequest, Roster]:
    """Return the request with a visit for each record of one that was made, and the roster with these visits.

    Args:
        request: what the roster answers.
        roster: as published.
        delivered: records that `problems_of` finds nothing wrong with.
    """
    made = [(each, f"record {row}") for row, each in enumerate(delivered, start=1) if each.not_made is None]
    visits = tuple(_visit(request.visit_by_id[each.visit_id], each, visit_id) for each, visit_id in made)
    own: dict[str, list[Duty]] = defaultdict(list)
    for duty in counted_duties(request, roster):
        own[duty.worker_id].append(duty)
    worked: dict[tuple[str, date], list[Stop]] = defaultdict(list)
    for each, visit_id in made:
        day = _duty_date(request, each, own[each.worker_id])
        assert each.start is not None and each.end is not None
        worked[each.worker_id, day].append((Span(start=each.start, end=each.end), visit_id))
    duties = {(duty.worker_id, duty.date): duty for found in own.values() for duty in found}
    keys = sorted(duties.keys() | worked.keys(), key=lambda key: (key[1], key[0]))
    as_done = tuple(_duty(request, key, duties.get(key), worked.get(key, [])) for key in keys)
    return request.changed(visits=visits, as_was=()), roster.model_copy(update={"duties": as_done, "unserved": ()})


Stop = tuple[Span, str]


def _visit(visit: Visit, record: DeliveredVisit, visit_id: str) -> Visit:
    """Return one worker's share as a visit of its own."""
    own = {"id": visit_id, "minutes": record.minutes, "workers_needed": 1, "together": Together.SIMULTANEOUS}
    return visit.model_copy(update=own | {"second_least_minutes": 0, "second_most_minutes": None, "gaps": ()})


def _duty_date(request: RotaRequest, record: DeliveredVisit, duties: Iterable[Duty]) -> date:
    """Return the date of the duty in or beside which a visit was made, or else the visit's own."""
    assert record.start is not None and record.end is not None
    span = Span(start=record.start, end=record.end)
    nearest = min(duties, key=lambda duty: _apart(span, Span(start=duty.start, end=duty.end)), default=None)
    if nearest and _apart(span, Span(start=nearest.start, end=nearest.end)) <= LONGEST_PAID_GAP_MINUTES:
        return nearest.date
    dates = request.horizon.dates
    return min(max(record.start.date(), dates[0]), dates[-1])


def _apart(first: Span, second: Span) -> int:
    """Return the minutes between two stretches of time, 0 or less where they meet."""
    return max(minutes_between(first.end, second.start), minutes_between(second.end, first.start))


def _duty(request: RotaRequest, key: tuple[str, date], duty: Duty | None, stops: list[Stop]) -> Duty:
    stops = sorted(stops, key=lambda stop: stop[0].start)
    parts = _parts(duty.parts if duty else (), [span for span, _ in stops])
    visits = tuple(PlannedVisit(visit_id=name, start=span.start) for span, name in stops)
    if duty is None:
        return Duty(worker_id=key[0], date=key[1], pattern_id=NO_PATTERN, parts=parts, visits=visits)
    rest = _rest_break(request, duty, parts, [span for span, _ in stops])
    return duty.model_copy(update={"parts": parts, "visits": visits, "rest_break": rest})


def _parts(planned: Sequence[Span], visits: Sequence[Span]) -> tuple[Span, ...]:
    """Return the parts, reaching from and to the visits made beside them; one made farther off is a part of its own."""
    parts = list(planned)
    for visit in visits:
        near = min(parts, key=lambda part: _apart(visit, part), default=None)
        if near is None or _apart(visit, near) > LONGEST_PAID_GAP_MINUTES:
            parts.append(visit)
        else:
            parts[parts.index(near)] = Span(start=min(near.start, visit.start), end=max(near.end, visit.end))
    return tuple(_joined(sorted(parts, key=lambda part: part.start)))


def _joined(parts: Iterable[Span]) -> list[Span]:
    """Return parts in order of time, those that have come to overlap as one."""
    joined: list[Span] = []
    for part in parts:
        if joined and part.start < joined[-1].end:
            joined[-1] = Span(start=joined[-1].start, end=max(joined[-1].end, part.end))
        else:
            joined.append(part)
    return joined


def _rest_break(request: RotaRequest, duty: Duty, parts: Sequence[Span], visits: Sequence[Span]) -> Span | None:
    """Return when the break was taken: as planned, or in the first gap that holds it; None where none does."""
    if duty.rest_break is None:
        return None
    minutes = duty.rest_break.minutes
    sessions = [
        Span(start=each.start, end=_training_end(request, each.training_id, each.start)) for each in duty.trainings
    ]
    taken = [*visits, *sessions]
    starts = [duty.rest_break.start, *sorted([*(each.start for each in parts), *(each.end for each in taken)])]
    tries = (Span(start=start, end=plus(start, minutes)) for start in starts)
    free = (each for each in tries if _is_inside(each, parts) and not any(each.overlaps(other) for other in taken))
    return next(free, None)


def _training_end(request: RotaRequest, training_id: str, start: datetime) -> datetime:
    training = request.training_by_id.get(training_id)
    return plus(start, training.minutes) if training else start


def _is_inside(span: Span, parts: Iterable[Span]) -> bool:
    return any(part.start <= span.start and span.end <= part.end for part in parts)
