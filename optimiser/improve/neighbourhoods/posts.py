"""Neighbourhood: the weeks of a worker who has a post and of another who could cover it."""

import random
from collections.abc import Sequence

from optimiser.improve.incumbent import Incumbent
from optimiser.improve.neighbourhoods.whom import all_dates, drawn
from optimiser.improve.reshift import reshift


def applies(incumbent: Incumbent) -> bool:
    """Return whether there are posts."""
    return bool(incumbent.request.posts)


def change(incumbent: Incumbent, rng: random.Random, heat: float) -> None:
    """Free every duty of both and let them share out the posts anew."""
    workers = sharing(incumbent, rng)
    if workers:
        reshift(incumbent, all_dates(incumbent, workers), heat, drawn(rng))


def sharing(incumbent: Incumbent, rng: random.Random) -> Sequence[str]:
    """Return a worker who has a post and another who could cover it; none where nobody has a post yet."""
    held = sorted(shift for shift in incumbent.plan.shifts.values() if shift.post_id)
    if not held:
        return []
    post = rng.choice(held)
    able = [
        worker_id
        for worker_id, shifts in incumbent.candidates.items()
        if worker_id != post.worker_id and any(shift.post_id == post.post_id for shift in shifts)
    ]
    return [post.worker_id, *rng.sample(able, min(len(able), 1))]
