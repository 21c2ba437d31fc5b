"""R24: a visit's constituency is one the worker works in, and within the worker's minutes from their place."""

import numpy as np
from numpy.typing import NDArray

from models.request import RotaRequest
from models.workers import ANY_CONSTITUENCY, Worker
from optimiser.routing.travel import MODES, travel_matrix


def forbids(request: RotaRequest) -> NDArray[np.bool_]:
    """Return [workers, visits]: the visit lies outside the worker's constituencies or minutes."""
    users = [request.service_user_by_id[visit.service_user_id] for visit in request.visits]
    row_of = {place.id: row for row, place in enumerate(request.places)}
    minutes = travel_matrix(request.places, request.travel).minutes
    places = np.array([row_of[user.place_id] for user in users], dtype=np.int64)
    outside = np.zeros((len(request.workers), len(request.visits)), dtype=np.bool_)
    for row, worker in enumerate(request.workers):
        outside[row] = [not _works_in(worker, user.constituency) for user in users]
        if worker.reach_minutes is not None and len(places):
            journeys = minutes[MODES.index(worker.travel_mode), row_of[worker.place_id], places]
            outside[row] |= journeys > worker.reach_minutes
    return outside


def _works_in(worker: Worker, constituency: str) -> bool:
    """Return whether a worker works in a constituency."""
    return constituency == worker.constituency or bool(
        {constituency, ANY_CONSTITUENCY} & set(worker.reach_constituencies)
    )
