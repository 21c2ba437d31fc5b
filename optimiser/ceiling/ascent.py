"""Moves multipliers to where the bound is closer: worker by worker, visits in demand get dearer, others cheaper.

An incremental subgradient method (Nedic and Bertsekas 2001): after each worker's best week, the prices of the visits in
it rise and those of all that worker could have made fall, in steps that shrink from pass to pass.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from optimiser.ceiling.best_duty import Ints, Room
from optimiser.ceiling.measure import Measure
from optimiser.ceiling.multipliers import Multipliers, Trial
from optimiser.ceiling.relaxation import Relaxation


@dataclass(frozen=True)
class Steps:
    """How far multipliers move in the first pass, in units of the measure, and how the steps shrink.

    Attributes:
        visit: for a visit made once more, or once less, than its share.
        hour: for each paid minute, a thousandth of this for each minute too much or too little.
        post: for a post covered once too often or not at all.
        shrink: each pass's steps over those of the one before.
    """

    visit: float
    hour: float
    post: float
    shrink: float = 0.75


def ascend(
    relaxation: Relaxation,
    measure: Measure,
    begin: Multipliers,
    steps: Steps,
    passes: int,
    wanted_hours: Callable[[Multipliers], Ints],
    rooms: Sequence[Room],
    seed: int = 1,
) -> Multipliers:
    """Return multipliers after so many passes over all workers.

    Args:
        wanted_hours: at some multipliers, the paid minutes [W, weeks] that the bound takes each worker to have.
    """
    trial, generator = Trial.of(begin), random.Random(seed)
    able = np.zeros(relaxation.visits.minutes.size)
    for own in relaxation.visits.by_worker:
        able[own] += 1
    share = relaxation.visits.wanted / np.maximum(able, 1)
    order = list(range(len(relaxation.days)))
    size = 1.0
    for _ in range(passes):
        generator.shuffle(order)
        wanted = wanted_hours(trial.rounded())
        for worker in order:
            week = relaxation.week(worker, measure, trial.rounded(), rooms)
            own = relaxation.visits.by_worker[worker]
            trial.visits[own] -= size * steps.visit * share[own]
            np.add.at(trial.visits, week.visits, size * steps.visit)
            trial.visits = np.maximum(trial.visits, 0)
            excess = np.clip(week.paid - wanted[worker], -500, 500)
            trial.hours[worker] = np.maximum(trial.hours[worker] + size * steps.hour * excess / 1_000, 0)
            trial.posts -= size * steps.post / len(order)
            trial.posts[week.posts] += size * steps.post
        size *= steps.shrink
    return trial.rounded()
