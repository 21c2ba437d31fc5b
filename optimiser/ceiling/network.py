"""What each worker could do on each date, as tables for the kernel: visits they may make, parts they may work."""

import datetime as calendar
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from models.request import RotaRequest
from models.workers import Worker
from optimiser.ceiling.kernels.tables import (
    ALWAYS_BREAK,
    BREAK_BY_LENGTH,
    NO_BREAK,
    NO_SESSION,
    REST,
    SESSION,
    SPELL,
    STATUSES,
    Ints,
    Session,
    Stops,
    Table,
)
from optimiser.ceiling.promise import Promise
from optimiser.ceiling.shapes import Shape, shapes
from optimiser.ceiling.visits import Visits
from optimiser.routing.task import Task
from optimiser.routing.tasks import list_tasks
from optimiser.routing.travel import MODES, TravelMatrix

WIDE_START = 120
"""Minutes: starts that move further are told apart in halves, so that the lengths at which a break is due are too."""
WHOLE = 60
"""Minutes: days begin at whole hours, so that steps of any few minutes fit in."""
Row = tuple[int, int, tuple[int, ...], int]


@dataclass(frozen=True)
class Segment:
    """Parts of duties with one handover and one break: spells, whose they are, and the stops that can be made in them.

    Attributes:
        visits, places: [N] the visit and the place of each stop.
        opens, closes, minutes: [N], and enter, leave: [STATUSES, N], as in `Stops`.
        journeys: [P, P] minutes between places by the worker's mode.
        spells: [S] times from the day's origin; `rest_value` holds the unpaid minutes of the break.
        owners: [S] (shape, part) of each spell.
        step: minutes in which all times but the journeys' are counted.
        slack: minutes added to each visit and journey before whole steps are taken.
        beyond: [N] the minutes of care beyond whole steps.
    """

    visits: Ints
    places: Ints
    opens: Ints
    closes: Ints
    minutes: Ints
    enter: Ints
    leave: Ints
    journeys: NDArray[np.int32]
    spells: Table
    owners: tuple[tuple[int, int], ...]
    step: int = 1
    slack: int = 0
    beyond: Ints = field(default_factory=lambda: np.zeros(0, np.int64))

    def of_shape(self, index: int) -> "Segment":
        """Return the segment with the spells of one shape alone."""
        rows = [row for row, (shape, _) in enumerate(self.owners) if shape == index]
        return replace(self, spells=self.spells[rows], owners=tuple(self.owners[row] for row in rows))

    def stops(self, worth: Ints) -> tuple[Stops, Ints]:
        """Return the stops worth making and the visit of each.

        A stop worth nothing can be left out of any path without loss: what follows it is reached no later, for the
        journey past it is at most a minute longer than the two it replaces, and no visit takes less.

        Args:
            worth: [V] value of making each visit.
        """
        keep = np.flatnonzero(worth[self.visits] > 0)
        places = self.places[keep]
        journeys = self.journeys[np.ix_(places, places)]
        if self.step > 1:
            journeys = (journeys + self.beyond[keep, None] + self.slack) // self.step
        stops = Stops(
            opens=self.opens[keep],
            closes=self.closes[keep],
            minutes=self.minutes[keep],
            worth=worth[self.visits[keep]],
            journey=np.ascontiguousarray(journeys.T.astype(np.int32)),
            enter=self.enter[:, keep],
            leave=self.leave[:, keep],
        )
        return stops, self.visits[keep]


@dataclass(frozen=True)
class WorkerDay:
    """One worker's date: the shapes of the duties they may work, and the segments these are made of."""

    worker: int
    date: calendar.date
    week: int
    origin: int
    length: int
    shapes: tuple[Shape, ...]
    segments: tuple[Segment, ...]
    session: Session
    step: int = 1

    @property
    def without_session(self) -> "WorkerDay":
        """The day with no training to be held."""
        return replace(self, session=NO_SESSION)

    def of_shape(self, index: int) -> "WorkerDay":
        """Return the day with the segments of one shape alone."""
        own = tuple(each for each in (segment.of_shape(index) for segment in self.segments) if each.owners)
        return replace(self, segments=own)


