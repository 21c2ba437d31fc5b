"""When each worker's duties may begin and end on each date: every duty the rules allow lies within one of these shapes.

Of the rules about one shift, those that cut away whole patterns, or one end of where a pattern may lie, are kept; the
rest are left out, so a shape may hold shifts that no roster could, but never misses one that a roster could.
"""

import datetime as calendar
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time, timedelta

from models.clock import at, in_london, minutes_between, span_on
from models.patterns import PatternKind, ShiftPattern
from models.request import RotaRequest
from models.visits import Post
from models.wishes import PinKind, PreferenceKind
from models.workers import Worker
from optimiser.rostering.unary.reach import reaches
from optimiser.shifts import Parts, is_night_duty

Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Shape:
    """Every duty of a pattern on a date whose first part begins, and whose last part ends, within bounds.

    Minutes count from the horizon's midnight; `inner` are the fixed edges between first start and last end. A post's
    duty has its own times and no visits.
    """

    date: calendar.date
    pattern: ShiftPattern
    start_first: int
    start_last: int
    end_first: int
    end_last: int
    inner: tuple[int, ...] = ()
    post_id: str | None = None

    @property
    def core(self) -> Parts:
        """The parts that every duty of this shape covers."""
        edges = [self.start_last, *self.inner, self.end_first]
        return tuple(zip(edges[::2], edges[1::2], strict=True))

    @property
    def is_possible(self) -> bool:
        """Whether the bounds leave any duty."""
        return self.start_first <= self.start_last and self.end_first <= self.end_last

    def clear_of(self, spans: Spans) -> "Shape | None":
        """Return the shape without its duties that surely overlap one of the spans; None when all do."""
        shape = self
        for first, last in spans if all(start < end for start, end in self.core) else ():
            if any(start < last and first < end for start, end in self.core):
                return None
            if last <= self.start_last:
                shape = replace(shape, start_first=max(shape.start_first, min(last, self.start_last)))
            if first >= self.end_first:
                shape = replace(shape, end_last=min(shape.end_last, max(first, self.end_first)))
        return shape if shape.is_possible else None


def shapes(request: RotaRequest) -> dict[tuple[str, calendar.date], list[Shape]]:
    """Return by worker and date the shapes of the duties they may work."""
    plain = {
        (pattern.id, date): _unmoved(request, pattern, date)
        for pattern in request.patterns
        for date in request.horizon.dates
    }
    posts = {pattern.id: [_on_post(request, pattern, post) for post in request.posts] for pattern in request.patterns}
    found: dict[tuple[str, calendar.date], list[Shape]] = {}
    for worker in request.workers:
        closed = _Closed.to(request, worker)
        every = [plain[pattern_id, date] for pattern_id in worker.pattern_ids for date in request.horizon.dates]
        every += [each for pattern_id in worker.pattern_ids for each in posts[pattern_id] if each is not None]
        for shape in every:
            kept = closed.keeps(request, shape)
            if kept is not None:
                found.setdefault((worker.id, shape.date), []).append(kept)
    return found


def _unmoved(request: RotaRequest, pattern: ShiftPattern, date: calendar.date) -> Shape:
    edges = [request.horizon.minute(edge) for part in pattern.parts_on(date) for edge in part]
    return Shape(
        date=date,
        pattern=pattern,
        start_first=edges[0] - pattern.start_earlier_minutes,
        start_last=min(edges[0] + pattern.start_later_minutes, edges[1] - 1 if len(edges) > 2 else edges[0] + 10**6),
        end_first=max(edges[-1] - pattern.end_earlier_minutes, edges[-2] + 1 if len(edges) > 2 else -(10**6)),
        end_last=edges[-1] + pattern.end_later_minutes,
        inner=tuple(edges[1:-1]),
    )


def _on_post(request: RotaRequest, pattern: ShiftPattern, post: Post) -> Shape | None:
    date = in_london(post.start).date()
    if date not in request.horizon.dates or not pattern.admits(date, [(post.start, post.end)]):
        return None
    start = request.horizon.minute(post.start)
    end = start + minutes_between(post.start, post.end)
    return Shape(date, pattern, start, start, end, end, post_id=post.id)


@dataclass(frozen=True)
class _Closed:
    """What is closed to one worker: spans of time, dates, patterns on dates, and time before they have rested."""

    worker: Worker
    spans: Spans
    dates: set[tuple[calendar.date, str | None]]
    pinned: dict[calendar.date, str]
    rested: int

    @classmethod
    def to(cls, request: RotaRequest, worker: Worker) -> "_Closed":
        own = [wish for wish in request.preferences if wish.worker_id == worker.id]
        cannot = [wish for wish in own if wish.kind is PreferenceKind.CANNOT]
        pins = [pin for pin in request.pins if pin.worker_id == worker.id and pin.date is not None]
        dates = {(wish.date, wish.pattern_id) for wish in cannot if wish.span is None}
        dates |= {(pin.date, None) for pin in pins if pin.kind is PinKind.DAY_OFF and pin.date is not None}
        duties = [pin for pin in pins if pin.kind is PinKind.DUTY and pin.pattern_id is not None]
        carried = worker.carried.last_duty_end
        rest = request.rules.daily_rest_minutes
        return cls(
            worker=worker,
            spans=[
                *_absent(request, worker),
                *(
                    _minutes(request, *span_on(wish.date, wish.span.start, wish.span.end))
                    for wish in cannot
                    if wish.span
                ),
            ],
            dates=dates,
            pinned={pin.date: pin.pattern_id for pin in duties if pin.date and pin.pattern_id},
            rested=-(10**6) if carried is None else request.horizon.minute(carried) + rest,
        )

    def keeps(self, request: RotaRequest, shape: Shape) -> Shape | None:
        """Return what of the shape the worker may work (R02, R04, R05, R07 from before the horizon, R18, R24)."""
        if self._is_shut(request, shape):
            return None
        rested = replace(shape, start_first=max(shape.start_first, self.rested))
        return rested.clear_of(self.spans) if rested.is_possible else None

    def _is_shut(self, request: RotaRequest, shape: Shape) -> bool:
        own = shape.pattern.id
        if (shape.date, None) in self.dates or (shape.date, own) in self.dates:
            return True
        if self.pinned.get(shape.date, own) != own:
            return True
        if not self.worker.night_volunteer and _is_surely_night(request, shape):
            return True
        return shape.post_id is not None and not _may_stand(request, self.worker, request.post_by_id[shape.post_id])


def _minutes(request: RotaRequest, start: calendar.datetime, end: calendar.datetime) -> tuple[int, int]:
    return request.horizon.minute(start), request.horizon.minute(end)


def _absent(request: RotaRequest, worker: Worker) -> Iterator[tuple[int, int]]:
    for absence in request.absences:
        if absence.worker_id == worker.id:
            last = absence.last_date + timedelta(days=1)
            yield _minutes(request, at(absence.first_date, time(0)), at(last, time(0)))


def _is_surely_night(request: RotaRequest, shape: Shape) -> bool:
    """Return whether every duty of the shape is a night duty: what all of them cover already makes one."""
    if shape.pattern.kind is PatternKind.NIGHT:
        return True
    return all(start < end for start, end in shape.core) and is_night_duty(
        shape.pattern, shape.core, request.horizon, request.rules
    )


def _may_stand(request: RotaRequest, worker: Worker, post: Post) -> bool:
    return set(worker.skills) >= set(post.skills) and reaches(request, worker, post.place_id, post.constituency)
