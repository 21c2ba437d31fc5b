"""One visit really tried in a finished roster, with every rule kept or with one of them lifted."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, permutations

import numpy as np

from models.roster import Duty
from models.visits import Together, Visit
from optimiser.explain.chain import FOREVER, Chain, Opening, Stop
from optimiser.explain.makings import Makings
from optimiser.explain.refusals import refusals
from optimiser.explain.rooms import Rooms
from optimiser.routing.plan import Flags
from optimiser.routing.problem import NONE, Ints
from optimiser.shifts import Parts

Row = tuple[int, int]  # position of a duty, and the part
NO_ROOM = 1_000_000  # minutes short where a visit cannot even lie


@dataclass(frozen=True)
class Terms:
    """Which rules a trial keeps; all, unless told otherwise.

    Attributes:
        forgiven: codes of rules about who may make the visit that are not asked.
        widened: minutes by which its windows are wider on both sides.
        later: minutes by which duties may end later.
        with_break: whether rest breaks are taken.
        with_journeys: whether the journeys to and from the visit take time.
        with_gaps: whether the gaps to visits of the same person are kept.
        workers_needed: None = as many as it needs.
    """

    forgiven: frozenset[str] = frozenset()
    widened: int = 0
    later: int = 0
    with_break: bool = True
    with_journeys: bool = True
    with_gaps: bool = True
    workers_needed: int | None = None


KEPT = Terms()


@dataclass(frozen=True)
class Share:
    """One worker's share of a visit: the position of the duty in the roster, the part, and the start in minutes."""

    duty: int
    part: int
    start: int


@dataclass(frozen=True)
class Answer:
    """How near a visit comes to being made.

    Attributes:
        short: minutes that would have to be saved; 0 = it fits.
        shares: who would make it.
    """

    short: int
    shares: tuple[Share, ...]


