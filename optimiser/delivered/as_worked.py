"""The week as it was worked: each duty of the roster with the visits its worker really made, as long as they took.

The same ledger and costs that read the plan then read this; MEANING.md says what is taken as worked.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from models.clock import minutes_between, plus
from models.delivered import DeliveredVisit
from models.request import RotaRequest
from models.roster import Duty, PlannedVisit, Roster, Span
from models.visits import Together, Visit
from optimiser.ledger.stops import counted_duties

LONGEST_PAID_GAP_MINUTES = 60  # between a duty and a visit outside it: longer, and the time between is the worker's own
NO_PATTERN = "no shift"

Stop = tuple[Span, str]


def as_worked(request: RotaRequest, roster: Roster, delivered: Sequence[DeliveredVisit]) -> tuple[RotaRequest, Roster]:
    """Return the request with a visit for each record of one that was made, and the roster with these visits.

    Args:
        request: what the roster answers.
        roster: as published.
        delivered: records that `problems_of` finds nothing wrong with.
    """
    made = [(each, f"record {row}") for row, each in enumerate(delivered, start=1) if each.not_made is None]
    visits = tuple(_visit(request.visit_by_id[each.visit_id], each, visit_id) for each, visit_id in made)
    planned = counted_duties(request, roster)
    own: dict[str, dict[int, Duty]] = defaultdict(dict)
    for number, duty in enumerate(planned):
        own[duty.worker_id][number] = duty
    inside: dict[int, list[Stop]] = defaultdict(list)
    besides: dict[tuple[date, str], list[Stop]] = defaultdict(list)
    for each, visit_id in made:
        stop, day = (_span(each), visit_id), _date(request, each)
        place = _duty_of(stop[0], day, own[each.worker_id])
        (besides[day, each.worker_id] if place is None else inside[place]).append(stop)
    duties = [_worked(request, duty, inside[number]) for number, duty in enumerate(planned)]
    duties += [_stood_in(worker_id, day, stops) for (day, worker_id), stops in besides.items()]
    in_order = tuple(sorted(duties, key=lambda duty: (duty.date, duty.worker_id)))
    return request.changed(visits=visits, as_was=()), roster.model_copy(update={"duties": in_order, "unserved": ()})


def _visit(visit: Visit, record: DeliveredVisit, visit_id: str) -> Visit:
    """Return one worker's share as a visit of its own."""
    own = {"id": visit_id, "minutes": record.minutes, "workers_needed": 1, "together": Together.SIMULTANEOUS}
    return visit.model_copy(update=own | {"second_least_minutes": 0, "second_most_minutes": None, "gaps": ()})


def _span(record: DeliveredVisit) -> Span:
    assert record.start is not None and record.end is not None, "problems_of refuses a visit made without times"
    return Span(start=record.start, end=record.end)


def _date(request: RotaRequest, record: DeliveredVisit) -> date:
    """Return the date on which a visit began, the horizon's last one for a night that ends after it."""
    dates = request.horizon.dates
    return min(max(_span(record).start.date(), dates[0]), dates[-1])


def _duty_of(visit: Span, day: date, duties: Mapping[int, Duty]) -> int | None:
    """Return which of a worker's duties a visit was made in or beside, or else any on its date; None without one."""
    apart = {number: _apart(visit, Span(start=duty.start, end=duty.end)) for number, duty in duties.items()}
    nearest = min(apart, key=apart.__getitem__, default=None)
    if nearest is not None and apart[nearest] <= LONGEST_PAID_GAP_MINUTES:
        return nearest
    return next((number for number, duty in duties.items() if duty.date == day), None)


def _apart(first: Span, second: Span) -> int:
    """Return the minutes between two stretches of time, 0 or less where they meet."""
    return max(minutes_between(first.end, second.start), minutes_between(second.end, first.start))


def _worked(request: RotaRequest, duty: Duty, stops: list[Stop]) -> Duty:
    """Return a duty with the visits made in it or beside it."""
    spans, visits = _in_order(stops)
    parts = _parts(duty.parts, spans)
    rest = _rest_break(request, duty, parts, spans)
    return duty.model_copy(update={"parts": parts, "visits": visits, "rest_break": rest})


def _stood_in(worker_id: str, day: date, stops: list[Stop]) -> Duty:
    """Return the duty of a worker who was not to work, of the visits alone."""
    spans, visits = _in_order(stops)
    return Duty(worker_id=worker_id, date=day, pattern_id=NO_PATTERN, parts=_parts((), spans), visits=visits)


def _in_order(stops: list[Stop]) -> tuple[list[Span], tuple[PlannedVisit, ...]]:
    in_order = sorted(stops, key=lambda stop: stop[0].start)
    visits = tuple(PlannedVisit(visit_id=name, start=span.start) for span, name in in_order)
    return [span for span, _ in in_order], visits


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
