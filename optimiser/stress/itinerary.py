"""A roster as the steps that workers take, in an order in which each can be worked out from those before it.

A *round* is one part of a duty that covers no post. A *step* of it is a visit, a training, the break or the return to
the base. The journey to a visit (or to the base) belongs to the step before which it is made: breaks and trainings have
no place, so it may come before them (`optimiser/MEANING.md`: in the first gap that holds it).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from models.clock import minutes_between, plus
from models.places import Place
from models.request import RotaRequest
from models.roster import Roster, Span
from models.visits import Visit
from optimiser.break_hours import break_hours
from optimiser.checks.roster_index import RosterIndex
from optimiser.checks.rostered_duty import RosteredDuty, Stop
from optimiser.routing.travel import MODES

NOWHERE = -1
NO_VISIT = -1


@dataclass(frozen=True)
class Round:
    """One part of a duty; minutes are counted from the horizon's midnight."""

    duty: int  # row among the roster's duties with rounds
    worker: int
    day: int
    mode: int
    start: int  # after the handover
    end: int
    base: int  # the place it begins at, NOWHERE = at home


@dataclass(frozen=True)
class Step:
    """One thing done in a round."""

    round: int
    told: int  # the start in the roster; of a return, the round's end
    minutes: int
    visit: int = NO_VISIT  # row among the request's visits
    travels_to: int = NOWHERE  # the place to which a journey is made just before this step
    for_visit: int = NO_VISIT  # without this visit that journey is not made
    journey: int = 0  # minutes of that journey, as planned
    earliest: int = 0  # of a visit: the first start that its window has
    latest: int = 0  # of a visit: the last start that is not late in its window; of a break: later and it is lost
    is_return: bool = False
    is_break: bool = False


@dataclass(frozen=True)
class Itinerary:
    """Every round of a roster, and its steps in the order of their times; a visit's workers come side by side.

    `after` holds for each visit row the visit rows it follows, and the least minutes from their ends.
    """

    request: RotaRequest
    rounds: tuple[Round, ...]
    groups: tuple[tuple[Step, ...], ...]  # steps that begin at one time: those of one visit's workers
    after: dict[int, list[tuple[int, int]]]
    duties: tuple[RosteredDuty, ...]
    post_minutes: int  # paid minutes of the duties left out, which cover posts


def itinerary(request: RotaRequest, roster: Roster) -> Itinerary:
    """Return the steps of a roster.

    Args:
        request: what it was made for.
        roster: keeps every rule.
    """
    index = RosterIndex(request, roster)
    duties = tuple(each for each in index.duties if each.duty.post_id is None)
    reader = _Reader(index)
    rounds: list[Round] = []
    steps: list[Step] = []
    for row, rostered in enumerate(duties):
        for part in rostered.duty.parts:
            steps += reader.steps(rostered, part, len(rounds))
            rounds.append(reader.round(rostered, part, row))
    row_of = {visit.id: row for row, visit in enumerate(request.visits)}
    after = {
        row_of[visit.id]: [(row_of[gap.after_visit_id], gap.least_minutes) for gap in visit.gaps]
        for visit in request.visits
        if visit.gaps
    }
    post_minutes = sum(each.paid_minutes for each in index.duties if each.duty.post_id is not None)
    return Itinerary(request, tuple(rounds), tuple(_grouped(request, steps)), after, duties, post_minutes)


def _grouped(request: RotaRequest, steps: Iterable[Step]) -> Iterator[tuple[Step, ...]]:
    """Yield steps by time; the two workers of a visit who start together in one group."""
    together: dict[int, list[Step]] = {}
    ordered = sorted(steps, key=lambda step: (step.told, step.is_return))
    for step in ordered:
        if step.visit != NO_VISIT and request.visits[step.visit].starts_together:
            together.setdefault(step.visit, []).append(step)
    for step in ordered:
        own = together.get(step.visit)
        if own is None:
            yield (step,)
        elif own[0] is step:
            yield tuple(own)


class _Journey(NamedTuple):
    place: int
    for_visit: int
    minutes: int


