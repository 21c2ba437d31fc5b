"""The visits that rosters may make, as arrays: what each asks for, when, and of whom."""

from dataclasses import dataclass

import numpy as np

from models.request import RotaRequest
from optimiser.ceiling.kernels.tables import Ints
from optimiser.routing.tasks import list_tasks


@dataclass(frozen=True)
class Visits:
    """V visits: minutes and workers wanted, places, windows, and who may make them, as the routing rules have it."""

    minutes: Ints  # [V]
    wanted: Ints  # [V] workers
    place: Ints  # [V] row of the place
    windows: tuple[tuple[tuple[int, int], ...], ...]  # [V] of (first, last start), minutes from horizon midnight
    by_worker: tuple[Ints, ...]  # [W] rows of the visits each worker may make

    @classmethod
    def of(cls, request: RotaRequest) -> "Visits":
        """Return the visits of a request; those with no window left, or nobody to make them, are nobody's."""
        tasks = list_tasks(request)
        firsts = [row for row, task in enumerate(tasks) if task.visit_id and task.share == 0]
        able: list[set[int]] = [set() for _ in request.workers]
        for visit, first in enumerate(firsts):
            for row in range(first, first + tasks[first].shares):
                for worker in tasks[row].workers:
                    able[worker].add(visit)
        spans = [
            {(each.earliest, each.latest) for task in tasks[row : row + tasks[row].shares] for each in task.windows}
            for row in firsts
        ]
        return cls(
            minutes=np.array([tasks[row].minutes for row in firsts], dtype=np.int64),
            wanted=np.array([tasks[row].shares for row in firsts], dtype=np.int64),
            place=np.array([tasks[row].place for row in firsts], dtype=np.int64),
            windows=tuple(tuple(sorted(each for each in own if each[0] <= each[1])) for own in spans),
            by_worker=tuple(np.array(sorted(own), dtype=np.int64) for own in able),
        )
