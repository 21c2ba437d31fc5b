"""R24: a visit's constituency is one the worker works in, and within the worker's minutes from their place."""

import numpy as np
from numpy.typing import NDArray

from models.request import RotaRequest
from optimiser.rostering.unary.reach import works_in
from optimiser.routing.travel import MODES, travel_matrix


def forbids(request: RotaRequest) -> NDArray[np.bool_]:
    """Return [workers, visits]: the visit lies outside the worker's constituencies or minutes."""
    users = [request.service_user_by_id[visit.service_user_id] for visit in request.visits]
    names = sorted({user.constituency for user in users})
    constituency = np.array([names.index(user.constituency) for user in users], dtype=np.int64)
    row_of = {place.id: row for row, place in enumerate(request.places)}
    has_reach = any(worker.reach_minutes is not None for worker in request.workers)
    minutes = (
        travel_matrix(request.places, request.travel).minutes if has_reach else np.zeros((0, 0, 0), dtype=np.int64)
    )
    places = np.array([row_of[user.place_id] for user in users], dtype=np.int64)
    outside = np.zeros((len(request.workers), len(request.visits)), dtype=np.bool_)
    for row, worker in enumerate(request.workers):
        outside[row] = np.array([not works_in(worker, name) for name in names], dtype=np.bool_)[constituency]
        if worker.reach_minutes is not None and len(places):
            journeys = minutes[MODES.index(worker.travel_mode), row_of[worker.place_id], places]
            outside[row] |= journeys > worker.reach_minutes
    return outside
