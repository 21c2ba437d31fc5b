"""The way in: a request in, what no roster can better out."""

import os
from dataclasses import replace

from models.request import RotaRequest
from optimiser.ceiling.binding import what_binds
from optimiser.ceiling.contact import FINE, ROUGH, TO_THE_MINUTE, Detail, Proof, best_contact, by_demand_alone
from optimiser.ceiling.cost import least_cost
from optimiser.ceiling.promise import Promise
from optimiser.ceiling.relaxation import UNITS, Relaxation
from optimiser.ceiling.result import Ceiling

WORK = 110_000_000
"""Pairs of stops in all passes, as if to the minute, where nobody says otherwise: nine passes over a team."""
LEAST_PASSES, MOST_PASSES = 3, 40
MOST_TO_THE_MINUTE = WORK // LEAST_PASSES
"""Pairs of stops in one pass above which time is counted roughly: three teams."""
MOST_ROUGHLY = 300_000_000
"""And above which nothing is searched, where nobody says otherwise: a city."""


def ceiling(
    request: RotaRequest,
    passes: int | None = None,
    threads: int | None = None,
    *,
    promise: Promise | None = None,
    detail: Detail | None = None,
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
        detail: how finely time is counted; by the request's size where not told.
        explained: say what holds it down too, which takes about as long again; only where time is counted to the
            minute.
    """
    asked = Promise.whole(request) if promise is None else promise
    relaxation = Relaxation.of(request, asked)
    if not relaxation.visits.minutes.size:
        return Ceiling(0.0, None)
    effort = max(1, relaxation.effort)
    if passes is None:
        passes = min(MOST_PASSES, max(LEAST_PASSES, WORK // effort)) if effort <= MOST_ROUGHLY else 0
    if not passes or not relaxation.is_exact:
        return _figures(relaxation, by_demand_alone(relaxation), 0)
    rooms = [relaxation.room() for _ in range(threads or min(2, os.cpu_count() or 1))]
    detail = detail or (TO_THE_MINUTE if effort <= MOST_TO_THE_MINUTE else ROUGH)
    proof = best_contact(relaxation, passes, rooms, detail)
    found = _figures(relaxation, proof, detail.proof)
    if not explained or detail.proof > 1:
        return found
    return replace(found, binding=what_binds(relaxation, proof, passes, len(rooms)))


def _figures(relaxation: Relaxation, proof: Proof, step: int) -> Ceiling:
    """Return the figures of a proof in steps of so many minutes, rounded so that they stay true."""
    return Ceiling(
        contact_time_pct=-(-proof.ratio * 100 * 100 // (UNITS * FINE)) / 100,
        cost_per_contact_hour_pence=least_cost(relaxation, proof.total, proof.multipliers.hours),
        promised_visits=int(relaxation.promised.sum()),
        promised_trainings=len(relaxation.promise.trainings),
        step_minutes=step,
    )
