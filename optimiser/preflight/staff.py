"""Who could do what and when: the questions that preflight's checks ask."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from models.clock import minutes_between
from models.request import RotaRequest
from models.visits import Visit
from models.wishes import PinKind
from models.workers import Worker
from optimiser.rostering.unary.reach import works_in
from optimiser.routing.problem import Ints
from optimiser.routing.travel import MODES, travel_matrix
from optimiser.shifts import Shift, candidate_shifts

Stretch = tuple[int, int]


class Staff:
    """The workers of a request and the shifts each could work."""

    def __init__(self, request: RotaRequest, candidates: Mapping[str, Sequence[Shift]] | None) -> None:
        self.request = request
        self._candidates = candidates
        self._midnight = request.horizon.midnight
        self._eligible: dict[tuple[object, ...], list[Worker]] = {}
        self._near: dict[tuple[str, str], list[Worker]] = {}

    @cached_property
    def candidates(self) -> Mapping[str, Sequence[Shift]]:
        """By worker the shifts to choose from; requests for cover alone may never need them."""
        return candidate_shifts(self.request) if self._candidates is None else self._candidates

    def shifts_on(self, worker_id: str, day: date | None) -> Sequence[Shift]:
        """Return the shifts that a worker could work on a date."""
        return self._by_date[worker_id, day]

    @cached_property
    def _by_date(self) -> dict[tuple[str, date | None], list[Shift]]:
        days: dict[tuple[str, date | None], list[Shift]] = defaultdict(list)
        for worker_id, shifts in self.candidates.items():
            for shift in shifts:
                days[worker_id, shift.date].append(shift)
        return days

    @cached_property
    def pinned_dates(self) -> dict[str, set[date | None]]:
        """By worker the dates on which a duty is pinned."""
        dates: dict[str, set[date | None]] = defaultdict(set)
        for pin in self.request.pins:
            if pin.kind is PinKind.DUTY:
                dates[pin.worker_id].add(pin.date)
        return dates

    @cached_property
    def stretches(self) -> dict[str, list[Stretch]]:
        """By worker the longest stretches in which a visit could lie in some shift, handover left out."""
        return {worker_id: self._widest(shifts) for worker_id, shifts in self.candidates.items()}

    def _widest(self, shifts: Sequence[Shift]) -> list[Stretch]:
        handover = self.request.rules.handover_minutes
        parts = {
            (max(start, shift.start + handover), end)
            for shift in shifts
            if shift.post_id is None
            for start, end in shift.parts
        }
        widest: list[Stretch] = []
        for start, end in sorted(parts, key=lambda part: (part[0], -part[1])):
            if not widest or end > widest[-1][1]:
                widest.append((start, end))
        return widest

    def starts_of(self, visit: Visit) -> list[Stretch]:
        """Return when a visit may start, as (earliest, latest) minutes from the horizon's midnight."""
        return [
            (
                minutes_between(self._midnight, window.earliest_start) - window.early_minutes_allowed,
                minutes_between(self._midnight, window.latest_start) + window.late_minutes_allowed,
            )
            for window in visit.windows
        ]

    def can_be_there(self, worker_id: str, starts: Sequence[Stretch], minutes: int) -> bool:
        """Return whether some shift of the worker holds so many minutes from a start within one of the stretches."""
        return any(
            max(first, earliest) <= min(last - minutes, latest)
            for first, last in self.stretches.get(worker_id, ())
            for earliest, latest in starts
        )

    @cached_property
    def longest_minutes(self) -> dict[str, int]:
        """By worker the longest visit that any of their shifts could hold."""
        return {
            worker_id: max((end - start for start, end in stretches), default=0)
            for worker_id, stretches in self.stretches.items()
        }

    def reaches(self, worker: Worker, place_id: str, constituency: str) -> bool:
        """Return whether a place is within the worker's reach (R24)."""
        if not works_in(worker, constituency):
            return False
        if worker.reach_minutes is None:
            return True
        minutes, row_of = self._journeys
        mode = MODES.index(worker.travel_mode)
        return bool(minutes[mode, row_of[worker.place_id], row_of[place_id]] <= worker.reach_minutes)

    @cached_property
    def _journeys(self) -> tuple[Ints, dict[str, int]]:
        """Minutes by mode between all places, and each place's row."""
        request = self.request
        row_of = {place.id: row for row, place in enumerate(request.places)}
        return travel_matrix(request.places, request.travel).minutes, row_of

    def _reaching(self, place_id: str, constituency: str) -> list[Worker]:
        """Return the workers who reach a place, asked once for all visits there."""
        key = (place_id, constituency)
        if key not in self._near:
            self._near[key] = [each for each in self.request.workers if self.reaches(each, place_id, constituency)]
        return self._near[key]

    def refusals(self, worker: Worker, visit: Visit) -> list[str]:
        """Return why the worker may not make the visit, whenever they work; empty when they may."""
        user = self.request.service_user_by_id[visit.service_user_id]
        lacking = sorted(set(visit.skills) - set(worker.skills))
        reasons = [f"R18 {worker.id} lacks {', '.join(lacking)}"] if lacking else []
        if user.gender_asked is not None and worker.gender is not user.gender_asked:
            reasons.append(f"R19 {user.id} asked for a {user.gender_asked} worker")
        if worker.id in user.excluded_worker_ids:
            reasons.append(f"R20 {user.id} excluded {worker.id}")
        if not self.reaches(worker, user.place_id, user.constituency):
            reasons.append(f"R24 {user.constituency} is out of reach of {worker.id}")
        return reasons

    def eligible(self, visit: Visit) -> list[Worker]:
        """Return the workers who may make the visit, whenever they work."""
        key = (visit.service_user_id, visit.skills)
        if key not in self._eligible:
            user = self.request.service_user_by_id[visit.service_user_id]
            self._eligible[key] = [
                worker
                for worker in self._reaching(user.place_id, user.constituency)
                if set(visit.skills) <= set(worker.skills)
                and user.gender_asked in (None, worker.gender)
                and worker.id not in user.excluded_worker_ids
            ]
        return self._eligible[key]
