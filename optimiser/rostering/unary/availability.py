"""R02 availability: no part on leave or sick, and nothing the worker said they cannot do."""

from collections import defaultdict
from collections.abc import Callable
from datetime import time, timedelta
from typing import TYPE_CHECKING

from models.clock import at, span_on
from models.request import RotaRequest
from models.wishes import Preference, PreferenceKind

if TYPE_CHECKING:
    from optimiser.shifts import Shift


def prepare(request: RotaRequest) -> "Callable[[Shift], bool]":
    """Return the test whether a shift keeps clear of absences and of every `cannot`."""
    away = _closed_spans(request)
    refused = _closed_dates(request)

    def keeps(shift: "Shift") -> bool:
        closed = refused.get(shift.worker_id)
        if closed and ((shift.date, None) in closed or (shift.date, shift.pattern_id) in closed):
            return False
        spans = away.get(shift.worker_id)
        return not spans or not any(start < last and first < end for start, end in shift.parts for first, last in spans)

    return keeps


def _cannot(request: RotaRequest) -> list[Preference]:
    return [wish for wish in request.preferences if wish.kind is PreferenceKind.CANNOT]


def _closed_spans(request: RotaRequest) -> dict[str, list[tuple[int, int]]]:
    """Return by worker the spans (minutes) of absences and of every `cannot` that names a span."""
    horizon = request.horizon
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for absence in request.absences:
        first = at(absence.first_date, time(0))
        last = at(absence.last_date + timedelta(days=1), time(0))
        spans[absence.worker_id].append((horizon.minute(first), horizon.minute(last)))
    for wish in _cannot(request):
        if wish.span is not None:
            start, end = span_on(wish.date, wish.span.start, wish.span.end)
            spans[wish.worker_id].append((horizon.minute(start), horizon.minute(end)))
    return dict(spans)


def _closed_dates(request: RotaRequest) -> dict[str, set[tuple[object, str | None]]]:
    """Return by worker the dates, or dates and patterns, of every `cannot` without a span."""
    closed: dict[str, set[tuple[object, str | None]]] = defaultdict(set)
    for wish in _cannot(request):
        if wish.span is None:
            closed[wish.worker_id].add((wish.date, wish.pattern_id))
    return dict(closed)
