"""R19: each worker at a visit is of the gender the service user asked for."""

import numpy as np
from numpy.typing import NDArray

from models.request import RotaRequest


def forbids(request: RotaRequest) -> NDArray[np.bool_]:
    """Return [workers, visits]: the service user asked for another gender."""
    asked = [request.service_user_by_id[visit.service_user_id].gender_asked for visit in request.visits]
    refused = {
        gender: np.array([wish is not None and wish != gender for wish in asked], dtype=np.bool_)
        for gender in {worker.gender for worker in request.workers}
    }
    rows = [refused[worker.gender] for worker in request.workers]
    return np.array(rows, dtype=np.bool_).reshape(len(request.workers), len(request.visits))
