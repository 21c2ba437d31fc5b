"""The best contact time of a tiny request, by trying every roster: visits as early as can be, ends that do not move."""

import datetime as calendar
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from models.base import StartsFrom
from models.clock import at, plus
from models.request import RotaRequest
from models.roster import Duty, PlannedTraining, PlannedVisit, Roster, Span
from models.visits import Visit
from models.workers import Training, Worker
from optimiser.ceiling.promise import NOTHING_PROMISED, Promise
from optimiser.checks import check


@dataclass(frozen=True)
class Option:
    """What a worker may do on a date: nothing, or a duty; its contact and paid minutes."""

    duty: Duty | None
    contact: int = 0
    paid: int = 0


def most_contact(request: RotaRequest, promise: Promise = NOTHING_PROMISED) -> tuple[int, int, Roster] | None:
    """Return contact and rostered paid minutes of the roster with the highest share, and it; None where nobody works.

    Args:
        promise: what the rosters looked at must keep.
    """
    best: tuple[int, int, Roster] | None = None
    for options in product(*[list(lines(request, worker)) for worker in request.workers]):
        chosen = [option for line in options for option in line]
        contact, paid = sum(option.contact for option in chosen), sum(option.paid for option in chosen)
        if paid and (best is None or contact * best[1] > best[0] * paid):
            roster = Roster(duties=tuple(option.duty for option in chosen if option.duty))
            if promise.kept_by(roster) == promise and not check(request, roster):
                best = contact, paid, roster
    return best


def lines(request: RotaRequest, worker: Worker) -> Iterator[tuple[Option, ...]]:
    """Every choice of a worker's dates that keeps the worker's own rules; two-worker visits are taken as they come."""
    own = request.changed(
        workers=(worker,),
        visits=[visit.model_copy(update={"workers_needed": 1}) for visit in request.visits],
        posts=(),
    )
    for options in product(*[list(days(own, worker, date)) for date in request.horizon.dates]):
        duties = tuple(option.duty for option in options if option.duty)
        if not check(own, Roster(duties=duties)):
            yield options


def days(request: RotaRequest, worker: Worker, date: calendar.date) -> Iterator[Option]:
    """Every option of a worker on a date."""
    yield Option(None)
    for pattern_id in worker.pattern_ids:
        pattern = request.pattern_by_id[pattern_id]
        ((start, end),) = pattern.parts_on(date)
        minutes = Span(start=start, end=end).minutes
        rest = pattern.break_minutes or (
            request.rules.break_minutes if minutes > request.rules.break_after_minutes else 0
        )
        for visits, trainings, rest_break in orders(request, worker, date, Span(start=start, end=end), rest):
            yield Option(
                Duty(
                    worker_id=worker.id,
                    date=date,
                    pattern_id=pattern_id,
                    parts=(Span(start=start, end=end),),
                    rest_break=rest_break,
                    visits=visits,
                    trainings=trainings,
                ),
                contact=sum(request.visit_by_id[planned.visit_id].minutes for planned in visits),
                paid=minutes - (0 if pattern.break_paid else rest),
            )


Trainings = tuple[PlannedTraining, ...]
Way = tuple[tuple[PlannedVisit, ...], Trainings, Span | None]


def orders(request: RotaRequest, worker: Worker, date: calendar.date, part: Span, rest: int) -> Iterator[Way]:
    """Every order of some visits in a part, each as early as may be, the break and a training in any place between."""
    base = worker.place_id if worker.starts_from is StartsFrom.BASE else None
    tree = _Tree(request, worker, date, part, rest)
    yield from tree.go_on(((), (), None), base, plus(part.start, request.rules.handover_minutes))


@dataclass(frozen=True)
class _Tree:
    """All ways to go on in one part of one worker's duty."""

    request: RotaRequest
    worker: Worker
    date: calendar.date
    part: Span
    rest: int

    def go_on(self, way: Way, here: str | None, free: calendar.datetime) -> Iterator[Way]:
        visits, trainings, rested = way
        if not self.rest or rested:
            yield way
        else:
            yield from self._with_break(way, here, free)
        for training in self.request.trainings:
            if training.worker_id == self.worker.id and not trainings:
                yield from self._with_training(training, way, here, free)
        made = {planned.visit_id for planned in visits}
        for visit in self.request.visits:
            if visit.id not in made:
                yield from self._with(visit, way, here, free)

    def _with_break(self, way: Way, here: str | None, free: calendar.datetime) -> Iterator[Way]:
        edge = self.request.rules.break_from_edge_minutes
        begin = max(free, plus(self.part.start, edge))
        taken = Span(start=begin, end=plus(begin, self.rest))
        if plus(taken.end, edge) <= self.part.end:
            yield from self.go_on((way[0], way[1], taken), here, taken.end)

    def _with_training(self, training: Training, way: Way, here: str | None, free: calendar.datetime) -> Iterator[Way]:
        begin = max(free, at(self.date, training.earliest_start))
        done = plus(begin, training.minutes)
        if begin <= at(self.date, training.latest_start) and done <= self.part.end:
            planned = PlannedTraining(training_id=training.id, start=begin)
            yield from self.go_on((way[0], (planned,), way[2]), here, done)

    def _with(self, visit: Visit, way: Way, here: str | None, free: calendar.datetime) -> Iterator[Way]:
        place = self.request.service_user_by_id[visit.service_user_id].place_id
        arrival = plus(free, self._journey(here, place))
        for window in visit.windows:
            start = max(arrival, window.earliest_start)
            done = plus(start, visit.minutes)
            if window.timing(start) is not None and done <= self.part.end:
                planned = PlannedVisit(visit_id=visit.id, start=start)
                yield from self.go_on(((*way[0], planned), way[1], way[2]), place, done)

    def _journey(self, one: str | None, other: str) -> int:
        if one is None:
            return 0
        places = self.request.place_by_id
        return self.request.travel.minutes(
            self.request.travel.metres(places[one], places[other]), self.worker.travel_mode
        )
