"""How many minutes longer than it takes a journey is planned, so that what runs over is not passed on.

A visit of m minutes and the journey after it, j minutes, take D longer than planned, about normal with

    mean    = (care mean - 1) x m + (journey mean - 1) x j
    spread  = root of (care spread x m)^2 + (journey spread x j)^2

With s minutes of slack what comes next begins max(0, D - s) late. A minute of slack costs a minute of care, c pence; a
minute of lateness p pence. c x s + p x mean of max(0, D - s) is least where the chance of D > s is c / p:

    s = mean + spread x z,  z the point that a normal variable exceeds with chance c / p;  none below 0, or where p <= c

c is the price of a minute of waiting-list care, as that is what slack takes the place of.
"""

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from models.request import RotaRequest
from models.stress import StressTerms
from optimiser.routing.problem import NONE, Ints
from optimiser.routing.task import Task

Floats = NDArray[np.float64]


def slack_minutes(request: RotaRequest, tasks: Sequence[Task], journey: Ints) -> Ints:
    """Return the minutes of slack planned with each journey, [modes, P, P].

    Args:
        request: its prices say what lateness passed on costs.
        tasks: the stops; care is taken as long as the average visit at a place.
        journey: minutes, [modes, P, P].
    """
    lateness, care_minute = request.prices.lateness_risk_minute, max(1, request.prices.waiting_list_minute_unserved)
    if lateness <= care_minute:
        return np.zeros_like(journey)
    mean, spread = delay(_care_at(tasks, len(request.places))[None, :, None], journey.astype(np.float64))
    slack = mean + spread * NormalDist().inv_cdf(1 - care_minute / lateness)
    minutes: Ints = np.rint(np.maximum(0.0, slack)).astype(np.int64)
    return minutes


def delay(care: Floats, journey: Floats) -> tuple[Floats, Floats]:
    """Return mean and spread of what care and the journey after it take longer than planned, all in minutes."""
    terms = StressTerms()
    mean = care * (terms.care_mean_percent / 100 - 1) + journey * (terms.journey_mean_percent / 100 - 1)
    care_spread = terms.care_spread_percent * terms.care_mean_percent / 10_000
    journey_spread = np.hypot(terms.journey_spread_percent, terms.traffic_spread_percent) / 100
    spread: Floats = np.hypot(care * care_spread, journey * journey_spread * terms.journey_mean_percent / 100)
    return mean, spread


def _care_at(tasks: Sequence[Task], places: int) -> Floats:
    """Return the average minutes of the visits at each place, 0 where there are none."""
    placed = [task for task in tasks if task.place != NONE]
    rows = np.array([task.place for task in placed], dtype=np.int64)
    minutes = np.bincount(rows, weights=[task.minutes for task in placed], minlength=places)
    care: Floats = minutes / np.maximum(1, np.bincount(rows, minlength=places))
    return care
