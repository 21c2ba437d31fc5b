"""Moves multipliers to where the bound is closer: worker by worker, visits in demand get dearer, others cheaper.

An incremental subgradient method (Nedic and Bertsekas 2001): after each worker's best week, the prices of the visits in
it rise and those of all that worker could have made fall, in steps that shrink from pass to pass.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from optimiser.ceiling.kernels.tables import Ints, Room
from optimiser.ceiling.multipliers import Multipliers, Trial
from optimiser.ceiling.relaxation import Days, Relaxation, Week

MOST_EXCESS = 500
"""Minutes too many or too few in a week that are taken at their word; more are taken for so many."""


@dataclass(frozen=True)
class Steps:
    """How far multipliers move in the first pass, in units, and how far the last pass's steps shrink.

    Attributes:
        visit: for a visit made once more, or once less, than its share.
        hour: the share of its price that a paid minute's price moves for each thousand minutes too many or too few.
        post: for a post covered once too often or not at all.
        dearest_hour: the most that a paid minute's price may come to.
        last: the last pass's steps over the first one's.
    """

    visit: float
    hour: float
    post: float
    dearest_hour: float
    last: float


def ascend(
    relaxation: Relaxation,
    begin: Multipliers,
    steps: Steps,
    passes: Sequence[Days],
    wanted_hours: Callable[[Multipliers, int], Ints],
    rooms: Sequence[Room],
) -> Multipliers:
    """Return multipliers after some passes over all workers.

    Args:
        passes: the days as each pass counts them.
        wanted_hours: given multipliers and about the total they leave, the paid minutes [W, weeks] that the bound takes
            each worker to have.
    """
    mover = _Mover(relaxation, Trial.of(begin), steps)
    order, generator = list(range(len(relaxation.days))), random.Random(0)
    wanted = wanted_hours(begin, 0)
    for number, counted in enumerate(passes):
        size = steps.last ** (number / max(1, len(passes) - 1))
        generator.shuffle(order)
        total = 0
        for worker in order:
            week = relaxation.week(worker, mover.trial.rounded(), rooms, counted)
            mover.move(worker, week, wanted[worker], size)
            total += week.value
        now = mover.trial.rounded()
        wanted = wanted_hours(now, total + relaxation.shared(now))
    return mover.trial.rounded()


class _Mover:
    """Moves multipliers after one worker's best week."""

    def __init__(self, relaxation: Relaxation, trial: Trial, steps: Steps) -> None:
        self.trial = trial
        self._steps = steps
        self._visits = relaxation.visits
        self._least = relaxation.least_prices
        self._workers = len(relaxation.days)
        able = np.zeros(relaxation.visits.minutes.size)
        for own in relaxation.visits.by_worker:
            able[own] += 1
        self._share = relaxation.visits.wanted / np.maximum(able, 1)

    def move(self, worker: int, week: Week, wanted: Ints, size: float) -> None:
        """Move the multipliers by `size` of the steps."""
        trial, own = self.trial, self._visits.by_worker[worker]
        trial.visits[own] -= size * self._steps.visit * self._share[own]
        np.add.at(trial.visits, np.array(week.visits, dtype=np.int64), size * self._steps.visit)
        trial.visits = np.maximum(trial.visits, self._least)
        excess = np.clip(week.paid - wanted, -MOST_EXCESS, MOST_EXCESS) / 1_000
        dearer = trial.hours[worker] * (1 + size * self._steps.hour * excess)
        trial.hours[worker] = np.minimum(dearer, self._steps.dearest_hour)
        trial.posts -= size * self._steps.post / self._workers
        trial.posts[week.posts] += size * self._steps.post
