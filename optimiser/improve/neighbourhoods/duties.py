"""Neighbourhood: a single duty emptied; others take up what they can before its worker's day is planned anew."""

import random

from optimiser.improve.incumbent import Incumbent
from optimiser.improve.neighbourhoods.whom import drawn
from optimiser.improve.reshift import Manner, reshift


def change(incumbent: Incumbent, rng: random.Random, heat: float) -> None:
    """Free one duty, give its visits to others, and choose anew for its worker on that date."""
    worked = sorted(incumbent.plan.shifts.values())
    if worked:
        shift = rng.choice(worked)
        reshift(incumbent, {shift.worker_id: (shift.date,)}, heat, drawn(rng), Manner(give_first=True))
