"""R18 skills, for posts: the worker covering a post has all its skills."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.request import RotaRequest

if TYPE_CHECKING:
    from optimiser.shifts import Shift


def prepare(request: RotaRequest) -> "Callable[[Shift], bool]":
    """Return the test whether a shift covers no post, or one whose skills its worker has."""
    skills = {worker.id: set(worker.skills) for worker in request.workers}

    def keeps(shift: "Shift") -> bool:
        return shift.post_id is None or skills[shift.worker_id].issuperset(request.post_by_id[shift.post_id].skills)

    return keeps
