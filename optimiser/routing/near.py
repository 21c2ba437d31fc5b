"""Which visits are near each other in place and time: where ruin looks for what to take out together."""

from collections import defaultdict

import numpy as np

from optimiser.routing.kernels.arrays import Ints
from optimiser.routing.task import Task
from optimiser.routing.travel import TravelMatrix

DAY = 1440
MOST_NEAR = 40
MINUTES_APART_PER_TRAVEL_MINUTE = 4
PLACELESS_JOURNEY = 5


def near_lists(tasks: list[Task], travel: TravelMatrix) -> list[Ints]:
    """Return for each task the primaries nearest to it, itself first; nearness is car minutes plus time apart."""
    by_day: dict[int, list[int]] = defaultdict(list)
    for row, task in enumerate(tasks):
        if task.share == 0:
            for day in sorted({window[0] // DAY for window in task.windows}):
                by_day[day].append(row)
    near: list[list[int]] = [[row] for row in range(len(tasks))]
    for rows in by_day.values():
        for row, others in zip(rows, _nearest(tasks, rows, travel), strict=True):
            near[row] += [other for other in others if other != row]
    return [_ints(others[:MOST_NEAR]) for others in near]


def _ints(values: list[int]) -> Ints:
    return np.array(values, dtype=np.int64)


def _nearest(tasks: list[Task], rows: list[int], travel: TravelMatrix) -> list[list[int]]:
    """Return for each of one day's tasks the others by nearness."""
    first = np.array([min(window[0] for window in tasks[row].windows) for row in rows])
    last = np.array([max(window[2] for window in tasks[row].windows) for row in rows])
    place = np.array([tasks[row].place for row in rows])
    minutes = travel.minutes[0][np.ix_(place, place)]
    minutes[place < 0, :] = PLACELESS_JOURNEY
    minutes[:, place < 0] = PLACELESS_JOURNEY
    apart = np.maximum(0, np.maximum(first[:, None] - last[None, :], first[None, :] - last[:, None]))
    score = minutes * MINUTES_APART_PER_TRAVEL_MINUTE + apart
    return [[rows[column] for column in line] for line in _least(score)]


def _least(score: Ints) -> Ints:
    """Return in each line the columns of the MOST_NEAR least scores, in order; the first of equal ones first."""
    columns = score.shape[1]
    ranked = score * columns + np.arange(columns)
    if columns > MOST_NEAR:
        ranked = np.partition(ranked, MOST_NEAR, axis=1)[:, :MOST_NEAR]
    nearest: Ints = np.sort(ranked, axis=1) % columns
    return nearest
