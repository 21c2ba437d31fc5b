"""The whole pipeline: shifts, then each day's routes, then what breaks a rule is dropped."""

import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

import numpy as np

from benchmarks.pipeline.jobs import Job, jobs_of
from benchmarks.pipeline.parts import Part, held_in, parts_of
from benchmarks.pipeline.routes import Routing, routed
from benchmarks.pipeline.shifts import hourly_shifts
from benchmarks.pipeline.timing import Stop, timed
from models.request import RotaRequest
from models.roster import Duty, PlannedTraining, PlannedVisit, Roster, Span
from optimiser.checks import check
from optimiser.routing.rules import allowed_workers
from optimiser.routing.travel import travel_matrix
from optimiser.shifts import Shift

SHIFTS_SHARE = 0.75  # of the time limit; a day is routed in a second or two
CHECKING_SECONDS = 2.0
ROUNDS = 4  # of routing a day: three times to try a two-worker visit at, then without those that are left
Started = tuple[Stop, int]  # and the minute at which it starts


def glued(request: RotaRequest, seconds: float, cores: int, seed: int) -> Roster:
    """Return the pipeline's roster, which keeps every rule.

    Args:
        request: what is planned.
        seconds: time limit of the whole.
        cores: of CP-SAT and of VROOM.
        seed: of CP-SAT.

    Raises:
        ValueError: no shifts were found in the time given.
    """
    until = time.perf_counter() + seconds - CHECKING_SECONDS
    shifts = hourly_shifts(request, seconds * SHIFTS_SHARE, cores, seed)
    week = _Week(request, shifts, cores)
    dates = request.horizon.dates
    for number, day in enumerate(dates):
        week.fill(day, (until - time.perf_counter()) / (len(dates) - number))
    return without_violations(request, Roster(request_sha256=request.sha256, seed=seed, duties=week.duties()))


def without_violations(request: RotaRequest, roster: Roster) -> Roster:
    """Return the roster once every visit that a broken rule names has been dropped."""
    while named := {visit for violation in check(request, roster) for visit in violation.visit_ids}:
        duties = tuple(
            duty.model_copy(update={"visits": tuple(each for each in duty.visits if each.visit_id not in named)})
            for duty in roster.duties
        )
        if duties == roster.duties:
            break
        roster = roster.model_copy(update={"duties": duties})
    return roster


class _Week:
    """Shifts being filled, a day at a time."""

    def __init__(self, request: RotaRequest, shifts: Sequence[Shift], cores: int) -> None:
        users, row = request.service_user_by_id, {place.id: number for number, place in enumerate(request.places)}
        self._request, self._shifts, self._cores = request, shifts, cores
        self._routing = Routing(
            travel_matrix(request.places, request.travel).minutes,
            np.array([row[users[visit.service_user_id].place_id] for visit in request.visits]),
            allowed_workers(request),
        )
        self._open = jobs_of(request)
        self._held = held_in(request, shifts)
        self._stops: dict[Shift, list[Started]] = defaultdict(list)

    def fill(self, day: date, seconds: float) -> None:
        """Route one day, over and over while two-worker visits that one worker makes have other times to try."""
        shifts = [shift for shift in self._shifts if shift.date == day and shift.post_id is None]
        parts = [part for shift in shifts for part in parts_of(self._request, shift, self._held)]
        jobs = [job for job in self._open if any(_meet(job, part) for part in parts)]
        made: list[list[Started]] = []
        for _ in range(ROUNDS):
            made = self._routed(parts, jobs, seconds / ROUNDS)
            halves = self._half_made(made)
            jobs = [job.at_another_time() if job.visit in halves else job for job in jobs if _may_stay(job, halves)]
        done = {stop.row for stops in made for stop, _ in stops if stop.kind == "visit"} - self._half_made(made)
        for part, stops in zip(parts, made, strict=True):
            self._stops[part.shift] += [each for each in stops if each[0].kind != "visit" or each[0].row in done]
        self._open = [job for job in self._open if job.visit not in done]

    def _routed(self, parts: Sequence[Part], jobs: Sequence[Job], seconds: float) -> list[list[Started]]:
        sequences = routed(self._routing, parts, jobs, seconds, self._cores)
        return [self._timed(part, stops) for part, stops in zip(parts, sequences, strict=True)]

    def _timed(self, part: Part, stops: Sequence[Stop]) -> list[Started]:
        """Return a part's stops with their starts; the least worth are dropped until the rest can be kept."""
        journey, left = self._routing.journey[part.mode], list(stops)
        while True:
            starts = timed(left, part.begins, part.ends, part.base, lambda one, other: int(journey[one, other]))
            visits = [stop for stop in left if stop.kind == "visit"]
            if starts is not None or not visits:
                return list(zip(left, starts or [], strict=False))
            left.remove(min(visits, key=lambda stop: (stop.worth, stop.minutes)))

    def _half_made(self, made: Sequence[Sequence[Started]]) -> set[int]:
        """Return the visits that some but not all of the workers they need make."""
        count = Counter(stop.row for stops in made for stop, _ in stops if stop.kind == "visit")
        return {row for row, workers in count.items() if workers < self._request.visits[row].workers_needed}

    def duties(self) -> tuple[Duty, ...]:
        """Return every duty, posts included."""
        ordered = sorted(self._shifts, key=lambda shift: (shift.date, shift.worker_id))
        return tuple(self._duty(shift) for shift in ordered)

    def _duty(self, shift: Shift) -> Duty:
        horizon, request = self._request.horizon, self._request
        started = [(stop.kind, stop.row, horizon.moment(minute)) for stop, minute in self._stops[shift]]
        return Duty(
            worker_id=shift.worker_id,
            date=shift.date,
            pattern_id=shift.pattern_id,
            parts=shift.spans(horizon),
            post_id=shift.post_id,
            rest_break=self._rest(shift),
            visits=tuple(
                PlannedVisit(visit_id=request.visits[row].id, start=start)
                for kind, row, start in started
                if kind == "visit"
            ),
            trainings=tuple(
                PlannedTraining(training_id=request.trainings[row].id, start=start)
                for kind, row, start in started
                if kind == "training"
            ),
        )

    def _rest(self, shift: Shift) -> Span | None:
        """Return the break where the router put it, otherwise in the middle."""
        if not shift.break_minutes:
            return None
        middle = (shift.start + shift.end - shift.break_minutes) // 2
        start = next((minute for stop, minute in self._stops[shift] if stop.kind == "break"), middle)
        horizon = self._request.horizon
        return Span(start=horizon.moment(start), end=horizon.moment(start + shift.break_minutes))


def _meet(job: Job, part: Part) -> bool:
    """Return whether a job may start in a part."""
    return job.window[0] < part.ends and job.window[1] >= part.begins


def _may_stay(job: Job, halves: set[int]) -> bool:
    """Return whether a job is made, made by nobody, or has another time to try."""
    return job.visit not in halves or bool(job.other_times)
