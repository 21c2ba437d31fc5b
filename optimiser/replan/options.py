"""Which duties could help: those of workers who may make a visit that lacks somebody, longer ones, and new ones."""

import datetime as calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from models.visits import Visit
from optimiser.replan.changed_request import Slot
from optimiser.replan.lines import Lines
from optimiser.replan.situation import Freed, Situation
from optimiser.rostering.unary import UNARY_RULES
from optimiser.shifts import Parts, Shift, allowed, make_shift, possible_shifts

STEP_MINUTES = 30
NEW_PER_DATE = 2  # shifts offered to a worker on a free date
MOST_ASKED = 8  # shifts of a worker and date on which the referee is asked


class Takeover(NamedTuple):
    """A duty that covers a post, and the duties of its worker that go for it besides the one it replaces."""

    freed: Freed
    gone: frozenset[Slot]


class Options:
    """The duties that may be freed, besides those hit, for visits that lack a worker."""

    def __init__(self, situation: Situation) -> None:
        self.situation, self.request = situation, situation.request
        self.lines = Lines(situation)

    @property
    def earliest(self) -> int:
        """The minute before which nothing changes for those not hit."""
        return self.situation.now + self.situation.least_notice

    def hit(self) -> list[Freed]:
        """Return the duties hit that can still be written anew."""
        situation, out = self.situation, self.situation.changed.gone | self.situation.changed.cut
        slots = (slot for slot in situation.duties if slot in situation.hit and slot not in out)
        return [situation.as_it_is(slot) for slot in slots if self._is_open(slot, situation.now)]

    def standing(self, visit_ids: Iterable[str]) -> list[Freed]:
        """Return the duties not hit of workers who may make one of these visits, and of colleagues who stand ready."""
        situation = self.situation
        visits = [self.request.visit_by_id[name] for name in visit_ids]
        ready = {slot for visit in visits for slot, _ in situation.makers.get(visit.id, ())}
        return [
            situation.as_it_is(slot)
            for slot in situation.duties
            if slot not in situation.hit
            and self._is_open(slot, self.earliest)
            and (slot in ready or any(self._may_help(slot, visit) for visit in visits))
        ]

    def _is_open(self, slot: Slot, until: int) -> bool:
        duty = self.situation.duties[slot]
        return duty.post_id is None and self.request.horizon.minute(duty.end) > until

    def _may_help(self, slot: Slot, visit: Visit) -> bool:
        minute, duty = self.request.horizon.minute, self.situation.duties[slot]
        able = slot[0] in self.situation.able(visit.id)
        return able and _reaches(self._spans(visit), minute(duty.start), minute(duty.end))

    def span(self, visit: Visit) -> tuple[int, int]:
        """Return from the earliest start of a visit, now at least, to the end after its latest."""
        spans = self._spans(visit)
        return max(self.situation.now, min(first for first, _ in spans)), max(end for _, end in spans)

    def may_make(self, freed: Freed, visit_id: str) -> bool:
        """Return whether a freed duty's worker may make a visit and is there in its windows, or has a share of it."""
        if freed.slot in {slot for slot, _ in self.situation.makers.get(visit_id, ())}:
            return True
        own = self._spans(self.request.visit_by_id[visit_id])
        return freed.shift.worker_id in self.situation.able(visit_id) and _holds(own, freed.shift)

    def _spans(self, visit: Visit) -> list[tuple[int, int]]:
        """Return from the earliest start to the end after the latest start of each window of a visit."""
        minute = self.request.horizon.minute
        return [
            (
                minute(window.earliest_start) - window.early_minutes_allowed,
                minute(window.latest_start) + window.late_minutes_allowed + visit.minutes,
            )
            for window in visit.windows
        ]

    def stretched(self, freed: Freed) -> Iterator[Freed]:
        """Yield a duty with its start earlier, its end later, and both, as far as its pattern and the rules let it.

        A duty that has begun, or begins too soon to tell anybody, keeps its start; so does one that a change moved.
        """
        own = freed.shift
        ends = self._furthest(own, [(0, later) for later in self._later(own)])
        starts = self._furthest(own, [(earlier, 0) for earlier in self._earlier(own)])
        both = self._moved(own, own.start - starts.start, ends.end - own.end) if starts and ends else None
        for shift in (ends, starts, both if both and self.lines.allows(both) else None):
            if shift is not None:
                yield Freed(shift, freed.duty)

    def _earlier(self, shift: Shift) -> list[int]:
        """Return by how many minutes a shift may start earlier, most first."""
        pattern = self.request.pattern_by_id[shift.pattern_id]
        bound = self.request.horizon.minute(pattern.parts_on(shift.date)[0][0]) - pattern.start_earlier_minutes
        slot = (shift.worker_id, shift.date)
        if slot in self.situation.changed.moved or shift.start <= self.earliest:
            return []
        return _steps(shift.start - max(bound, self.earliest + 1))

    def _later(self, shift: Shift) -> list[int]:
        """Return by how many minutes a shift may end later, most first."""
        pattern = self.request.pattern_by_id[shift.pattern_id]
        bound = self.request.horizon.minute(pattern.parts_on(shift.date)[-1][1]) + pattern.end_later_minutes
        return _steps(bound - shift.end)

    def _furthest(self, shift: Shift, moves: Iterable[tuple[int, int]]) -> Shift | None:
        moved = (self._moved(shift, earlier, later) for earlier, later in moves)
        return next((each for each in moved if self.lines.allows(each)), None)

    def _moved(self, shift: Shift, earlier: int, later: int) -> Shift:
        edges = [minute for part in shift.parts for minute in part]
        edges = [edges[0] - earlier, *edges[1:-1], edges[-1] + later]
        parts: Parts = tuple(zip(edges[::2], edges[1::2], strict=True))
        pattern = self.request.pattern_by_id[shift.pattern_id]
        return make_shift(self.request, shift.worker_id, shift.date, pattern, parts, role=shift.role)

    def new(self, visit_ids: Iterable[str]) -> Iterator[Freed]:
        """Yield duties on dates without one, for workers who may make some of these visits in them.

        Of each worker and date those that reach the most of them, the shortest first; so do the workers and dates come.
        """
        visits = [self.request.visit_by_id[name] for name in visit_ids]
        helpful = (self._helpful(shifts, visits) for shifts in self._free_shifts.values())
        for ranked in sorted((each for each in helpful if each), key=lambda each: each[0]):
            allowed_ones = (shift for *_, shift in ranked[:MOST_ASKED] if self.lines.allows(shift))
            yield from (Freed(shift, None) for shift in islice(allowed_ones, NEW_PER_DATE))

    def _helpful(self, shifts: Sequence[Shift], visits: Iterable[Visit]) -> list[tuple[int, int, Shift]]:
        """Return of one worker's shifts those that reach some visits, ranked: less how many, and what they pay."""
        spans = [self._spans(visit) for visit in visits if shifts[0].worker_id in self.situation.able(visit.id)]
        counted = ((sum(_holds(own, shift) for own in spans), shift) for shift in shifts)
        return sorted((-count, shift.paid_minutes, shift) for count, shift in counted if count)

    def covering(self, post_id: str) -> Iterator[Takeover]:
        """Yield who could cover a post: workers free then, others, and those who give up duties around it."""
        free = [shift for own in self._free_shifts.values() for shift in own if shift.post_id == post_id]
        taken = [shift for own in self._taken_shifts.values() for shift in own if shift.post_id == post_id]
        nothing: frozenset[Slot] = frozenset()
        yield from (Takeover(Freed(each, None), nothing) for each in (*free, *taken) if self.lines.allows(each))
        for each in (*free, *taken):
            around = self._around(each)
            if around and not self.lines.allows(each) and self.lines.allows(each, around):
                yield Takeover(Freed(each, None), around)

    def _around(self, shift: Shift) -> frozenset[Slot]:
        """Return a worker's standing duties of the dates before and after that could still be given up."""
        days = (shift.date - calendar.timedelta(days=1), shift.date + calendar.timedelta(days=1))
        return frozenset((shift.worker_id, day) for day in days) & self._may_go

    @cached_property
    def _may_go(self) -> frozenset[Slot]:
        """Standing duties that cover no post and begin late enough to be told."""
        duties, minute = self.situation.duties, self.request.horizon.minute
        later = {slot for slot, duty in duties.items() if minute(duty.start) > self.earliest}
        return frozenset(slot for slot in later if duties[slot].post_id is None and slot not in self.situation.hit)

    @cached_property
    def _free_shifts(self) -> dict[Slot, list[Shift]]:
        """Shifts on dates without a duty."""
        return {slot: shifts for slot, shifts in self._candidates.items() if slot not in self.situation.duties}

    @cached_property
    def _taken_shifts(self) -> dict[Slot, list[Shift]]:
        """Shifts in place of standing duties that may go."""
        return {slot: shifts for slot, shifts in self._candidates.items() if slot in self._may_go}

    @cached_property
    def _candidates(self) -> dict[Slot, list[Shift]]:
        """By worker and date, the shifts that the rules about one shift allow and that begin late enough to be told."""
        tests = [rule.prepare(self.request) for rule in UNARY_RULES]
        dates = self._dates()
        found: dict[Slot, list[Shift]] = defaultdict(list)

        def may_be(shape: Shift) -> bool:
            return shape.date in dates and shape.start > self.earliest

        for shifts in possible_shifts(self.request, STEP_MINUTES, self._helpers(), may_be).values():
            for shift in allowed(filter(may_be, shifts), tests):
                found[shift.worker_id, shift.date].append(shift)
        return found

    @cached_property
    def _at_stake(self) -> frozenset[str]:
        """Visits that lack a worker, and those of duties hit, which may come to."""
        situation = self.situation
        held = {each.visit_id for freed in self.hit() if freed.duty for each in situation.open_visits(freed.duty)}
        return situation.loose | situation.dropped | held

    def _helpers(self) -> set[str]:
        """Return the workers who may make a visit that lacks somebody; everybody where a post stands empty."""
        if self.situation.empty_posts:
            return set(self.request.worker_by_id)
        return set().union(*(self.situation.able(name) for name in self._at_stake))

    def _dates(self) -> set[calendar.date]:
        """Return the dates on which duties could help, the evening before included."""
        request, a_day = self.request, calendar.timedelta(days=1)
        visits = [request.visit_by_id[name] for name in self._at_stake]
        days = {window.earliest_start.date() for visit in visits for window in visit.windows}
        days |= {window.latest_start.date() for visit in visits for window in visit.windows}
        days |= {post.start.date() for post in self.situation.empty_posts}
        return days | {day - a_day for day in days}


def _steps(most: int) -> list[int]:
    """Return whole steps up to `most` minutes, and `most` itself, the longest first."""
    return sorted({most, *range(STEP_MINUTES, most, STEP_MINUTES)}, reverse=True) if most > 0 else []


def _reaches(spans: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    """Return whether some span overlaps a duty."""
    return any(first < end and start < last for first, last in spans)


def _holds(spans: Iterable[tuple[int, int]], shift: Shift) -> bool:
    """Return whether some span overlaps a part of a shift that covers no post."""
    return shift.post_id is None and any(_reaches(spans, start, end) for start, end in shift.parts)
