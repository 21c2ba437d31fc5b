"""Whether a wish to work can be granted at all, beside what the same worker cannot work."""

from collections.abc import Iterator, Sequence

from models.clock import plus
from models.patterns import ShiftPattern
from models.request import RotaRequest
from models.roster import Duty, Span
from models.wishes import Preference
from models.workers import Worker
from optimiser.checks.rostered_duty import RosteredDuty, read_duty
from optimiser.checks.wishes import clashes, is_granted


def granting_shifts(request: RotaRequest, worker: Worker, want: Preference) -> list[RosteredDuty]:
    """Return the worker's shifts that grant a `want` on its date, each as short as its pattern lets it be.

    A shorter shift lies inside more spans and overlaps fewer, so no other shift of the pattern does more.
    """
    shifts = (read_duty(request, duty, night_minutes=0) for duty in _shortest(request, worker, want))
    return [shift for shift in shifts if is_granted(want, [shift])]


def refused_by(cannots: Sequence[Preference], shifts: Sequence[RosteredDuty]) -> list[Preference]:
    """Return the wishes of `cannots` that together rule out every one of the shifts; none where a shift is left."""
    by_shift = [[wish for wish in cannots if clashes(wish, shift)] for shift in shifts]
    if not all(by_shift):
        return []
    return [wish for wish in cannots if any(wish in ruling for ruling in by_shift)]


def _shortest(request: RotaRequest, worker: Worker, want: Preference) -> Iterator[Duty]:
    for pattern_id in worker.pattern_ids:
        pattern = request.pattern_by_id.get(pattern_id)
        if pattern is not None:
            yield Duty(worker_id=worker.id, date=want.date, pattern_id=pattern_id, parts=tuple(_parts(pattern, want)))


def _parts(pattern: ShiftPattern, want: Preference) -> list[Span]:
    """Return the parts with both ends moved inwards, as long as something of the outer parts is left."""
    parts = [Span(start=start, end=end) for start, end in pattern.parts_on(want.date)]
    first = parts[0]
    parts[0] = Span(start=min(plus(first.start, pattern.start_later_minutes), plus(first.end, -1)), end=first.end)
    last = parts[-1]
    parts[-1] = Span(start=last.start, end=max(plus(last.end, -pattern.end_earlier_minutes), plus(last.start, 1)))
    return parts
