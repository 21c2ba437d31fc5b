"""Shifts a worker could work: every permitted pattern on every date, moved within bounds, and every post they cover.

A shift is a duty before it has visits. Its times are elapsed minutes from the horizon's midnight (`Horizon.minute`).
"""

import datetime as calendar
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from models.clock import Horizon, in_london, minutes_between, span_on
from models.patterns import PatternKind, ShiftPattern
from models.request import RotaRequest
from models.roster import Duty, Span
from models.rules import Rules
from optimiser.rostering.unary import UNARY_RULES
from optimiser.rostering.unary.roles import asked_skills, roles_of

Parts = tuple[tuple[int, int], ...]
A_DAY = 24 * 60  # minutes; night time of the days around is looked at, so that a change of clocks does not matter


@dataclass(slots=True, unsafe_hash=True)
class Shift:
    """One worker's shift: its parts in minutes from horizon midnight, its break, what it pays, its post or its role.

    Never changed once made. Not frozen, because a frozen one takes six times as long to make and a year's rota for 150
    workers has a million to choose from.
    """

    worker_id: str
    date: calendar.date
    pattern_id: str
    parts: Parts
    post_id: str | None = None
    break_minutes: int = 0
    paid_minutes: int = 0
    is_night: bool = False
    is_split: bool = False
    role: str | None = None

    @property
    def start(self) -> int:
        """The minute at which the shift begins."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """The minute at which the shift ends."""
        return self.parts[-1][1]

    @property
    def working_minutes(self) -> int:
        """Minutes inside the parts, breaks included."""
        return sum(end - start for start, end in self.parts)

    def __lt__(self, other: "Shift") -> bool:
        return self._key < other._key

    @property
    def _key(self) -> tuple[str, calendar.date, str, Parts, str, str]:
        return self.worker_id, self.date, self.pattern_id, self.parts, self.post_id or "", self.role or ""

    def spans(self, horizon: Horizon) -> tuple[Span, ...]:
        """Return the parts as instants."""
        return tuple(Span(start=horizon.moment(start), end=horizon.moment(end)) for start, end in self.parts)


def break_due(pattern: ShiftPattern, parts: Parts, rules: Rules) -> int:
    """Return the minutes of rest break due in a duty of `pattern` with these parts (MEANING.md)."""
    if pattern.break_minutes:
        return pattern.break_minutes
    longest = max(end - start for start, end in parts)
    return rules.break_minutes if longest > rules.break_after_minutes else 0


@lru_cache(maxsize=16)
def night_spans(horizon: Horizon, night_start: calendar.time, night_end: calendar.time) -> Parts:
    """Return every stretch of night time that a duty of the horizon can meet, in minutes from its midnight."""
    first = horizon.start.toordinal()
    days = (calendar.date.fromordinal(first + offset) for offset in range(-1, horizon.days + 2))
    spans = (span_on(day, night_start, night_end) for day in days)
    return tuple((horizon.minute(start), horizon.minute(end)) for start, end in spans)


def is_night_duty(pattern: ShiftPattern, parts: Parts, horizon: Horizon, rules: Rules) -> bool:
    """Return whether a duty with these parts is a night duty (MEANING.md)."""
    if pattern.kind is PatternKind.NIGHT:
        return True
    nights = night_spans(horizon, rules.night_start, rules.night_end)
    shared = sum(
        max(0, min(end, last) - max(start, first))
        for start, end in parts
        for first, last in nights[max(0, start // A_DAY - 1) : end // A_DAY + 3]  # those before and after are too far
    )
    return shared >= rules.night_duty_least_minutes


def make_shift(
    request: RotaRequest,
    worker_id: str,
    date: calendar.date,
    pattern: ShiftPattern,
    parts: Parts,
    post_id: str | None = None,
    role: str | None = None,
) -> Shift:
    """Return a worker's shift with the break due and the minutes it pays; `parts` in minutes from horizon midnight."""
    rest = break_due(pattern, parts, request.rules)
    working = sum(end - start for start, end in parts)
    return Shift(
        worker_id=worker_id,
        date=date,
        pattern_id=pattern.id,
        parts=parts,
        post_id=post_id,
        break_minutes=rest,
        paid_minutes=working if pattern.break_paid else working - rest,
        is_night=is_night_duty(pattern, parts, request.horizon, request.rules),
        is_split=pattern.kind is PatternKind.SPLIT,
        role=role,
    )


def shift_of(request: RotaRequest, duty: Duty) -> Shift:
    """Return the shift that a duty is worked on, so that pinned, published or as-was duties can be candidates."""
    horizon = request.horizon
    parts = tuple((horizon.minute(part.start), horizon.minute(part.end)) for part in duty.parts)
    return make_shift(
        request, duty.worker_id, duty.date, request.pattern_by_id[duty.pattern_id], parts, duty.post_id, duty.role
    )


def moved_parts(request: RotaRequest, pattern: ShiftPattern, date: calendar.date, step_minutes: int) -> list[Parts]:
    """Return the pattern's parts on `date` with start and end moved by multiples of `step_minutes` within bounds."""
    horizon = request.horizon
    own = [(horizon.minute(start), horizon.minute(end)) for start, end in pattern.parts_on(date)]
    inner = [minute for part in own for minute in part][1:-1]
    moved = []
    for start in _grid(own[0][0], pattern.start_earlier_minutes, pattern.start_later_minutes, step_minutes):
        for end in _grid(own[-1][1], pattern.end_earlier_minutes, pattern.end_later_minutes, step_minutes):
            edges = [start, *inner, end]
            parts = tuple(zip(edges[::2], edges[1::2], strict=True))
            if all(first < last for first, last in parts):
                moved.append(parts)
    return moved


