"""One day's routes by VROOM: of the two routers the one that knows skills, breaks and who matters more.

PyVRP was not taken for the day: it has no breaks, and a break put into finished routes afterwards drops visits.
A worker who commutes sets out from a place that is next to everything; each part of a split shift is a vehicle.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import vroom
from numpy.typing import NDArray

from benchmarks.pipeline.jobs import Job
from benchmarks.pipeline.parts import Part
from benchmarks.pipeline.timing import NOWHERE, Stop

LEVEL = 5
LEAST_MILLISECONDS = 100  # where the shifts took longer than they should


@dataclass(frozen=True)
class Routing:
    """What a day's router is given beside the parts of shifts: journeys, places of visits, who may make what."""

    journey: NDArray[np.int64]  # [modes, places, places] minutes
    place: NDArray[np.int64]  # [visits]
    allowed: NDArray[np.bool_]  # [workers, visits]


def routed(
    routing: Routing, parts: Sequence[Part], jobs: Sequence[Job], seconds: float, threads: int
) -> list[list[Stop]]:
    """Return the stops of each part in VROOM's order.

    Args:
        routing: journeys, places, who may make what.
        parts: of the day's shifts.
        jobs: that could be made in them.
        seconds: time limit.
        threads: of VROOM.
    """
    if not parts or not jobs:
        return [list(part.pauses) for part in parts]
    problem = _problem(routing, parts, jobs)
    limit = timedelta(milliseconds=max(LEAST_MILLISECONDS, int(1_000 * seconds)))
    table = problem.solve(exploration_level=LEVEL, nb_threads=threads, timeout=limit).routes
    sequences: list[list[Stop]] = [[] for _ in parts]
    for number, kind, row in table[["vehicle_id", "type", "id"]].itertuples(index=False):
        if kind == "job":
            sequences[int(number)].append(_stop(routing, jobs[int(row)]))
        elif kind == "break":
            sequences[int(number)].append(parts[int(number)].pauses[int(row)])
    return [stops or list(part.pauses) for stops, part in zip(sequences, parts, strict=True)]


def _stop(routing: Routing, job: Job) -> Stop:
    place = int(routing.place[job.visit])
    return Stop("visit", job.visit, job.minutes, *job.window, place=place, worth=job.priority)


def _problem(routing: Routing, parts: Sequence[Part], jobs: Sequence[Job]) -> vroom.Input:
    """Return VROOM's input; one skill for each set of workers that some visit may be made by."""
    problem = vroom.Input()
    for mode, journey in enumerate(routing.journey):
        problem.set_durations_matrix(profile=str(mode), matrix_input=np.pad(journey, (0, 1)).astype("uint32"))
    skill: dict[bytes, int] = {}
    for row, job in enumerate(jobs):
        number = skill.setdefault(routing.allowed[:, job.visit].tobytes(), len(skill))
        problem.add_job(_vroom_job(row, job, int(routing.place[job.visit]), number))
    makers = [np.frombuffer(who, dtype=np.bool_) for who in skill]
    beside_everything = routing.journey.shape[1]
    for number, part in enumerate(parts):
        skills = {each for each, who in enumerate(makers) if who[part.worker]}
        problem.add_vehicle(_vehicle(number, part, beside_everything if part.base == NOWHERE else part.base, skills))
    return problem


def _vroom_job(row: int, job: Job, place: int, skill: int) -> vroom.Job:
    windows = [vroom.TimeWindow(*job.window)]
    return vroom.Job(
        row, place, default_service=job.minutes, skills={skill}, priority=job.priority, time_windows=windows
    )


def _vehicle(number: int, part: Part, place: int, skills: set[int]) -> vroom.Vehicle:
    breaks = [
        vroom.Break(index, [vroom.TimeWindow(pause.earliest, pause.latest)], service=pause.minutes)
        for index, pause in enumerate(part.pauses)
    ]
    shift = vroom.TimeWindow(part.begins, part.ends)
    return vroom.Vehicle(
        number, start=place, end=place, profile=str(part.mode), skills=skills, time_window=shift, breaks=breaks
    )
