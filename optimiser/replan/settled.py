"""What of a duty is settled at a moment, done or under way, and where its worker stands and is free from then on."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.request import RotaRequest
from models.roster import Duty, PlannedTraining, PlannedVisit, Span

Stop = PlannedVisit | PlannedTraining


@dataclass(frozen=True)
class Anchor:
    """Time of a duty that is over or promised: from `start` to `end`, at a place, where the worker is then."""

    start: int
    end: int
    place_id: str


@dataclass(frozen=True)
class Settled:
    """What is copied from the published duty; minutes are counted from the horizon's midnight."""

    visits: tuple[PlannedVisit, ...] = ()
    trainings: tuple[PlannedTraining, ...] = ()
    rest_break: Span | None = None
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True)
class Clock:
    """When a duty is settled until.

    Attributes:
        until: stops that start by this minute are settled.
        delay: minutes by which the worker is free later than they would be.
        sets_out: whether a visit that the worker has set out for is settled too; not when they fall ill or run late.
        now: the moment itself; `until` may be later, by the notice to be given.
        open_visits: visits that lack a colleague, settled only where they have begun by now.
    """

    until: int
    delay: int = 0
    sets_out: bool = True
    now: int = 0
    open_visits: frozenset[str] = frozenset()


def settled(request: RotaRequest, duty: Duty, clock: Clock) -> Settled:
    """Return what of a duty is settled.

    A worker leaves in time for the next visit and no sooner; a part that begins at home begins at its first visit.

    Args:
        request: with every stop of the duty.
        duty: as published; the parts in which nothing is settled have no anchor.
        clock: until when, and whether the worker has set out.
    """
    visits: list[PlannedVisit] = []
    trainings: list[PlannedTraining] = []
    anchors: list[Anchor] = []
    for part in duty.parts:
        if request.horizon.minute(part.start) > clock.until:
            break
        reader = _Part(request, duty, part)
        done = reader.done_by(clock)
        visits += [each for each in done if isinstance(each, PlannedVisit)]
        trainings += [each for each in done if isinstance(each, PlannedTraining)]
        anchors += reader.anchor(done, clock)
    rest = duty.rest_break
    taken = rest is not None and request.horizon.minute(rest.start) <= clock.until
    return Settled(tuple(visits), tuple(trainings), rest if taken else None, tuple(anchors))


class _Part:
    """One part of a duty that has begun, with its stops in order."""

    def __init__(self, request: RotaRequest, duty: Duty, part: Span) -> None:
        self.request, self.duty, self.part = request, duty, part
        self.worker = request.worker_by_id[duty.worker_id]
        every: list[Stop] = [*duty.visits, *duty.trainings]
        own = [each for each in every if part.start <= each.start < part.end]
        self.stops = sorted(own, key=lambda each: each.start)

    def done_by(self, clock: Clock) -> list[Stop]:
        """Return the stops that have begun, and the one set out for."""
        stops = [each for each in self.stops if not self._lacks_a_colleague(each, clock)]
        done = [each for each in stops if self._minute(each) <= clock.until]
        following = stops[len(done) : len(done) + 1]
        if clock.sets_out and following and self._has_set_out(done, following[0], clock.until):
            return [*done, following[0]]
        return done

    def _lacks_a_colleague(self, stop: Stop, clock: Clock) -> bool:
        """Return whether a stop is a visit to be made by two that one cannot come to, and has not begun."""
        visit_id = stop.visit_id if isinstance(stop, PlannedVisit) else ""
        return visit_id in clock.open_visits and self._minute(stop) > clock.now

    def anchor(self, done: list[Stop], clock: Clock) -> Iterator[Anchor]:
        """Yield the time that is over, if there is any."""
        minute = self.request.horizon.minute
        first = self.part == self.duty.parts[0] and self.duty.post_id is None
        start = minute(self.part.start) + (self.request.rules.handover_minutes if first else 0)
        ends = [self._minute(each) + self._minutes_of(each) for each in done]
        rest = self.duty.rest_break
        if rest is not None and self.part.start <= rest.start < self.part.end and minute(rest.start) <= clock.until:
            ends.append(minute(rest.end))
        end = min(max([clock.until, *ends]) + clock.delay, minute(self.part.end))
        place = self._place_after(done) or self.worker.place_id
        start += self._journey(self.worker.start_base_id or place, place)
        if end > start:
            yield Anchor(start, end, place)

    def _has_set_out(self, done: list[Stop], stop: Stop, until: int) -> bool:
        """Return whether a worker is on the way to a visit, or there; a training needs no journey."""
        if isinstance(stop, PlannedTraining):
            return False
        here = self._place_after(done)
        if here is None:
            return True
        return self._minute(stop) - self._journey(here, self._place_of(stop) or here) <= until

    def _journey(self, origin: str, destination: str) -> int:
        places, travel = self.request.place_by_id, self.request.travel
        return travel.minutes(travel.metres(places[origin], places[destination]), self.worker.travel_mode)

    def _place_after(self, done: list[Stop]) -> str | None:
        """Return where the worker is after these stops; None on the way from home."""
        places = [place for each in done if (place := self._place_of(each)) is not None]
        return places[-1] if places else self.worker.start_base_id

    def _place_of(self, stop: Stop) -> str | None:
        if isinstance(stop, PlannedTraining):
            return None
        visit = self.request.visit_by_id[stop.visit_id]
        return self.request.service_user_by_id[visit.service_user_id].place_id

    def _minutes_of(self, stop: Stop) -> int:
        if isinstance(stop, PlannedTraining):
            return self.request.training_by_id[stop.training_id].minutes
        return self.request.visit_by_id[stop.visit_id].minutes

    def _minute(self, stop: Stop) -> int:
        return self.request.horizon.minute(stop.start)
