"""One duty as the referee reads it: its worker, its stops in order of time, its legs and its paid minutes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from models.clock import minutes_between, plus
from models.patterns import PatternKind, ShiftPattern
from models.places import Place
from models.request import RotaRequest
from models.roster import Duty, Span
from models.workers import Worker
from optimiser.checks.phrases import moment_text


@dataclass(frozen=True)
class Stop:
    """A visit, a training or the break of a duty; only visits (and bases) have a place."""

    name: str
    start: datetime
    end: datetime
    place: Place | None = None
    visit_id: str = ""
    is_break: bool = False

    @property
    def visit_ids(self) -> tuple[str, ...]:
        """The visit's id, or nothing where the stop is no visit."""
        return (self.visit_id,) if self.visit_id else ()

    def __str__(self) -> str:
        until = f" to {self.end:%H:%M}" if self.end != self.start else ""
        return f"{self.name} ({moment_text(self.start)}{until})"


@dataclass(frozen=True)
class Leg:
    """A journey from one placed stop to the next, and the longest unbroken time between them, in minutes."""

    origin: Stop
    destination: Stop
    origin_place: Place
    destination_place: Place
    room_minutes: int


@dataclass(frozen=True)
class RosteredDuty:
    """A duty of a worker of the request, dated in the horizon; the pattern is None when the request has no such id."""

    duty: Duty
    worker: Worker
    pattern: ShiftPattern | None
    stops: tuple[Stop, ...]
    handover_end: datetime
    start_base: Place | None
    end_base: Place | None
    paid_minutes: int
    break_due_minutes: int
    is_night: bool

    @property
    def is_split(self) -> bool:
        """Whether staff call this duty a split."""
        return self.pattern is not None and self.pattern.kind is PatternKind.SPLIT

    def stops_in(self, part: Span) -> list[Stop]:
        """Return the stops that begin inside the part."""
        return [stop for stop in self.stops if part.start <= stop.start < part.end]

    def handover_in(self, part: Span) -> int:
        """Return the minutes of handover with which the part begins."""
        is_first = part == self.duty.parts[0]
        return minutes_between(part.start, min(part.end, self.handover_end)) if is_first else 0

    def legs(self) -> Iterator[Leg]:
        """Yield the paid journeys of every part, those from and to a base included."""
        for part in self.duty.parts:
            yield from self.legs_in(part)

    def legs_in(self, part: Span) -> list[Leg]:
        """Return the paid journeys of a part, in order."""
        opening = self.handover_end if part == self.duty.parts[0] else part.start
        return list(_legs(self._with_bases(self.stops_in(part), opening, part.end)))

    def _with_bases(self, stops: list[Stop], opening: datetime, closing: datetime) -> list[Stop]:
        """Return the stops between the bases that a part with visits or trainings begins and ends at."""
        if all(stop.is_break for stop in stops):
            return stops
        leaving = [Stop("the base", opening, opening, self.start_base)] if self.start_base else []
        returning = [Stop("the base", closing, closing, self.end_base)] if self.end_base else []
        return [*leaving, *stops, *returning]


def _legs(stops: list[Stop]) -> Iterator[Leg]:
    """Yield the legs between placed stops; a break or training between two of them leaves the longest gap as room."""
    origin: Stop | None = None
    gaps: list[int] = []
    for number, stop in enumerate(stops):
        if number:
            busy_until = max(each.end for each in stops[:number])
            gaps.append(minutes_between(busy_until, stop.start))
        if stop.place is not None:
            if origin is not None and origin.place is not None:
                yield Leg(origin, stop, origin.place, stop.place, max(gaps))
            origin, gaps = stop, []


def stops_of(request: RotaRequest, duty: Duty) -> tuple[Stop, ...]:
    """Return the duty's known visits, known trainings and break in order of time."""
    return tuple(sorted(_all_stops(request, duty), key=lambda stop: (stop.start, stop.end)))


def _all_stops(request: RotaRequest, duty: Duty) -> Iterator[Stop]:
    for planned in duty.visits:
        if visit := request.visit_by_id.get(planned.visit_id):
            place = request.place_by_id[request.service_user_by_id[visit.service_user_id].place_id]
            yield Stop(f"visit {visit.id}", planned.start, plus(planned.start, visit.minutes), place, visit.id)
    for held in duty.trainings:
        if training := request.training_by_id.get(held.training_id):
            yield Stop(f"training {training.id}", held.start, plus(held.start, training.minutes))
    if duty.rest_break:
        yield Stop("rest break", duty.rest_break.start, duty.rest_break.end, is_break=True)


def read_duty(request: RotaRequest, duty: Duty, night_minutes: int) -> RosteredDuty:
    """Return the duty with everything the rules derive from it.

    Args:
        request: the request; it has the duty's worker.
        duty: the duty as the roster gives it.
        night_minutes: minutes of night time in the duty's working time.
    """
    worker = request.worker_by_id[duty.worker_id]
    pattern = request.pattern_by_id.get(duty.pattern_id)
    handover = 0 if duty.post_id else request.rules.handover_minutes
    is_night_pattern = pattern is not None and pattern.kind is PatternKind.NIGHT
    return RosteredDuty(
        duty=duty,
        worker=worker,
        pattern=pattern,
        stops=stops_of(request, duty),
        handover_end=plus(duty.start, handover),
        start_base=request.place_by_id[worker.start_base_id] if worker.start_base_id else None,
        end_base=request.place_by_id[worker.end_base_id] if worker.end_base_id else None,
        paid_minutes=duty.working_minutes - _unpaid_break(duty, pattern),
        break_due_minutes=_break_due(request, duty, pattern),
        is_night=is_night_pattern or night_minutes >= request.rules.night_duty_least_minutes,
    )


def _unpaid_break(duty: Duty, pattern: ShiftPattern | None) -> int:
    """Return the minutes of an unpaid break that lie inside the part it is taken in."""
    rest = duty.rest_break
    if rest is None or (pattern is not None and pattern.break_paid):
        return 0
    return max(0, *(minutes_between(max(part.start, rest.start), min(part.end, rest.end)) for part in duty.parts))


def _break_due(request: RotaRequest, duty: Duty, pattern: ShiftPattern | None) -> int:
    if pattern is not None and pattern.break_minutes > 0:
        return pattern.break_minutes
    is_long = any(part.minutes > request.rules.break_after_minutes for part in duty.parts)
    return request.rules.break_minutes if is_long else 0
