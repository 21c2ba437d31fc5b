"""The rules that say who may make a visit: one rule a file, each a table of workers by visits that it forbids.

Rules of time are kept by the kernels: windows, gaps, travel, shift ends and two workers' starts in `times`, breaks in
`breaks`, that a visit is made whole in `recreate`.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from models.request import RotaRequest
from models.rules import RuleCode
from optimiser.routing.rules import excluded_workers, gender, reach, skills

Forbids = Callable[[RotaRequest], NDArray[np.bool_]]

RULES: dict[RuleCode, Forbids] = {
    RuleCode.SKILLS: skills.forbids,
    RuleCode.GENDER: gender.forbids,
    RuleCode.EXCLUDED_WORKERS: excluded_workers.forbids,
    RuleCode.REACH: reach.forbids,
}


def allowed_workers(request: RotaRequest) -> NDArray[np.bool_]:
    """Return which workers may make which visits, [workers, visits], by every rule of RULES."""
    allowed = np.ones((len(request.workers), len(request.visits)), dtype=np.bool_)
    for forbids in RULES.values():
        allowed &= ~forbids(request)
    return allowed
