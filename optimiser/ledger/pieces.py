"""The minutes of one duty cut into pieces, so that each paid minute is in exactly one of them.

Where a roster breaks rules and two things claim a minute, the first of these has it: the rest break (so that payroll
is right), the handover, the visits and trainings in order of their start, the journeys. What is left is waiting.
Of visits as they were recorded every minute was really spent: they come first.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from models.request import RotaRequest
from models.roster import Duty
from models.visits import Visit
from optimiser.ledger.categories import Category
from optimiser.ledger.journeys import Journeys, Leg
from optimiser.ledger.stops import Part, parts_of


@dataclass(frozen=True)
class Piece:
    """A stretch of one category; `visit` is the one made or, for travel and wait, the next one in the part."""

    start: int
    end: int
    category: Category
    visit: Visit | None = None
    training_id: str | None = None


class FreeTime:
    """The minutes of a part that nothing has claimed yet."""

    def __init__(self, start: int, end: int) -> None:
        self._spans = [(start, end)] if start < end else []

    def within(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the free spans between two minutes."""
        clipped = [(max(start, first), min(end, last)) for first, last in self._spans]
        return [(first, last) for first, last in clipped if first < last]

    def take(self, start: int, end: int) -> list[tuple[int, int]]:
        """Claim what is free between two minutes and return it."""
        taken = self.within(start, end)
        if taken:
            before = [(first, min(last, start)) for first, last in self._spans]
            after = [(max(first, end), last) for first, last in self._spans]
            self._spans = [(first, last) for first, last in sorted(before + after) if first < last]
        return taken


def pieces_of(request: RotaRequest, duty: Duty, journeys: Journeys, recorded: bool = False) -> Iterator[Piece]:
    """Yield the paid pieces of a duty in order of time; unpaid breaks and the time between parts are in none.

    Args:
        request: the request.
        duty: planned or, when `recorded`, as worked: its visits then have their minutes whatever else claims them.
        journeys: of this request.
        recorded: whether the visits are recorded ones.
    """
    pattern = request.pattern_by_id.get(duty.pattern_id)
    break_paid = pattern is not None and pattern.break_paid
    handover_left = 0 if duty.post_id else request.rules.handover_minutes
    for part in parts_of(request, duty):
        legs = [] if duty.post_id else journeys.legs(request.worker_by_id[duty.worker_id], part)
        pieces = list(_pieces_of_part(part, handover_left, legs, duty.post_id is not None, recorded))
        paid = [piece for piece in pieces if break_paid or piece.category is not Category.BREAK]
        yield from sorted(paid, key=lambda piece: piece.start)
        handover_left = 0


def _pieces_of_part(
    part: Part, handover_minutes: int, legs: list[Leg], is_post: bool, recorded: bool
) -> Iterator[Piece]:
    free = FreeTime(part.start, part.end)
    if recorded:
        for stop in part.visits:
            yield from _claim(free, stop.start, stop.end, Category.CONTACT, stop.visit)
    if part.rest_break:
        yield from _claim(free, part.rest_break.start, part.rest_break.end, Category.BREAK)
    if is_post:
        yield from _claim(free, part.start, part.end, Category.STANDBY)
        return
    yield from _claim(free, part.start, part.start + handover_minutes, Category.HANDOVER)
    for stop in part.stops:
        category = Category.CONTACT if stop.visit else Category.TRAINING
        yield from _claim(free, stop.start, stop.end, category, stop.visit, stop.training_id)
    for leg in legs:
        yield from _travel(free, leg)
    for start, end in free.within(part.start, part.end):
        yield Piece(start, end, Category.WAIT, _next_visit(part, end))


def _claim(
    free: FreeTime,
    start: int,
    end: int,
    category: Category,
    visit: Visit | None = None,
    training_id: str | None = None,
) -> Iterator[Piece]:
    for first, last in free.take(start, end):
        yield Piece(first, last, category, visit, training_id)


def _travel(free: FreeTime, leg: Leg) -> Iterator[Piece]:
    """Set out at once in the first gap that holds the journey; where none does, fill the gaps as far as they go."""
    gaps = free.within(leg.leave, leg.arrive)
    left = leg.minutes
    for start, end in [gap for gap in gaps if gap[1] - gap[0] >= left][:1] or gaps:
        piece = min(left, end - start)
        left -= piece
        if piece:
            yield from _claim(free, start, start + piece, Category.TRAVEL, leg.visit)


def _next_visit(part: Part, minute: int) -> Visit | None:
    return next((stop.visit for stop in part.visits if stop.start >= minute), None)
