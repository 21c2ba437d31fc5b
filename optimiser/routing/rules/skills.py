"""R18: each worker at a visit has all its skills."""

import numpy as np
from numpy.typing import NDArray

from models.request import RotaRequest


def forbids(request: RotaRequest) -> NDArray[np.bool_]:
    """Return [workers, visits]: the worker lacks a skill the visit asks for."""
    asked = {visit.skills for visit in request.visits}
    lacking = {
        skills: np.array([not set(skills) <= set(worker.skills) for worker in request.workers], dtype=np.bool_)
        for skills in asked
    }
    columns = [lacking[visit.skills] for visit in request.visits]
    return np.array(columns, dtype=np.bool_).reshape(len(request.visits), len(request.workers)).T
