"""Which stops are near each other in place and time: where ruin looks for what to take out together."""

import numpy as np

from optimiser.routing.search.problem import Ints, RoutingProblem

MOST_NEAR = 60
JOURNEYS_APART = 0.25  # a minute between two stops' times weighs as much as this part of a minute's journey


def near_stops(problem: RoutingProblem) -> list[Ints]:
    """Return for each stop the stops nearest to it, itself first; near = journey and a part of the time apart."""
    stops = problem.stops
    if not stops:
        return []
    first = np.array([min(w.earliest for w in stop.windows) for stop in stops])
    last = np.array([max(w.on_time for w in stop.windows) for stop in stops])
    place = np.array([stop.place for stop in stops])
    journey = problem.journey[0].astype(np.float64)
    placeless = float(np.median(journey)) if journey.size else 0.0
    most = min(MOST_NEAR, len(stops))
    near = []
    for row in range(len(stops)):
        minutes = journey[place[row], place] if place[row] >= 0 else np.full(len(stops), placeless)
        minutes = np.where(place >= 0, minutes, placeless)
        apart = np.maximum(0, np.maximum(first[row] - last, first - last[row]))
        score = minutes + JOURNEYS_APART * apart
        score[row] = -1
        nearest = np.argpartition(score, most - 1)[:most]
        near.append(nearest[np.argsort(score[nearest], kind="stable")].astype(np.int64))
    return near
