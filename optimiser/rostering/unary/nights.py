"""R04 voluntary nights: a night duty only for a worker who volunteered."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.request import RotaRequest

if TYPE_CHECKING:
    from optimiser.shifts import Shift


def prepare(request: RotaRequest) -> "Callable[[Shift], bool]":
    """Return the test whether a shift is no night duty, or its worker's to volunteer for."""
    volunteers = {worker.id for worker in request.workers if worker.night_volunteer}

    def keeps(shift: "Shift") -> bool:
        return not shift.is_night or shift.worker_id in volunteers

    return keeps
