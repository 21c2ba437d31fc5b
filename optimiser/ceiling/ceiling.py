"""The way in: a request in, what no roster can better out."""

import os
from dataclasses import replace

from models.request import RotaRequest
from optimiser.ceiling.binding import what_binds
from optimiser.ceiling.contact import FINE, Proof, at_ratio, best_contact, by_demand_alone
from optimiser.ceiling.cost import least_cost
from optimiser.ceiling.promise import Promise
from optimiser.ceiling.relaxation import UNITS, Relaxation
from optimiser.ceiling.result import Ceiling

WORK = 60_000_000
"""Pairs of stops that the passes may look at where nobody says otherwise: five passes over a team, none over a city."""
MOST_PASSES = 40


def ceiling(
    request: RotaRequest,
    passes: int | None = None,
    threads: int | None = None,
    *,
    promise: Promise | None = None,
    explained: bool = False,
) -> Ceiling:
    """Return what no roster for the request can better; the same arguments give the same figures.

    Args:
        request: a request without problems (`models.integrity`).
        passes: over all workers, in which the bound comes closer; any number gives a true one, 0 what demand alone
            proves. By the request's size where not told, and for a city 0.
        threads: to use; as many as the machine has cores, and at most two, where not told.
        promise: what the rosters spoken of keep; all that is promised where not told. To compare a roster with its
            ceiling, give what that roster keeps.
        explained: say what holds it down too, which takes about twice as long again; not without any pass.
    """
    asked = Promise.whole(request) if promise is None else promise
    relaxation = Relaxation.of(request, asked)
    if not relaxation.visits.minutes.size:
        return Ceiling(0.0, None)
    if passes is None:
        passes = min(MOST_PASSES, WORK // max(1, relaxation.effort))
    if not passes or not relaxation.is_exact:
        return _figures(relaxation, by_demand_alone(relaxation))
    rooms = [relaxation.room() for _ in range(threads or min(2, os.cpu_count() or 1))]
    proof = best_contact(relaxation, at_ratio(relaxation), passes, rooms)
    found = _figures(relaxation, proof)
    return replace(found, binding=what_binds(relaxation, proof, passes, len(rooms))) if explained else found


def _figures(relaxation: Relaxation, proof: Proof) -> Ceiling:
    """Return the figures of a proof, rounded so that they stay true."""
    return Ceiling(
        contact_time_pct=-(-proof.ratio * 100 * 100 // (UNITS * FINE)) / 100,
        cost_per_contact_hour_pence=least_cost(relaxation, proof.total, proof.multipliers.hours),
        promised_visits=int(relaxation.promised.sum()),
        promised_trainings=len(relaxation.promise.trainings),
    )
