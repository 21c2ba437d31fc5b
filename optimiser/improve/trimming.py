"""Shortens a duty to what it uses, on a finer grid than shifts are enumerated on."""

from collections.abc import Callable
from dataclasses import replace

from models.request import RotaRequest
from optimiser.improve.date_shapes import FoundDuty
from optimiser.rostering.unary import UNARY_RULES
from optimiser.shifts import Shift, make_shift

GRID = 15  # minutes from the unmoved start and end


class Trimming:
    """Shortens duties of one request."""

    def __init__(self, request: RotaRequest) -> None:
        self._request = request
        self._tests: list[Callable[[Shift], bool]] = [rule.prepare(request) for rule in UNARY_RULES]

    def trimmed(self, found: FoundDuty) -> FoundDuty | None:
        """Return a duty that starts later or ends sooner and can still make its stops; None where there is none."""
        shift, rules = found.duty.shift, self._request.rules
        latest, earliest = found.leaves - rules.handover_minutes, found.returns
        if found.rested is not None:
            latest = min(latest, found.rested - rules.break_from_edge_minutes)
            earliest = max(earliest, found.rested + shift.break_minutes + rules.break_from_edge_minutes)
        pattern = self._request.pattern_by_id[shift.pattern_id]
        own = [self._request.horizon.minute(edge) for part in pattern.parts_on(shift.date) for edge in part]
        latest = min(latest, own[0] + pattern.start_later_minutes)
        earliest = max(earliest, own[-1] - pattern.end_earlier_minutes)
        later, sooner = max(0, latest - shift.start) // GRID * GRID, max(0, shift.end - earliest) // GRID * GRID
        return self._moved(found, later, sooner) if later or sooner else None

    def _moved(self, found: FoundDuty, later: int, sooner: int) -> FoundDuty | None:
        """Return the duty that starts so much later and ends so much sooner, None where some rule refuses it."""
        shift = found.duty.shift
        edges = [edge for part in shift.parts for edge in part]
        edges[0], edges[-1] = edges[0] + later, edges[-1] - sooner
        parts = tuple(zip(edges[::2], edges[1::2], strict=True))
        if any(start >= end for start, end in parts):
            return None
        pattern = self._request.pattern_by_id[shift.pattern_id]
        moved = make_shift(self._request, shift.worker_id, shift.date, pattern, parts, role=shift.role)
        if moved.break_minutes != shift.break_minutes or not all(test(moved) for test in self._tests):
            return None
        return replace(found, duty=replace(found.duty, shift=moved))
