"""VROOM through pyvroom: its exploration levels 1 to 5 trade time for quality; on these days 1 and 2 serve best."""

from datetime import timedelta

import vroom

from benchmarks.peers.day import Day, Rows

LEVEL = 2
SHARE = 0.9  # of the limit; VROOM looks at its clock only now and then


def route(day: Day, seconds: float, cores: int, seed: int) -> Rows:  # noqa: ARG001 - VROOM draws nothing
    """Route a day at level 2, or as far as the clock lets it.

    Args:
        day: what is routed.
        seconds: time limit.
        cores: threads.
        seed: of no use here.
    """
    return route_at(day, LEVEL, seconds * SHARE, cores)


def route_at(day: Day, level: int, seconds: float, threads: int) -> list[list[int]]:
    """Return the visits of each worker in order, at an exploration level and within a limit of seconds."""
    limit = timedelta(milliseconds=int(1_000 * seconds))
    table = _problem(day).solve(exploration_level=level, nb_threads=threads, timeout=limit).routes
    rows: list[list[int]] = [[] for _ in day.home]
    for worker, visit in table.loc[table["type"] == "job", ["vehicle_id", "id"]].itertuples(index=False):
        rows[int(worker)].append(int(visit))
    return rows


def _problem(day: Day) -> vroom.Input:
    problem = vroom.Input()
    problem.set_durations_matrix(profile="car", matrix_input=day.travel.astype("uint32"))
    request = day.request
    code = {skill: number for number, skill in enumerate(sorted({s for v in request.visits for s in v.skills}))}
    for worker, home in enumerate(day.home):
        skills = {code[skill] for skill in request.workers[worker].skills if skill in code}
        shift = vroom.TimeWindow(day.begins[worker], day.ends[worker])
        problem.add_vehicle(vroom.Vehicle(worker, start=home, end=home, skills=skills, time_window=shift))
    for visit, place in enumerate(day.visit_place):
        windows = [vroom.TimeWindow(day.earliest[visit], day.latest[visit])]
        skills = {code[skill] for skill in request.visits[visit].skills}
        problem.add_job(vroom.Job(visit, place, default_service=day.care[visit], skills=skills, time_windows=windows))
    return problem
