"""What a roster typed by hand leaves open: the shift pattern, the skill it counts for, where the rest break was."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from models.clock import minutes_between, plus
from models.files.stop_rows import StopRow
from models.patterns import ShiftPattern
from models.places import Place
from models.request import RotaRequest
from models.roster import Duty, PlannedVisit, Span
from models.workers import Worker

Part = tuple[datetime, datetime]
_UNKNOWN_PATTERN = "unknown"


def inferred_pattern(request: RotaRequest, row: StopRow, parts: Sequence[Part]) -> str:
    """Return the permitted pattern that admits the parts, or else the closest one, for the referee to judge."""
    worker = request.worker_by_id.get(row.worker)
    permitted = worker.pattern_ids if worker else tuple(request.pattern_by_id)
    patterns = [request.pattern_by_id[each] for each in permitted if each in request.pattern_by_id]
    for pattern in patterns:
        if pattern.admits(row.date, list(parts)):
            return pattern.id
    closest = min(patterns, key=lambda pattern: _distance(pattern, row, parts), default=None)
    return closest.id if closest else _UNKNOWN_PATTERN


def _distance(pattern: ShiftPattern, row: StopRow, parts: Sequence[Part]) -> tuple[int, int]:
    """Return how many parts differ, then how many minutes the two ends are away."""
    own = pattern.parts_on(row.date)
    ends = abs(minutes_between(own[0][0], parts[0][0])) + abs(minutes_between(own[-1][1], parts[-1][1]))
    return abs(len(own) - len(parts)), ends


def inferred_role(request: RotaRequest, duty: Duty) -> str | None:
    """Return the skill that covers count a duty for, where there is only one that it can be."""
    worker = request.worker_by_id.get(duty.worker_id)
    if worker is None or duty.post_id is not None:
        return None
    asked = {cover.skill for cover in request.covers if (cover.date, cover.pattern_id) == (duty.date, duty.pattern_id)}
    roles = asked.intersection(worker.skills)
    return roles.pop() if len(roles) == 1 else None


def inferred_break(request: RotaRequest, duty: Duty) -> Span | None:
    """Return the first stretch in which the break that is due fits beside the journeys, or None (MEANING.md, R11)."""
    due = break_due(request, duty)
    if not due:
        return None
    edge, pattern = request.rules.break_from_edge_minutes, request.pattern_by_id.get(duty.pattern_id)
    starts = pattern.break_starts(duty.start, duty.end) if pattern else (duty.start, duty.end)
    if starts is None:
        return None
    first, last = max(plus(duty.start, edge), starts[0]), min(plus(duty.end, -edge - due), starts[1])
    for idle in _idle_stretches(request, duty):
        for start in (max(idle.start, first), max(plus(idle.start, idle.journey), first)):
            if start <= last and idle.holds(start, plus(start, due)):
                return Span(start=start, end=plus(start, due))
    return None


def break_due(request: RotaRequest, duty: Duty) -> int:
    """Return how many minutes of break a duty must have."""
    pattern = request.pattern_by_id.get(duty.pattern_id)
    if pattern and pattern.break_minutes:
        return pattern.break_minutes
    is_long = any(part.minutes > request.rules.break_after_minutes for part in duty.parts)
    return request.rules.break_minutes if is_long else 0


class _Idle:
    """The time between two stops, and the journey that must be made in it in one piece."""

    def __init__(self, start: datetime, end: datetime, journey: int) -> None:
        self.start, self.end, self.journey = start, end, journey

    def holds(self, start: datetime, end: datetime) -> bool:
        """Return whether a break then leaves one piece before or after it that is long enough for the journey."""
        if start < self.start or end > self.end:
            return False
        return self.journey <= max(minutes_between(self.start, start), minutes_between(end, self.end))


def _idle_stretches(request: RotaRequest, duty: Duty) -> Iterator[_Idle]:
    handover = timedelta(minutes=0 if duty.post_id else request.rules.handover_minutes)
    for number, part in enumerate(duty.parts):
        begin = part.start + handover if number == 0 else part.start
        yield from _idle_in(request, duty, begin, part.end)


def _idle_in(request: RotaRequest, duty: Duty, begin: datetime, end: datetime) -> Iterator[_Idle]:
    """Yield the idle stretches between the placed stops of a part, trainings cut out of them.

    Where a training cuts one, each of its pieces that can hold the journey may hold it alone; a break goes into a piece
    either beside the journey or, when another piece takes the journey, without it.
    """
    worker = request.worker_by_id.get(duty.worker_id)
    visits, trainings = _placed_visits(request, duty, begin, end), _trainings(request, duty)
    has_stops = bool(visits) or any(begin <= start < end for start, _ in trainings)
    bases = (worker.start_base_id, worker.end_base_id) if worker and has_stops else (None, None)
    leaving, returning = (request.place_by_id.get(base or "") for base in bases)
    stops = [(begin, begin, leaving), *visits, (end, end, returning)]
    for (_, left, origin), (reached, _, destination) in pairwise(stops):
        journey = _journey(request, worker, origin, destination)
        pieces = list(_without(left, reached, trainings))
        for piece in pieces:
            others = [other for other in pieces if other is not piece]
            elsewhere = any(minutes_between(*other) >= journey for other in others)
            yield _Idle(*piece, 0 if elsewhere else journey)


def _placed_visits(
    request: RotaRequest, duty: Duty, begin: datetime, end: datetime
) -> list[tuple[datetime, datetime, Place | None]]:
    return [
        (visit.start, plus(visit.start, request.visit_by_id[visit.visit_id].minutes), _place(request, visit))
        for visit in duty.visits
        if visit.visit_id in request.visit_by_id and begin <= visit.start < end
    ]


def _place(request: RotaRequest, visit: PlannedVisit) -> Place | None:
    user = request.service_user_by_id.get(request.visit_by_id[visit.visit_id].service_user_id)
    return request.place_by_id.get(user.place_id) if user else None


def _journey(request: RotaRequest, worker: Worker | None, origin: Place | None, destination: Place | None) -> int:
    if worker is None or origin is None or destination is None:
        return 0
    return request.travel.minutes(request.travel.metres(origin, destination), worker.travel_mode)


def _trainings(request: RotaRequest, duty: Duty) -> list[Part]:
    known = request.training_by_id
    return [
        (each.start, plus(each.start, known[each.training_id].minutes))
        for each in duty.trainings
        if each.training_id in known
    ]


def _without(start: datetime, end: datetime, busy: Iterable[Part]) -> Iterator[Part]:
    """Yield what is left of a stretch once the busy ones, in order of time, are cut out."""
    for busy_start, busy_end in busy:
        if busy_start < end and busy_end > start:
            yield start, busy_start
            start = busy_end
    yield start, end
