"""R24 reach, for posts: the post's constituency and the journey to it are within the worker's reach."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.request import RotaRequest
from models.workers import ANY_CONSTITUENCY, Worker

if TYPE_CHECKING:
    from optimiser.shifts import Shift


def works_in(worker: Worker, constituency: str) -> bool:
    """Return whether a worker works in a constituency: their own, one they reach, or any."""
    return constituency == worker.constituency or any(
        known in (constituency, ANY_CONSTITUENCY) for known in worker.reach_constituencies
    )


def reaches(request: RotaRequest, worker: Worker, place_id: str, constituency: str) -> bool:
    """Return whether a place in a constituency is within the worker's reach."""
    if not works_in(worker, constituency):
        return False
    if worker.reach_minutes is None:
        return True
    places = request.place_by_id
    metres = request.travel.metres(places[worker.place_id], places[place_id])
    return request.travel.minutes(metres, worker.travel_mode) <= worker.reach_minutes


def prepare(request: RotaRequest) -> "Callable[[Shift], bool]":
    """Return the test whether a shift covers no post, or one its worker reaches."""
    within: dict[tuple[str, str], bool] = {}

    def keeps(shift: "Shift") -> bool:
        if shift.post_id is None:
            return True
        pair = (shift.worker_id, shift.post_id)
        if pair not in within:
            post = request.post_by_id[shift.post_id]
            worker = request.worker_by_id[shift.worker_id]
            within[pair] = reaches(request, worker, post.place_id, post.constituency)
        return within[pair]

    return keeps
