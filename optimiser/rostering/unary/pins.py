"""R05 pins, as far as one shift alone can break them: none on a pinned day off, only the pattern of a pinned duty."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from models.request import RotaRequest
from models.wishes import PinKind

if TYPE_CHECKING:
    from optimiser.shifts import Shift


def prepare(request: RotaRequest) -> "Callable[[Shift], bool]":
    """Return the test whether a shift respects its worker's pins on its date."""
    days_off = {(pin.worker_id, pin.date) for pin in request.pins if pin.kind is PinKind.DAY_OFF}
    patterns: dict[tuple[str, date | None], set[str]] = defaultdict(set)
    for pin in request.pins:
        if pin.kind is PinKind.DUTY and pin.pattern_id is not None:
            patterns[pin.worker_id, pin.date].add(pin.pattern_id)

    def keeps(shift: "Shift") -> bool:
        day = (shift.worker_id, shift.date)
        named = patterns.get(day)
        return day not in days_off and (named is None or named == {shift.pattern_id})

    return keeps
