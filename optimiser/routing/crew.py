"""Turns a request's workers, places and prices into the kernels' crew."""

import numpy as np

from models.base import StartsFrom
from models.request import RotaRequest
from optimiser.routing.kernels.arrays import NONE, WORKER, Crew
from optimiser.routing.travel import MODES, TravelMatrix

TRAVEL_GUIDE_PENCE = 4


def crew_of(request: RotaRequest, travel: TravelMatrix) -> Crew:
    """Return who may drive which route, how, and what the routes are priced at."""
    place_row = {place.id: row for row, place in enumerate(request.places)}
    row_of = {worker.id: row for row, worker in enumerate(request.workers)}
    known = np.zeros((max(len(request.service_users), 1), max(len(request.workers), 1)), dtype=np.bool_)
    for row, user in enumerate(request.service_users):
        for worker_id in (*user.known_worker_ids, *user.preferred_worker_ids):
            known[row, row_of[worker_id]] = True
    workers = np.zeros(len(request.workers), dtype=WORKER)
    workers["mode"] = [MODES.index(worker.travel_mode) for worker in request.workers]
    workers["base"] = [
        place_row[worker.place_id] if worker.starts_from is StartsFrom.BASE else NONE for worker in request.workers
    ]
    return Crew(
        worker=workers,
        journey=travel.minutes,
        mileage=travel.pence,
        known=known,
        days=request.horizon.days,
        handover=request.rules.handover_minutes,
        late_minute=request.prices.late_minute,
        unfamiliar=request.prices.unfamiliar_worker,
        travel_guide=TRAVEL_GUIDE_PENCE,
    )