@dataclass
class Trial:
    """A visit that nobody makes, and the roster it is tried in."""

    rooms: Rooms
    makings: Makings
    visit: Visit
    _tables: dict[tuple[object, ...], Ints] = field(default_factory=dict)
    _start_pence: dict[int, int] = field(default_factory=dict)
    _starts: dict[int, Ints] = field(default_factory=dict)

    def starts(self, terms: Terms) -> Ints:
        """Return every minute at which it may start, in order, gaps aside."""
        if terms.widened not in self._starts:
            horizon, widened = self.rooms.request.horizon, terms.widened
            spans = [
                np.arange(
                    horizon.minute(window.earliest_start) - window.early_minutes_allowed - widened,
                    horizon.minute(window.latest_start) + window.late_minutes_allowed + widened + 1,
                )
                for window in self.visit.windows
            ]
            self._starts[widened] = np.unique(np.concatenate(spans)).astype(np.int64)
        return self._starts[terms.widened]

    @cached_property
    def refused(self) -> dict[str, tuple[str, ...]]:
        """By worker, the codes of the rules by which they may not make it, whenever they work."""
        return {worker.id: refusals(self.rooms.request, worker, self.visit) for worker in self.rooms.request.workers}

    def able(self, terms: Terms = KEPT) -> list[str]:
        """Return the workers who may make it."""
        if not terms.forgiven:
            workers = self.rooms.request.workers
            return [workers[row].id for row in self.rooms.may_make(self.visit)]
        return [name for name, codes in self.refused.items() if terms.forgiven.issuperset(codes)]

    def parts(self, terms: Terms = KEPT) -> list[Row]:
        """Return the parts of these workers' duties in which it could lie, journeys aside."""
        number, part, worker, first, end = self.rooms.spans.T
        starts = self.starts(terms)
        soonest = np.append(starts, FOREVER)[np.searchsorted(starts, first)]
        able = [self.rooms.routing.crew.row(name) for name in self.able(terms)]
        holds = (soonest + self.visit.minutes <= end + terms.later) & np.isin(worker, able)
        return list(zip(number[holds].tolist(), part[holds].tolist(), strict=True))

    def duties(self, terms: Terms = KEPT) -> list[int]:
        """Return the positions of the duties in whose parts it could lie."""
        return list(dict.fromkeys(number for number, _ in self.parts(terms)))

    def shortages(self, number: int, part: int, terms: Terms) -> Ints:
        """Return for each start how many minutes too few there are in a part of a duty, in its best place."""
        key = (number, part, terms.widened, terms.later, terms.with_break, terms.with_journeys)
        if key not in self._tables:
            self._tables[key] = self._shortages(number, part, terms)
        return self._tables[key]

    def _shortages(self, number: int, part: int, terms: Terms) -> Ints:
        starts = self.starts(terms)
        bounds = [(each.earliest, each.latest) for _, each in self.openings(number, part, terms)]
        if not bounds:
            return np.full(starts.size, NO_ROOM)
        earliest, latest = np.array(bounds, dtype=np.int64).T
        short = np.maximum(0, earliest[:, None] - starts) + np.maximum(0, starts - latest[:, None])
        shortest: Ints = short.min(axis=0)
        return shortest

    def openings(self, number: int, part: int, terms: Terms = KEPT) -> list[tuple[Chain, Opening]]:
        """Return every place for it in a part of a duty, with the break wherever that may be."""
        chains = self.rooms.chains(number, part, with_break=terms.with_break, later=terms.later)
        place, minutes = self.rooms.place(self.visit), self.visit.minutes
        return [(chain, each) for chain in chains for each in chain.openings(place, minutes, terms.with_journeys)]

    def among(self, changed: Mapping[int, Duty]) -> "Trial":
        """Return the same visit tried with other duties at some positions."""
        rooms = self.rooms.with_duties(changed)
        return Trial(rooms, self.makings, self.visit, _start_pence=self._start_pence, _starts=self._starts)

    def may_lie_in(self, parts: Parts) -> bool:
        """Return whether the visit alone, without journeys, could lie in one of these parts of a shift."""
        return any(self._soonest(start) + self.visit.minutes <= end for start, end in parts)

    def _soonest(self, minute: int) -> int:
        """Return the first start from a minute on, gaps aside; FOREVER without one."""
        starts = self._all_starts
        number = bisect_left(starts, minute)
        return starts[number] if number < len(starts) else FOREVER

    @cached_property
    def _all_starts(self) -> list[int]:
        starts: list[int] = self.starts(KEPT).tolist()
        return starts

    def answer_in(self, number: int) -> Answer | None:
        """Return the best trial of one worker's visit in one duty alone; None when it cannot lie there."""
        starts = self.starts(KEPT)
        first, last = self._within_gaps(starts, KEPT)
        parts = range(len(self.rooms.duties[number].parts))
        table = np.array([self.shortages(number, part, KEPT) for part in parts])
        return _one(np.where(first & last, table, NO_ROOM), [(number, part) for part in parts], starts, self._pence)

    def ways(self) -> Iterator[Answer]:
        """Yield the ways in which it fits, the starts that cost least and the outermost of them for each place.

        Where two workers are needed, one way for each two duties.
        """
        if self.visit.workers_needed > 1:
            yield from self._ways_of_two()
            return
        starts = self.starts(KEPT)
        first, last = self._within_gaps(starts, KEPT)
        for number, part in self.parts():
            spans = {(each.earliest, each.latest) for _, each in self.openings(number, part)}
            chosen = {start for span in spans for start in self._worth_trying(starts[first & last], *span)}
            yield from (Answer(0, (Share(number, part, start),)) for start in sorted(chosen))

    def _worth_trying(self, starts: Ints, earliest: int, latest: int) -> set[int]:
        """Return the first and the last of the starts in a span, and of those among them that cost least."""
        inside = [int(start) for start in starts if earliest <= start <= latest]
        least = min(map(self._pence, inside), default=0)
        cheap = [start for start in inside if self._pence(start) == least]
        return {start for own in (inside, cheap) if own for start in (own[0], own[-1])}

    def _ways_of_two(self) -> Iterator[Answer]:
        for one, other in combinations(self.parts(), 2):
            answer = self._answer([one, other], KEPT)
            if answer is not None and answer.short == 0:
                yield answer

    def _pence(self, start: int) -> int:
        """Return what a start costs in lateness or earliness."""
        if start not in self._start_pence:
            prices = self.rooms.request.prices
            timing = self.visit.timing(self.rooms.request.horizon.moment(start), prices)
            self._start_pence[start] = 0 if timing is None else timing.pence(prices)
        return self._start_pence[start]

    def answer(self, terms: Terms = KEPT) -> Answer | None:
        """Return the best trial, at a start that costs least among equal ones.

        None when too few who may make it are on duty then, or no start keeps the gaps.
        """
        return self._answer(self.parts(terms), terms)

    def _answer(self, rows: Sequence[Row], terms: Terms) -> Answer | None:
        """Return the best trial in some parts of duties."""
        if not rows:
            return None
        starts = self.starts(terms)
        first, last = self._within_gaps(starts, terms)
        table = np.array([self.shortages(number, part, terms) for number, part in rows])
        needed = self.visit.workers_needed if terms.workers_needed is None else terms.workers_needed
        if needed == 1:
            return _one(np.where(first & last, table, NO_ROOM), rows, starts, self._pence)
        names = [self.rooms.duties[number].worker_id for number, _ in rows]
        return _two(table, rows, names, starts[self._pairs(starts, first, last)], starts)

    def put_in(self, answer: Answer, terms: Terms = KEPT) -> dict[int, Duty]:
        """Return by position in the roster the duties that take the visit up, as an answer without shortage says."""
        return {share.duty: self._put_in(share, terms) for share in answer.shares}

    def _put_in(self, share: Share, terms: Terms) -> Duty:
        duty = self.rooms.duties[share.duty]
        place = self.rooms.place(self.visit) if terms.with_journeys else NONE
        stop = Stop(f"visit {self.visit.id}", share.start, share.start, self.visit.minutes, place, share.start)
        ways = self.openings(share.duty, share.part, terms)
        chains = [chain.with_stop(each, stop) for chain, each in ways if each.earliest <= share.start <= each.latest]
        nearest = min((chain.timed() for chain in chains), key=_moved)
        taken = duty if terms.with_break else duty.model_copy(update={"rest_break": None})
        return self.rooms.rewritten(taken, share.part, nearest)

    def _pairs(self, starts: Ints, first: Flags, last: Flags) -> Ints:
        """Return the columns (first, second) of starts that two workers may have."""
        if self.visit.starts_together:
            both = np.flatnonzero(first & last)
            return np.stack([both, both])
        apart = starts[None, :] - starts[:, None]
        allowed = (apart >= 0) & first[:, None] & last[None, :]
        if self.visit.together is Together.SEQUENCE:
            allowed &= apart >= self.visit.second_least_minutes
            if self.visit.second_most_minutes is not None:
                allowed &= apart <= self.visit.second_most_minutes
        return np.stack(np.nonzero(allowed)).astype(np.int64)

    def _within_gaps(self, starts: Ints, terms: Terms) -> tuple[Flags, Flags]:
        """Return which starts keep the gaps as the first and as the last start of the visit."""
        first, last = np.ones(starts.size, np.bool_), np.ones(starts.size, np.bool_)
        if not terms.with_gaps:
            return first, last
        for end, least, most in self.makings.before(self.visit):
            first &= (starts - end >= least) & (starts - end <= most)
        for start, least, most in self.makings.after(self.visit):
            gap = start - starts - self.visit.minutes
            last &= (gap >= least) & (gap <= most)
        return first, last