def _grid(unmoved: int, earlier: int, later: int, step: int) -> list[int]:
    return [unmoved + offset * step for offset in range(-(earlier // step), later // step + 1)]


class PossibleShifts(Mapping[str, list[Shift]]):
    """By worker every shift of their permitted patterns, no rule but R03 asked yet; made anew whenever asked for."""

    def __init__(
        self, request: RotaRequest, step_minutes: int = 30, may_be: Callable[[Shift], bool] | None = None
    ) -> None:
        self._request = request
        self._shapes = {
            (pattern.id, date): list(filter(may_be, _shapes_on(request, pattern, date, step_minutes)))
            for pattern in request.patterns
            for date in request.horizon.dates
        }
        self._at_posts = _post_shapes(request)
        self._asked = asked_skills(request)

    def __getitem__(self, worker_id: str) -> list[Shift]:
        worker = self._request.worker_by_id[worker_id]
        pattern_ids = tuple(dict.fromkeys(worker.pattern_ids))
        lists = [self._shapes[pattern_id, date] for date in self._request.horizon.dates for pattern_id in pattern_ids]
        lists += [self._at_posts[pattern_id] for pattern_id in pattern_ids]
        shapes = chain.from_iterable(lists)
        if not self._asked:
            return [shift_for(shape, worker_id) for shape in shapes]
        return [  # once for each skill that covers may count it for
            shift_for(shape, worker_id, role)
            for shape in shapes
            for role in roles_of(shape, worker.skills, self._asked)
        ]

    def __iter__(self) -> Iterator[str]:
        return iter(self._request.worker_by_id)

    def __len__(self) -> int:
        return len(self._request.worker_by_id)


def _shapes_on(request: RotaRequest, pattern: ShiftPattern, date: calendar.date, step_minutes: int) -> Iterator[Shift]:
    """Yield a pattern's shifts on a date, of nobody."""
    for parts in moved_parts(request, pattern, date, step_minutes):
        yield make_shift(request, "", date, pattern, parts)


def possible_shifts(
    request: RotaRequest,
    step_minutes: int = 30,
    worker_ids: Collection[str] | None = None,
    may_be: Callable[[Shift], bool] | None = None,
) -> dict[str, list[Shift]]:
    """Return by worker (all when None) every shift of their permitted patterns, no rule but R03 asked yet.

    Args:
        request: what is planned.
        step_minutes: the grid on which starts and ends move within their pattern's bounds.
        worker_ids: whose; all when None.
        may_be: which shapes are wanted, asked before they are anybody's; those of posts are there in any case.
    """
    possible = PossibleShifts(request, step_minutes, may_be)
    return {worker_id: possible[worker_id] for worker_id in possible if worker_ids is None or worker_id in worker_ids}


def _post_shapes(request: RotaRequest) -> dict[str, list[Shift]]:
    """Return by pattern the shifts that are exactly a post's times."""
    shapes: dict[str, list[Shift]] = {pattern.id: [] for pattern in request.patterns}
    dates = set(request.horizon.dates)
    for post in request.posts:
        date = in_london(post.start).date()
        start = request.horizon.minute(post.start)
        part = (start, start + minutes_between(post.start, post.end))
        for pattern in request.patterns:
            if date in dates and pattern.admits(date, [(post.start, post.end)]):
                shapes[pattern.id].append(make_shift(request, "", date, pattern, (part,), post.id))
    return shapes


def shift_for(shape: Shift, worker_id: str, role: str | None = None) -> Shift:
    """Return the shift of this shape that a worker has, counted for a role."""
    return Shift(
        worker_id,
        shape.date,
        shape.pattern_id,
        shape.parts,
        shape.post_id,
        shape.break_minutes,
        shape.paid_minutes,
        shape.is_night,
        shape.is_split,
        role,
    )


def allowed(shifts: Iterable[Shift], tests: Sequence[Callable[[Shift], bool]]) -> list[Shift]:
    """Return the shifts that no unary rule refuses, in order; `tests` are the rules, prepared."""
    left = list(shifts)
    for test in tests:
        left = [shift for shift in left if test(shift)]
    return left


class CandidateShifts(Mapping[str, list[Shift]]):
    """By worker every shift that the rules about one shift alone allow, made anew whenever asked for.

    For those who look at each worker once: 150 workers of 32 patterns have a million shifts in a year.
    """

    def __init__(self, request: RotaRequest, step_minutes: int = 30, extra: Sequence[Shift] = ()) -> None:
        """Prepare the shapes that shifts have and the rules; the arguments are those of `candidate_shifts`."""
        self._possible = PossibleShifts(request, step_minutes)
        self._tests = [rule.prepare(request) for rule in UNARY_RULES]
        self._extra: dict[str, list[Shift]] = defaultdict(list)
        for shift in extra:
            self._extra[shift.worker_id].append(shift)

    def __getitem__(self, worker_id: str) -> list[Shift]:
        possible, extra = self._possible[worker_id], self._extra.get(worker_id)
        return allowed(dict.fromkeys([*possible, *extra]) if extra else possible, self._tests)

    def __iter__(self) -> Iterator[str]:
        return iter(self._possible)

    def __len__(self) -> int:
        return len(self._possible)


def candidate_shifts(
    request: RotaRequest, step_minutes: int = 30, extra: Sequence[Shift] = ()
) -> dict[str, list[Shift]]:
    """Return by worker every shift that the rules about one shift alone allow.

    Args:
        request: what is planned.
        step_minutes: the grid on which starts and ends move within their pattern's bounds; unmoved is always there.
        extra: shifts off that grid to offer too (pinned visits, published or as-was duties); the same rules apply.
    """
    return dict(CandidateShifts(request, step_minutes, extra))
