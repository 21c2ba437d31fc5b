"""The most contact time that any roster can have of its rostered paid time."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from optimiser.ceiling.ascent import Steps, ascend
from optimiser.ceiling.kernels.tables import Ints, Room
from optimiser.ceiling.multipliers import Multipliers
from optimiser.ceiling.relaxation import DEAREST_HOUR, UNITS, Days, Relaxation

FINE = 1_000
"""Parts of a unit in which a ratio is searched for: in all a millionth."""
FIRST_SHARE = 0.82
"""The first price of a paid minute, over the ratio that demand alone proves."""
AIM = 0.98
"""The ratio aimed at, over the one that the multipliers of the moment prove."""
STEPS = Steps(visit=4_000, hour=0.08, post=30_000, dearest_hour=DEAREST_HOUR, last=0.1)


@dataclass(frozen=True)
class Detail:
    """How finely time is counted: the minutes in a step in early passes, in later ones, in the last and the proof."""

    early: int
    late: int
    proof: int


TO_THE_MINUTE = Detail(early=10, late=5, proof=1)
ROUGH = Detail(early=10, late=5, proof=5)
EARLY, LAST = 0.4, 0.2
"""Of the passes, so many are early, and so many the last."""


def first_multipliers(relaxation: Relaxation) -> Multipliers:
    """Return multipliers to begin with: visits free, paid minutes at a ratio, posts at what they pay."""
    ratio = round(FIRST_SHARE * demand_ratio(relaxation) / FINE)
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


def best_contact(relaxation: Relaxation, passes: int, rooms: Sequence[Room], detail: Detail) -> Proof:
    """Return the closest proof found in so many passes."""
    begin, plain = first_multipliers(relaxation), relaxation.without_trainings
    early = [plain.in_steps(detail.early, nearest=True)] * round(EARLY * passes)
    last = [plain.in_steps(detail.proof, nearest=True)] * round(LAST * passes)
    late = [plain.in_steps(detail.late, nearest=True)] * (passes - len(early) - len(last))
    found = better(plain, begin, [*early, *late, *last], rooms)
    return proven(relaxation, found, rooms, detail.proof)


def better(
    plain: Relaxation, begin: Multipliers, passes: Sequence[Days], rooms: Sequence[Room], steps: Steps = STEPS
) -> Multipliers:
    """Return multipliers after some passes, with days counted as each has them."""

    def wanted(multipliers: Multipliers, total: int) -> Ints:
        aim = AIM * highest_ratio(plain, total, multipliers.hours)
        return np.where(multipliers.hours * FINE > aim, plain.most_hours, plain.least_hours)

    return ascend(plain, begin, steps, passes, wanted, rooms)


def proven(relaxation: Relaxation, multipliers: Multipliers, rooms: Sequence[Room], step: int) -> Proof:
    """Return what multipliers prove, with time counted in steps of so many minutes."""
    counted = relaxation.in_steps(step) if step > 1 else None
    total = relaxation.total(multipliers, rooms, counted)
    ratio = min(highest_ratio(relaxation, total, multipliers.hours), demand_ratio(relaxation))
    return Proof(ratio, total, multipliers)


def by_demand_alone(relaxation: Relaxation) -> Proof:
    """Return the proof that needs no search: nobody can spend more time with people than is asked for.

    Each visit is priced at all it is worth, so that nobody's week is worth anything.
    """
    visits = relaxation.visits
    nothing = np.zeros_like(relaxation.least_hours), np.zeros(len(relaxation.request.posts), np.int64)
    multipliers = Multipliers(visits.minutes * UNITS, *nothing)
    return Proof(demand_ratio(relaxation), relaxation.shared(multipliers), multipliers)


def demand_ratio(relaxation: Relaxation) -> int:
    """Return all minutes wanted over the least hours there must be, in millionths, rounded up; at most 1."""
    wanted = int((relaxation.visits.minutes * relaxation.visits.wanted).sum())
    least = int(relaxation.least_hours.sum())
    return min(UNITS * FINE, -(-wanted * UNITS * FINE // least)) if least else UNITS * FINE