def worker_days(request: RotaRequest, visits: Visits, travel: TravelMatrix, promise: Promise) -> list[list[WorkerDay]]:
    """Return for each worker, in the request's order, the dates on which they may work."""
    place_row = {place.id: row for row, place in enumerate(request.places)}
    maker = _Maker(request, visits, travel.minutes.astype(np.int32), place_row, promised_sessions(request, promise))
    found = shapes(request)
    return [
        [
            maker.day(number, worker, date, position // 7, found[worker.id, date])
            for position, date in enumerate(request.horizon.dates)
            if (worker.id, date) in found
        ]
        for number, worker in enumerate(request.workers)
    ]


def promised_sessions(request: RotaRequest, promise: Promise) -> dict[int, Task]:
    """Return by worker the longest training that the promise asks of them; the others are left out."""
    longest: dict[int, Task] = {}
    for task in list_tasks(request):
        if task.training_id in promise.trainings:
            worker = int(task.workers[0])
            if worker not in longest or task.minutes > longest[worker].minutes:
                longest[worker] = task
    return longest


@dataclass(frozen=True)
class _Maker:
    request: RotaRequest
    visits: Visits
    journeys: NDArray[np.int32]  # [3, P, P] minutes by mode
    place_row: dict[str, int]
    trainings: dict[int, Task]  # by row of the worker

    def day(self, number: int, worker: Worker, date: calendar.date, week: int, own: Sequence[Shape]) -> WorkerDay:
        origin = (min(shape.start_first for shape in own) - 1) // WHOLE * WHOLE
        until = max(shape.end_last for shape in own)
        stops = [
            (visit, first, last)
            for visit in self.visits.by_worker[number]
            for first, last in self.visits.windows[visit]
            if last > origin and first + self.visits.minutes[visit] <= until
        ]
        session = self._session(number, origin, until)
        cuts = _cuts(own)
        groups: dict[tuple[int, int], list[tuple[tuple[int, ...], tuple[int, int]]]] = {}
        for index, shape in enumerate(own):
            for handover, rest, row, part in _rows(shape, self.request, origin, cuts):
                groups.setdefault((handover, rest), []).append((row, (index, part)))
        segments = [
            self._segment(worker, stops, origin, handover, rest, session, sorted(rows))
            for (handover, rest), rows in sorted(groups.items())
            if stops
        ]
        return WorkerDay(number, date, week, origin, until - origin + 2, tuple(own), tuple(segments), session)

    def _session(self, number: int, origin: int, until: int) -> Session:
        """Return when the worker's training may start in a day's duties: all its windows there, taken as one."""
        task = self.trainings.get(number)
        own = [] if task is None else task.windows
        near = [(each.earliest, each.latest) for each in own if each.latest > origin and each.earliest < until]
        if task is None or not near:
            return NO_SESSION
        return Session(
            task.minutes,
            max(0, min(first for first, _ in near) - origin),
            min(until, max(last for _, last in near)) - origin,
        )

    def _segment(
        self,
        worker: Worker,
        windows: Sequence[tuple[int, int, int]],
        origin: int,
        handover: int,
        rest: int,
        session: Session,
        rows: Sequence[tuple[tuple[int, ...], tuple[int, int]]],
    ) -> Segment:
        visits, opens, closes = (np.array(column, dtype=np.int64) for column in zip(*windows, strict=True))
        places, journeys = self.visits.place[visits], self.journeys[MODES.index(worker.travel_mode)]
        out, back = self._commute(worker, journeys, places)
        edge = self.request.rules.break_from_edge_minutes
        return Segment(
            visits=visits,
            places=places,
            opens=np.maximum(opens - origin, 0),
            closes=closes - origin,
            minutes=self.visits.minutes[visits],
            enter=enter_minutes(handover + out, handover, rest, session.minutes, edge),
            leave=leave_minutes(back, rest, session.minutes, edge),
            journeys=journeys,
            spells=np.array([row for row, _ in rows], dtype=SPELL),
            owners=tuple(owner for _, owner in rows),
        )

    def _commute(self, worker: Worker, journeys: NDArray[np.int32], places: Ints) -> tuple[Ints, Ints]:
        """Return the paid minutes to each place from where the worker's duties start, and back to where they end."""
        start, end = worker.start_base_id, worker.end_base_id
        out = np.zeros_like(places) if start is None else journeys[self.place_row[start], places].astype(np.int64)
        back = np.zeros_like(places) if end is None else journeys[places, self.place_row[end]].astype(np.int64)
        return out, back


def enter_minutes(plain: Ints, handover: int, rest: int, session: int, edge: int) -> Ints:
    """Return [STATUSES, N] the least minutes from a part's beginning to its first stop, after each set of pauses.

    Args:
        plain: [N] handover and journey. The break follows the handover unless it may lie nearer to the edge.
    """
    entered = np.empty((STATUSES, plain.size), dtype=np.int64)
    for status in range(STATUSES):
        held = session if status & SESSION else 0
        entered[status] = plain + held
        if status & REST:
            entered[status] = np.maximum(plain + held + (rest if edge >= handover else 0), edge + rest)
    return entered


def leave_minutes(back: Ints, rest: int, session: int, edge: int) -> Ints:
    """Return [STATUSES, N] the least minutes from a part's last stop to its end, with each set of pauses after it."""
    left = np.empty((STATUSES, back.size), dtype=np.int64)
    for status in range(STATUSES):
        held = session if status & SESSION else 0
        left[status] = rest + np.maximum(edge, back + held) if status & REST else back + held
    return left


def _rows(shape: Shape, request: RotaRequest, origin: int, cuts: Sequence[int]) -> list[Row]:
    """Return (handover, rest, spell, part) for each part of a shape, a movable start cut at `cuts`; none on a post."""
    if shape.post_id is not None:
        return []
    rule, rest, unpaid = break_of(shape, request)
    longest = request.rules.break_after_minutes
    edges = [shape.start_last, *shape.inner, shape.end_first]
    rows: list[Row] = []
    for part in range(len(edges) // 2):
        starts = [(edges[2 * part], edges[2 * part])]
        if part == 0:
            own = sorted({shape.start_first, shape.start_last, *cuts})
            own = [cut for cut in own if shape.start_first <= cut <= shape.start_last]
            starts = list(pairwise(own)) or [(own[0], own[0])]
        ends = (edges[2 * part + 1], edges[2 * part + 1] if 2 * part + 2 < len(edges) else shape.end_last)
        handover = request.rules.handover_minutes if part == 0 else 0
        for first, last in starts:
            times = (first - origin, last - origin, ends[0] - origin, ends[1] - origin)
            rows.append((handover, rest, (*times, rest, rule, longest, longest + 1, unpaid), part))
    return rows


def _cuts(own: Sequence[Shape]) -> list[int]:
    """Return where movable starts are cut, alike for all shapes of a day, so that these share the kernel's work."""
    straight = [shape for shape in own if not shape.inner and shape.post_id is None]
    ends = {cut for shape in straight for cut in (shape.start_first, shape.start_last)}
    wide = [shape for shape in straight if shape.start_last - shape.start_first > WIDE_START]
    return sorted(ends | {(shape.start_first + shape.start_last) // 2 for shape in wide})


def break_of(shape: Shape, request: RotaRequest) -> tuple[int, int, int]:
    """Return the break of a shape's parts for the kernel: its rule, its minutes, and how many of them are unpaid.

    The break of a duty in several parts takes no time here: it may lie in any of them (see `free_break`).
    """
    rules, own = request.rules, shape.pattern.break_minutes
    rest = own or rules.break_minutes
    unpaid = 0 if shape.pattern.break_paid else rest
    if shape.inner or not rest:
        return NO_BREAK, 0, 0
    if own or shape.end_first - shape.start_last > rules.break_after_minutes:
        return ALWAYS_BREAK, rest, unpaid
    longest = shape.end_last - shape.start_first
    return (BREAK_BY_LENGTH if longest > rules.break_after_minutes else NO_BREAK), rest, unpaid


def free_break(shape: Shape, request: RotaRequest) -> int:
    """Return the unpaid minutes of break that a duty in several parts, or on a post, may have; 0 for all others."""
    if shape.pattern.break_paid or not (shape.inner or shape.post_id):
        return 0
    edges = [shape.start_first, *shape.inner, shape.end_last]
    longest = max(end - start for start, end in zip(edges[::2], edges[1::2], strict=True))
    due = request.rules.break_minutes if longest > request.rules.break_after_minutes else 0
    return shape.pattern.break_minutes or due
