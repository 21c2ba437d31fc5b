"""Which stops are near each other in place and time: where ruin looks for what to take out together."""

import numpy as np
from numpy.typing import NDArray

from optimiser.routing.problem import Ints, RoutingProblem

MOST_NEAR = 60
MOST_LOOKED_AT = 2_000  # stops that begin about when one does; those of other days are never near
JOURNEYS_APART = 0.25  # a minute between two stops' times weighs as much as this part of a minute's journey


def near_stops(problem: RoutingProblem) -> list[Ints]:
    """Return for each stop the stops nearest to it, itself first; near = journey and a part of the time apart."""
    stops = problem.stops
    first = np.array([min(w.earliest for w in stop.windows) for stop in stops], dtype=np.int64)
    last = np.array([max(w.on_time for w in stop.windows) for stop in stops], dtype=np.int64)
    place = np.array([stop.place for stop in stops], dtype=np.int64)
    journey = problem.journey[0].astype(np.float64)
    placeless = float(np.median(journey)) if journey.size else 0.0
    order = np.argsort(first, kind="stable")
    near: list[Ints] = [np.zeros(0, dtype=np.int64)] * len(stops)
    for position, row in enumerate(order):
        begin = min(max(0, position - MOST_LOOKED_AT // 2), max(0, len(stops) - MOST_LOOKED_AT))
        others = np.sort(order[begin : begin + MOST_LOOKED_AT])
        minutes = np.full(others.size, placeless)
        if place[row] >= 0:
            minutes = np.where(place[others] >= 0, journey[place[row], place[others]], placeless)
        apart = np.maximum(0, np.maximum(first[row] - last[others], first[others] - last[row]))
        score = np.where(others == row, -1.0, minutes + JOURNEYS_APART * apart)
        near[row] = others[_least(score)].astype(np.int64)
    return near


def _least(score: NDArray[np.float64]) -> Ints:
    """Return the places of the least scores in order, the first of equal ones first."""
    most = min(MOST_NEAR, score.size)
    nearest = np.argpartition(score, most - 1)[:most]
    ranked: Ints = nearest[np.argsort(score[nearest], kind="stable")]
    return ranked
