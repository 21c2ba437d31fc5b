"""R20: nobody visits a service user who excluded them."""

import numpy as np
from numpy.typing import NDArray

from models.request import RotaRequest


def forbids(request: RotaRequest) -> NDArray[np.bool_]:
    """Return [workers, visits]: the visit's service user excluded the worker."""
    row_of = {worker.id: row for row, worker in enumerate(request.workers)}
    excluded = np.zeros((len(request.workers), len(request.visits)), dtype=np.bool_)
    for column, visit in enumerate(request.visits):
        for worker_id in request.service_user_by_id[visit.service_user_id].excluded_worker_ids:
            excluded[row_of[worker_id], column] = True
    return excluded
