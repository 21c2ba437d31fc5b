"""The best contact time of a tiny request, by trying every roster: visits as early as can be, ends that do not move."""

import datetime as calendar
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from models.base import StartsFrom
from models.clock import plus
from models.request import RotaRequest
from models.roster import Duty, PlannedVisit, Roster, Span
from models.visits import Visit
from models.workers import Worker
from optimiser.checks import check


@dataclass(frozen=True)
class Option:
    """What a worker may do on a date: nothing, or a duty; its contact and paid minutes."""

    duty: Duty | None
    contact: int = 0
    paid: int = 0


def most_contact(request: RotaRequest) -> tuple[int, int] | None:
    """Return contact and rostered paid minutes of the roster with the highest share; None when no roster is worked."""
    best: tuple[int, int] | None = None
    for options in product(*[list(lines(request, worker)) for worker in request.workers]):
        chosen = [option for line in options for option in line]
        contact, paid = sum(option.contact for option in chosen), sum(option.paid for option in chosen)
        if paid and (best is None or contact * best[1] > best[0] * paid):
            duties = tuple(option.duty for option in chosen if option.duty)
            if not check(request, Roster(duties=duties)):
                best = contact, paid
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
        for visits, rest_break in orders(request, worker, Span(start=start, end=end), rest):
            yield Option(
                Duty(
                    worker_id=worker.id,
                    date=date,
                    pattern_id=pattern_id,
                    parts=(Span(start=start, end=end),),
                    rest_break=rest_break,
                    visits=visits,
                ),
                contact=sum(request.visit_by_id[planned.visit_id].minutes for planned in visits),
                paid=minutes - (0 if pattern.break_paid else rest),
            )


Way = tuple[tuple[PlannedVisit, ...], Span | None]


def orders(request: RotaRequest, worker: Worker, part: Span, rest: int) -> Iterator[Way]:
    """Every order of some visits in a part, each started as early as may be, with the break in any place between."""
    base = worker.place_id if worker.starts_from is StartsFrom.BASE else None
    tree = _Tree(request, worker, part, rest)
    yield from tree.go_on((), base, plus(part.start, request.rules.handover_minutes), None)


@dataclass(frozen=True)
class _Tree:
    """All ways to go on in one part of one worker's duty."""

    request: RotaRequest
    worker: Worker
    part: Span
    rest: int

    def go_on(
        self, visits: tuple[PlannedVisit, ...], here: str | None, free: calendar.datetime, rested: Span | None
    ) -> Iterator[Way]:
        if not self.rest or rested:
            yield visits, rested
        else:
            yield from self._with_break(visits, here, free)
        made = {planned.visit_id for planned in visits}
        for visit in self.request.visits:
            if visit.id not in made:
                yield from self._with(visit, visits, here, free, rested)

    def _with_break(self, visits: tuple[PlannedVisit, ...], here: str | None, free: calendar.datetime) -> Iterator[Way]:
        edge = self.request.rules.break_from_edge_minutes
        begin = max(free, plus(self.part.start, edge))
        taken = Span(start=begin, end=plus(begin, self.rest))
        if plus(taken.end, edge) <= self.part.end:
            yield from self.go_on(visits, here, taken.end, taken)

    def _with(
        self,
        visit: Visit,
        visits: tuple[PlannedVisit, ...],
        here: str | None,
        free: calendar.datetime,
        rested: Span | None,
    ) -> Iterator[Way]:
        place = self.request.service_user_by_id[visit.service_user_id].place_id
        arrival = plus(free, self._journey(here, place))
        for window in visit.windows:
            start = max(arrival, window.earliest_start)
            done = plus(start, visit.minutes)
            if window.timing(start) is not None and done <= self.part.end:
                planned = PlannedVisit(visit_id=visit.id, start=start)
                yield from self.go_on((*visits, planned), place, done, rested)

    def _journey(self, one: str | None, other: str) -> int:
        if one is None:
            return 0
        places = self.request.place_by_id
        return self.request.travel.minutes(
            self.request.travel.metres(places[one], places[other]), self.worker.travel_mode
        )
