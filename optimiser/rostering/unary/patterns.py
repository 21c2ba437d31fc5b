"""R03 permitted patterns: the shift's pattern is one the worker's terms permit, and admits its times."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.request import RotaRequest

if TYPE_CHECKING:
    from optimiser.shifts import Shift


def prepare(request: RotaRequest) -> "Callable[[Shift], bool]":
    """Return the test whether a shift is of a permitted pattern and within its movable bounds."""
    permitted = {worker.id: set(worker.pattern_ids) for worker in request.workers}
    admitted: dict[tuple[object, ...], bool] = {}

    def keeps(shift: "Shift") -> bool:
        if shift.pattern_id not in permitted[shift.worker_id]:
            return False
        shape = (shift.date, shift.pattern_id, shift.parts)
        if shape not in admitted:
            spans = [(span.start, span.end) for span in shift.spans(request.horizon)]
            admitted[shape] = request.pattern_by_id[shift.pattern_id].admits(shift.date, spans)
        return admitted[shape]

    return keeps
