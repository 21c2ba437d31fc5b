"""Neighbourhood: the starts and ends of one worker's duties, moved where their patterns allow; visits that fit stay."""

import random

from optimiser.improve.incumbent import Incumbent
from optimiser.improve.neighbourhoods.whom import drawn
from optimiser.improve.reshift import Manner, reshift

MOST_DUTIES = 3


def change(incumbent: Incumbent, rng: random.Random, heat: float) -> None:
    """Move the boundaries of up to three duties of a worker, so that what one gains another may give."""
    worker_id = rng.choice(incumbent.request.workers).id
    own = [shift for shift in incumbent.shifts_of([worker_id]) if shift.post_id is None]
    if own:
        moved = rng.sample(own, min(len(own), MOST_DUTIES))
        dates = [shift.date for shift in moved]
        reshift(incumbent, {worker_id: dates}, heat, drawn(rng), Manner(same_patterns=True))