class _Reader:
    """Reads rounds and steps off the referee's view of a roster."""

    def __init__(self, index: RosterIndex) -> None:
        self._index = index
        self._request = index.request
        self._minute = index.request.horizon.minute
        self._worker = {worker.id: row for row, worker in enumerate(index.request.workers)}
        self._place = {place.id: row for row, place in enumerate(index.request.places)}
        self._visit = {visit.id: row for row, visit in enumerate(index.request.visits)}
        self._hours = break_hours(index.request)

    def round(self, rostered: RosteredDuty, part: Span, duty: int) -> Round:
        """Return one part of a duty."""
        start = self._minute(part.start) + rostered.handover_in(part)
        return Round(
            duty=duty,
            worker=self._worker[rostered.worker.id],
            day=(rostered.duty.date - self._request.horizon.start).days,
            mode=MODES.index(rostered.worker.travel_mode),
            start=start,
            end=self._minute(part.end),
            base=NOWHERE if rostered.start_base is None else self._place[rostered.start_base.id],
        )

    def steps(self, rostered: RosteredDuty, part: Span, number: int) -> Iterator[Step]:
        """Yield the steps of a part, its return last."""
        stops = rostered.stops_in(part)
        journeys = self._journeys(rostered, part, stops)
        for row, stop in enumerate(stops):
            yield _after(journeys.get(row), replace(self._step(rostered, part, stop), round=number))
        back = Step(round=number, told=self._minute(part.end), minutes=0, is_return=True)
        yield _after(journeys.get(len(stops)), back)

    def _step(self, rostered: RosteredDuty, part: Span, stop: Stop) -> Step:
        told = self._minute(stop.start)
        step = Step(round=0, told=told, minutes=minutes_between(stop.start, stop.end), earliest=told, latest=told)
        if stop.visit_id:
            visit = self._visit[stop.visit_id]
            earliest, latest = self._window(self._request.visits[visit], stop.start)
            return replace(step, visit=visit, earliest=min(told, earliest), latest=latest)
        if stop.is_break:
            return replace(step, is_break=True, latest=self._last_break(rostered, part, step.minutes))
        return step

    def _window(self, visit: Visit, start: datetime) -> tuple[int, int]:
        """Return the first and the last start of the window in which a visit begins: where that costs least."""
        prices = self._request.prices
        admitting = [(timing.pence(prices), window) for window in visit.windows if (timing := window.timing(start))]
        window = min(admitting, key=lambda pair: pair[0])[1]
        return self._minute(window.earliest_start), self._minute(window.latest_start)

    def _last_break(self, rostered: RosteredDuty, part: Span, minutes: int) -> int:
        """Return the last minute at which a duty's break may begin in this part."""
        start, end = self._minute(rostered.duty.start), self._minute(rostered.duty.end)
        _, hours_end = self._hours(rostered.duty.pattern_id, start, end) or (start, end)
        edge = self._request.rules.break_from_edge_minutes
        return min(self._minute(part.end) - minutes, end - edge - minutes, hours_end)

    def _journeys(self, rostered: RosteredDuty, part: Span, stops: Sequence[Stop]) -> dict[int, _Journey]:
        """Return by row of the stop before which it is made (one past the last = the return) where a journey goes."""
        if all(stop.is_break for stop in stops):
            return {}
        ends = [(-1, rostered.start_base), *((row, stop.place) for row, stop in enumerate(stops))]
        ends.append((len(stops), rostered.end_base))
        placed = [(row, place) for row, place in ends if place is not None]
        found: dict[int, _Journey] = {}
        if rostered.start_base is None and placed:  # from home they are there at the beginning
            found[placed[0][0]] = self._journey(stops, *placed[0], 0)
        begins = [*(stop.start for stop in stops), part.end]
        frees = [plus(part.start, rostered.handover_in(part)), *(stop.end for stop in stops)]
        for (origin_row, origin), (row, place) in pairwise(placed):
            needed = self._index.journeys.minutes(origin, place, rostered.worker.travel_mode)
            slots = range(origin_row + 1, row + 1)
            room = [slot for slot in slots if minutes_between(frees[slot], begins[slot]) >= needed]
            found[room[0] if room else row] = self._journey(stops, row, place, needed)
        return found

    def _journey(self, stops: Sequence[Stop], row: int, place: Place, minutes: int) -> _Journey:
        visit = self._visit.get(stops[row].visit_id, NO_VISIT) if row < len(stops) else NO_VISIT
        return _Journey(self._place[place.id], visit, minutes)


def _after(journey: _Journey | None, step: Step) -> Step:
    """Return a step with the journey made before it, if any."""
    if journey is None:
        return step
    return replace(step, travels_to=journey.place, for_visit=journey.for_visit, journey=journey.minutes)
