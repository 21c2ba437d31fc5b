"""R03 permitted patterns: the shift's pattern is one the worker's terms permit, and admits its times."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from models.patterns import ShiftPattern
from models.request import RotaRequest

if TYPE_CHECKING:
    from optimiser.shifts import Parts, Shift


def prepare(request: RotaRequest) -> "Callable[[Shift], bool]":
    """Return the test whether a shift is of a permitted pattern and within its movable bounds."""
    permitted = {worker.id: set(worker.pattern_ids) for worker in request.workers}
    edges: dict[tuple[date, str], list[int]] = {}
    admitted: dict[tuple[date, str, Parts], bool] = {}

    def admits(day: date, pattern_id: str, parts: "Parts") -> bool:
        pattern, key = request.pattern_by_id[pattern_id], (day, pattern_id)
        if key not in edges:
            edges[key] = [request.horizon.minute(edge) for part in pattern.parts_on(day) for edge in part]
        return _within(pattern, edges[key], [edge for part in parts for edge in part])

    def keeps(shift: "Shift") -> bool:
        if shift.pattern_id not in permitted[shift.worker_id]:
            return False
        shape = (shift.date, shift.pattern_id, shift.parts)
        if shape not in admitted:  # many workers may have it
            admitted[shape] = admits(*shape)
        return admitted[shape]

    return keeps


def _within(pattern: ShiftPattern, own: list[int], edges: list[int]) -> bool:
    """Return whether the edges of a shift's parts, in minutes, are the pattern's own but for what may move."""
    return (
        edges[1:-1] == own[1:-1]
        and -pattern.start_earlier_minutes <= edges[0] - own[0] <= pattern.start_later_minutes
        and -pattern.end_earlier_minutes <= edges[-1] - own[-1] <= pattern.end_later_minutes
        and all(start < end for start, end in zip(edges[::2], edges[1::2], strict=True))
    )
