"""The way in: a request in, what no roster can better out."""

import os

from models.request import RotaRequest
from optimiser.ceiling.contact import FINE, UNITS, at_ratio, best_contact
from optimiser.ceiling.cost import least_cost
from optimiser.ceiling.relaxation import Relaxation
from optimiser.ceiling.result import Ceiling

PASSES = 6


def ceiling(request: RotaRequest, passes: int = PASSES, threads: int | None = None) -> Ceiling:
    """Return what no roster for the request can better; the same arguments give the same figures.

    Args:
        request: a request without problems (`models.integrity`).
        passes: over all workers, in which the bound comes closer; any number gives a true one.
        threads: to use; as many as the machine has cores, and at most two, where not told.
    """
    relaxation = Relaxation.of(request)
    rooms = [relaxation.room() for _ in range(threads or min(2, os.cpu_count() or 1))]
    proof = best_contact(relaxation, at_ratio(relaxation), passes, rooms)
    return Ceiling(
        contact_time_pct=-(-proof.ratio * 100 * 100 // (UNITS * FINE)) / 100,
        cost_per_contact_hour_pence=least_cost(relaxation, proof.total, proof.multipliers.hours, UNITS),
    )