def _moved(stops: Sequence[Stop]) -> int:
    """Return how many minutes stops move away from the starts told."""
    return sum(abs(stop.start - stop.told) for stop in stops)


def _one(table: Ints, rows: Sequence[Row], starts: Ints, pence: Callable[[int], int]) -> Answer | None:
    """Return the trial with least shortage, [rows, starts], at one of the starts that cost least."""
    least = int(table.min())
    if least >= NO_ROOM:
        return None
    row, column = min(np.argwhere(table == least).tolist(), key=lambda place: pence(int(starts[place[1]])))
    return Answer(least, (Share(*rows[row], int(starts[column])),))


def _two(table: Ints, rows: Sequence[Row], names: Sequence[str], pairs: Ints, starts: Ints) -> Answer | None:
    """Return the trial with the least sum of two workers' shortages at two starts of `pairs`, [2, pairs]."""
    if not pairs.size:
        return None
    columns = np.searchsorted(starts, pairs)
    best: Answer | None = None
    for one, other in permutations(range(len(rows)), 2):
        if names[one] == names[other]:
            continue
        short = table[one][columns[0]] + table[other][columns[1]]
        least = int(short.argmin())
        if short[least] < (NO_ROOM if best is None else best.short):
            shares = zip((one, other), pairs[:, least].tolist(), strict=True)
            best = Answer(int(short[least]), tuple(Share(*rows[row], start) for row, start in shares))
    return best
