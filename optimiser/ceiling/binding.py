"""What holds the ceiling down: the same bound with one thing at a time left out, each from the prices already found.

It is the rises that count: in all of these bounds trainings are left out, and time goes in steps of five minutes,
journeys to the nearest, which takes a tenth of the time.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from datetime import time

import numpy as np

from models.clock import at
from optimiser.ceiling.ascent import Steps
from optimiser.ceiling.contact import FINE, STEPS, Proof, better, demand_ratio, highest_ratio
from optimiser.ceiling.multipliers import Multipliers
from optimiser.ceiling.promise import Promise
from optimiser.ceiling.relaxation import UNITS, Relaxation
from optimiser.ceiling.result import Binding
from optimiser.ceiling.visits import Visits
from optimiser.routing.travel import MODES, TravelMatrix

ENDLESS = 1_000_000
"""Workers wanted by a visit that could be made any number of times; it is then worth what it is, at no price."""
STEP = 5
"""Minutes in a step of time."""
FAR = replace(STEPS, visit=STEPS.visit / 3, hour=0.13)
"""Visits' prices are nearly right already; those of hours may have far to go."""
SHARE, LEAST_PASSES = 3, 3
"""Of the passes over the ceiling itself, one in so many goes over each other one, but at least so many."""


def what_binds(relaxation: Relaxation, proof: Proof, passes: int, threads: int) -> tuple[Binding, ...]:
    """Return by how many points the ceiling would rise without each thing, the greatest rise first.

    Args:
        relaxation: of the request.
        proof: of its ceiling; where each other ceiling begins.
        passes: that the ceiling took.
        threads: to use.
    """
    own = max(LEAST_PASSES, passes // SHARE)
    plain, begin = relaxation.without_trainings, proof.multipliers
    ceiling = _points(plain, begin, 0, threads, FAR)
    rises = []
    for name, sentence, without in FREED:
        freed, start, steps = without(plain).without_trainings, begin, FAR
        if freed.visits.wanted.min() == ENDLESS:
            start, steps = replace(begin, visits=np.zeros_like(begin.visits)), replace(FAR, visit=0)
        rise = _points(freed, start, own, threads, steps) - ceiling
        rises.append(Binding(name, sentence, round(max(0.0, rise), 2)))
    return tuple(sorted(rises, key=lambda each: -each.rise_points))


def _points(plain: Relaxation, begin: Multipliers, passes: int, threads: int, steps: Steps) -> float:
    """Return about where the ceiling of a relaxation is, in points of contact time, after some passes."""
    rooms = [plain.room() for _ in range(threads)]
    counted = plain.in_steps(STEP, nearest=True)
    found = better(plain, begin, [counted] * passes, rooms, steps)
    ratio = highest_ratio(plain, plain.total(found, rooms, counted), found.hours)
    return 100 * min(ratio, demand_ratio(plain)) / (UNITS * FINE)


def _without_end_of_demand(relaxation: Relaxation) -> Relaxation:
    visits = relaxation.visits
    return replace(
        relaxation,
        visits=replace(visits, wanted=np.full_like(visits.wanted, ENDLESS)),
        promise=Promise(trainings=relaxation.promise.trainings),
    )


def _without_peaks(relaxation: Relaxation) -> Relaxation:
    """Let each visit start at any time of the date on which a window of its own opens."""
    horizon = relaxation.request.horizon
    midnights = [horizon.minute(at(date, time(0))) for date in horizon.dates] + [horizon.minute(horizon.end)]

    def widened(window: tuple[int, int], minutes: int) -> tuple[int, int]:
        date = max(0, bisect_right(midnights[:-1], window[0]) - 1)
        return min(midnights[date], window[0]), max(midnights[date + 1] - minutes, window[1])

    visits = relaxation.visits
    windows = tuple(
        tuple(sorted({widened(window, int(minutes)) for window in own}))
        for own, minutes in zip(visits.windows, visits.minutes, strict=True)
    )
    return Relaxation.of(relaxation.request, relaxation.promise, replace(visits, windows=windows))


def _without_travel(relaxation: Relaxation) -> Relaxation:
    places = len(relaxation.request.places)
    nowhere = np.zeros((len(MODES), places, places), dtype=np.int64)
    return Relaxation.of(relaxation.request, relaxation.promise, travel=TravelMatrix(minutes=nowhere, pence=nowhere[0]))


def _without_contracts(relaxation: Relaxation) -> Relaxation:
    return Relaxation.of(relaxation.request, relaxation.promise, keeps_contracts=False)


def _without_skills(relaxation: Relaxation) -> Relaxation:
    request = relaxation.request
    visits = Visits.of(request.changed(visits=[visit.model_copy(update={"skills": ()}) for visit in request.visits]))
    return Relaxation.of(request, relaxation.promise, visits)


FREED: tuple[tuple[str, str, Callable[[Relaxation], Relaxation]], ...] = (
    ("demand", "any number of workers could make each visit", _without_end_of_demand),
    ("peaks", "each visit could start at any time of its date", _without_peaks),
    ("travel", "journeys took no time", _without_travel),
    ("contracts", "nobody were owed hours, or kept to them", _without_contracts),
    ("skills", "everybody had every skill", _without_skills),
)
"""Each thing that may bind: its name, what its absence would mean, and the relaxation without it."""
