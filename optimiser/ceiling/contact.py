"""The most contact time that any roster can have of its rostered paid time."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from optimiser.ceiling.ascent import Steps, ascend
from optimiser.ceiling.kernels.tables import Ints, Room
from optimiser.ceiling.multipliers import Multipliers
from optimiser.ceiling.relaxation import DEAREST_HOUR, UNITS, Relaxation

FINE = 1_000
"""Parts of a unit in which a ratio is searched for: in all a millionth."""
FIRST_RATIO = 750
AIM = 0.98
"""The ratio aimed at, over the one that the multipliers of the moment prove."""
STEPS = Steps(visit=3_000, hour=0.13, post=30_000, dearest_hour=DEAREST_HOUR)


def at_ratio(relaxation: Relaxation, ratio: int = FIRST_RATIO) -> Multipliers:
    """Return multipliers to begin with: visits free, each paid minute at a ratio in units, posts at what they pay."""
    posts = [-ratio * int((post.end - post.start).total_seconds()) // 60 for post in relaxation.request.posts]
    return Multipliers(
        visits=np.zeros(relaxation.visits.minutes.size, np.int64),
        hours=np.full_like(relaxation.least_hours, ratio),
        posts=np.array(posts, dtype=np.int64),
    )


def highest_ratio(relaxation: Relaxation, total: int, hours: Ints) -> int:
    """Return the least ratio, in millionths, that contact cannot exceed when contact <= total + hours x paid minutes.

    Args:
        total: what the multipliers' bound leaves beside the paid minutes, in units.
        hours: [W, weeks] the multipliers of paid minutes, in units.
    """
    low, high = 0, UNITS * FINE
    while low < high:
        ratio = (low + high) // 2
        apart = hours * FINE - ratio
        most = np.maximum(apart * relaxation.least_hours, apart * relaxation.most_hours).sum()
        low, high = (ratio + 1, high) if total * FINE + int(most) > 0 else (low, ratio)
    return high


@dataclass(frozen=True)
class Proof:
    """Multipliers and what they prove.

    Attributes:
        ratio: contact of rostered paid time is at most this, in millionths.
        total: no roster's contact, less its paid minutes at the multipliers, is more than this, in units.
    """

    ratio: int
    total: int
    multipliers: Multipliers


def best_contact(
    relaxation: Relaxation, begin: Multipliers, passes: int, rooms: Sequence[Room], steps: Steps = STEPS
) -> Proof:
    """Return the closest proof found in so many passes."""

    def wanted(multipliers: Multipliers, total: int) -> Ints:
        aim = AIM * highest_ratio(relaxation, total, multipliers.hours)
        return np.where(multipliers.hours * FINE > aim, relaxation.most_hours, relaxation.least_hours)

    return proven(relaxation, ascend(relaxation.without_trainings, begin, steps, passes, wanted, rooms), rooms)


def proven(relaxation: Relaxation, multipliers: Multipliers, rooms: Sequence[Room]) -> Proof:
    """Return what multipliers prove."""
    total = relaxation.total(multipliers, rooms)
    ratio = min(highest_ratio(relaxation, total, multipliers.hours), _demand_ratio(relaxation))
    return Proof(ratio, total, multipliers)


def by_demand_alone(relaxation: Relaxation) -> Proof:
    """Return the proof that needs no search: nobody can spend more time with people than is asked for.

    Each visit is priced at all it is worth, so that nobody's week is worth anything.
    """
    visits = relaxation.visits
    nothing = np.zeros_like(relaxation.least_hours), np.zeros(len(relaxation.request.posts), np.int64)
    multipliers = Multipliers(visits.minutes * UNITS, *nothing)
    return Proof(_demand_ratio(relaxation), relaxation.shared(multipliers), multipliers)


def _demand_ratio(relaxation: Relaxation) -> int:
    """Return all minutes wanted over the least hours there must be, in millionths, rounded up; at most 1."""
    wanted = int((relaxation.visits.minutes * relaxation.visits.wanted).sum())
    least = int(relaxation.least_hours.sum())
    return min(UNITS * FINE, -(-wanted * UNITS * FINE // least)) if least else UNITS * FINE
