"""A duty read in minutes: its parts in order of time, and in each part the stops that belong to it.

Minutes count from the horizon's midnight. Rosters typed by hand may break any rule, so a stop belongs to the one part
it shares most time with (the first, where it shares none), and duties nobody could be paid for are left to the referee.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from models.request import RotaRequest
from models.roster import Duty, Roster, Span
from models.visits import Visit


@dataclass(frozen=True)
class Stop:
    """A visit, a training or the rest break, with its minutes; only a visit has a place."""

    start: int
    end: int
    visit: Visit | None = None
    training_id: str | None = None


@dataclass(frozen=True)
class Part:
    """One part of a duty: its minutes, its visits and trainings in order of time, and the break if it is taken here."""

    start: int
    end: int
    stops: tuple[Stop, ...]
    rest_break: Stop | None

    @property
    def visits(self) -> list[Stop]:
        """The placed stops, in order of time."""
        return [stop for stop in self.stops if stop.visit is not None]


def counted_duties(request: RotaRequest, roster: Roster) -> list[Duty]:
    """Return the duties on this horizon's payroll, by worker and time: of a known worker, dated in the horizon."""
    dates = set(request.horizon.dates)
    known = [duty for duty in roster.duties if duty.worker_id in request.worker_by_id and duty.date in dates]
    return sorted(known, key=lambda duty: (duty.worker_id, duty.date, duty.start))


def parts_of(request: RotaRequest, duty: Duty) -> list[Part]:
    """Return the duty's parts in order of time, each with its own stops; ids the request does not know are left out."""
    minute = request.horizon.minute
    spans = sorted((minute(part.start), minute(part.end)) for part in duty.parts)
    stops = sorted(_stops(request, duty), key=lambda stop: (stop.start, stop.end))
    homes = [_home(stop, spans) for stop in stops]
    rest = _rest_break(request, duty.rest_break)
    break_home = _home(rest, spans) if rest else None
    return [
        Part(
            start=start,
            end=max(start, end),
            stops=tuple(stop for stop, home in zip(stops, homes, strict=True) if home == index),
            rest_break=rest if break_home == index else None,
        )
        for index, (start, end) in enumerate(spans)
    ]


def _stops(request: RotaRequest, duty: Duty) -> Iterator[Stop]:
    for planned in duty.visits:
        if visit := request.visit_by_id.get(planned.visit_id):
            start = request.horizon.minute(planned.start)
            yield Stop(start, start + visit.minutes, visit=visit)
    for session in duty.trainings:
        if training := request.training_by_id.get(session.training_id):
            start = request.horizon.minute(session.start)
            yield Stop(start, start + training.minutes, training_id=training.id)


def _rest_break(request: RotaRequest, span: Span | None) -> Stop | None:
    return Stop(request.horizon.minute(span.start), request.horizon.minute(span.end)) if span else None


def _home(stop: Stop, spans: list[tuple[int, int]]) -> int:
    shared = [min(stop.end, end) - max(stop.start, start) for start, end in spans]
    return max(range(len(spans)), key=lambda index: max(0, shared[index]))
