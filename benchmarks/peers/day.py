"""A day as a routing solver sees it: numbers in rows, and its answer, worker by worker, made a roster."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

from models.base import TravelMode
from models.request import RotaRequest
from models.roster import Duty, PlannedVisit, Roster, Span
from optimiser.routing.travel import MODES, travel_matrix

Rows = Sequence[Sequence[int]]
"""By worker, the visits made in order, as rows of the request's workers and visits."""


@dataclass(frozen=True)
class Day:
    """One day of one-worker visits; times are minutes from midnight, places are rows of the request's places."""

    request: RotaRequest
    travel: NDArray[np.int64]  # [places, places] minutes by car
    visit_place: list[int]
    care: list[int]  # minutes of each visit
    earliest: list[int]  # start of each visit
    latest: list[int]
    home: list[int]  # place of each worker
    begins: list[int]  # when each worker may leave home
    ends: list[int]  # when each worker is back
    allowed: NDArray[np.bool_]  # [workers, visits] whether the worker has the visit's skills

    @classmethod
    def of(cls, request: RotaRequest) -> Self:
        """Read a request in which each worker has one pinned shift that cannot move, and each visit one window."""
        row = {place.id: number for number, place in enumerate(request.places)}
        users, horizon = request.service_user_by_id, request.horizon
        windows = [visit.windows[0] for visit in request.visits]
        spans = [_shift(request, worker.pattern_ids[0]) for worker in request.workers]
        return cls(
            request=request,
            travel=travel_matrix(request.places, request.travel).minutes[MODES.index(TravelMode.CAR)],
            visit_place=[row[users[visit.service_user_id].place_id] for visit in request.visits],
            care=[visit.minutes for visit in request.visits],
            earliest=[horizon.minute(window.earliest_start) for window in windows],
            latest=[horizon.minute(window.latest_start) for window in windows],
            home=[row[worker.place_id] for worker in request.workers],
            begins=[horizon.minute(span.start) for span in spans],
            ends=[horizon.minute(span.end) for span in spans],
            allowed=np.array(
                [[set(visit.skills) <= set(worker.skills) for visit in request.visits] for worker in request.workers]
            ),
        )

    def roster(self, rows: Rows) -> Roster:
        """Return the roster in which each worker makes their visits in this order, each as soon as may be."""
        return Roster(
            request_sha256=self.request.sha256,
            duties=tuple(self._duty(worker, visits) for worker, visits in enumerate(rows)),
        )

    def rows(self, roster: Roster) -> list[list[int]]:
        """Return what each worker makes in a roster, in order."""
        row_of = {visit.id: row for row, visit in enumerate(self.request.visits)}
        made = {duty.worker_id: [row_of[visit.visit_id] for visit in duty.visits] for duty in roster.duties}
        return [made.get(worker.id, []) for worker in self.request.workers]

    def travel_minutes(self, rows: Rows) -> int:
        """Return the minutes of every journey, from home and back included."""
        return sum(self._legs(worker, visits) for worker, visits in enumerate(rows))

    def better(self, answers: Sequence[Rows]) -> Rows:
        """Return the answer with the most visits and, among those, the least travel."""
        return min(answers, key=lambda rows: (-sum(map(len, rows)), self.travel_minutes(rows)))

    def _legs(self, worker: int, visits: Sequence[int]) -> int:
        if not visits:
            return 0
        places = [self.home[worker], *(self.visit_place[visit] for visit in visits), self.home[worker]]
        return sum(int(self.travel[pair]) for pair in pairwise(places))

    def _duty(self, worker: int, visits: Sequence[int]) -> Duty:
        horizon, pattern_id = self.request.horizon, self.request.workers[worker].pattern_ids[0]
        clock, place, planned = self.begins[worker], self.home[worker], []
        for visit in visits:
            clock = max(self.earliest[visit], clock + int(self.travel[place, self.visit_place[visit]]))
            planned.append(PlannedVisit(visit_id=self.request.visits[visit].id, start=horizon.moment(clock)))
            clock, place = clock + self.care[visit], self.visit_place[visit]
        return Duty(
            worker_id=self.request.workers[worker].id,
            date=horizon.start,
            pattern_id=pattern_id,
            parts=(_shift(self.request, pattern_id),),
            visits=tuple(planned),
        )


def _shift(request: RotaRequest, pattern_id: str) -> Span:
    start, end = request.pattern_by_id[pattern_id].parts_on(request.horizon.start)[0]
    return Span(start=start, end=end)
