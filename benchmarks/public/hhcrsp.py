"""Home Health Care Routing and Scheduling by Mankowska, Meisel and Bierwirth (2014) as a public set.

The total is a third of (travel with the return to base + the sum of lateness + the greatest lateness). Nobody starts
early, no shift ends. Journeys have three decimals, so the engine is given thousandths, and a third of its pence is the
total in thousandths. Solutions are scored by the scorer given beside the instances.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.public.engine import Clock, planned
from benchmarks.public.places import given_scorer, instance_files, published_rows
from benchmarks.public.sets import Answer, Score
from optimiser.routing.problem import (
    FOREVER,
    FilledRoute,
    Link,
    Route,
    RoutingPlan,
    RoutingPrices,
    RoutingProblem,
    Stop,
    StopWindow,
)

UNIT = 1000  # of the engine's minutes in one of the instance's
UNDONE = 10**10  # every service must be done: far above any total in thousandths
BASE = 0
MANY_PATIENTS = 100
SECONDS, SECONDS_OF_MANY = 120.0, 300.0

Named = list[tuple[dict[str, Any], dict[str, Any]]]  # patient and service of each stop


class HhcrspSet:
    """A day's visits with lateness at a price, 30% of them by two caregivers."""

    name = "hhcrsp"
    folder = "hhcrsp"
    gap_to = ("best_known", "brkga_mean_of_15")
    solution_suffix = ".json"

    def instances(self, data: Path) -> Sequence[Path]:
        """Return the instances under a folder, smallest first."""
        return sorted(instance_files(data, "*.json"), key=lambda path: (_patients(path), path.name))

    def instance_name(self, instance: Path) -> str:
        """Return patients and number, as 25_1."""
        return instance.stem.removeprefix("mankowska_")

    def published(self, data: Path) -> dict[str, dict[str, float]]:
        """Return the published columns by instance."""
        return published_rows(data / "published.csv")

    def published_seconds(self, instance: Path, _published: dict[str, float]) -> float:
        """Return 120 s up to 100 patients and 300 s above: the published BRKGA took 104-222 s and 536-565 s."""
        return SECONDS if _patients(instance) <= MANY_PATIENTS else SECONDS_OF_MANY

    def solve(self, instance: Path, seconds: float, seed: int, workers: int) -> Answer:
        """Solve a day."""
        clock = Clock()
        told = json.loads(instance.read_text(encoding="utf-8"))
        problem, named = problem_of(told)
        plan = planned(problem, clock, seconds, seed, workers)
        return Answer(plan.pence / (3 * UNIT), solution_text(told, named, problem, plan), clock.seconds)

    def score(self, instance: Path, solution: str) -> Score:
        """Score a solution by the given scorer."""
        told = json.loads(instance.read_text(encoding="utf-8"))
        travel, late, greatest, total, violations = given_scorer(self.folder, instance).check(
            told, json.loads(solution)
        )
        terms = {"travel": round(travel, 3), "lateness": round(late, 3), "greatest_lateness": round(greatest, 3)}
        return Score(total, tuple(violations), terms)


def _patients(instance: Path) -> int:
    return len(json.loads(instance.read_text(encoding="utf-8"))["patients"])


def _units(figure: float) -> int:
    return round(figure * UNIT)


def problem_of(told: dict[str, Any]) -> tuple[RoutingProblem, Named]:
    """Return an instance's routing problem, and the patient and service of each stop."""
    named = [(patient, service) for patient in told["patients"] for service in patient["required_caregivers"]]
    journey = np.round(np.array([told["distances"]]) * UNIT).astype(np.int64)
    problem = RoutingProblem(
        stops=tuple(_stop(told, patient, service) for patient, service in named),
        routes=tuple(
            Route(worker=row, start=0, end=FOREVER, latest_end=FOREVER, start_place=BASE, end_place=BASE)
            for row in range(len(told["caregivers"]))
        ),
        links=_links(told),
        journey=journey,
        leg_pence=journey,
        prices=RoutingPrices(late_minute=1, greatest_late_minute=1),
    )
    return problem, named


def _stop(told: dict[str, Any], patient: dict[str, Any], service: dict[str, Any]) -> Stop:
    able = [row for row, each in enumerate(told["caregivers"]) if service["service"] in each["abilities"]]
    opens, closes = map(_units, patient["time_window"])
    return Stop(
        minutes=_units(_duration(told, service)),
        place=1 + told["patients"].index(patient),
        windows=(StopWindow(earliest=opens, on_time=closes, latest=FOREVER),),
        price=UNDONE,
        routes=np.array(able, dtype=np.int64),
    )


def _duration(told: dict[str, Any], service: dict[str, Any]) -> float:
    usual = {each["id"]: each.get("default_duration") for each in told["services"]}
    minutes: float = service.get("duration", usual[service["service"]])
    return minutes


def _links(told: dict[str, Any]) -> tuple[Link, ...]:
    """Return what holds between the two services of a patient who needs two."""
    links, row = [], 0
    for patient in told["patients"]:
        services = len(patient["required_caregivers"])
        if services == 2:
            least, most = _gap(patient["synchronization"])
            links.append(Link(first=row, second=row + 1, least=least, most=most))
        row += services
    return tuple(links)


def _gap(synchronization: dict[str, Any]) -> tuple[int, int]:
    """Return the least and most time from the start of the first service to that of the second."""
    if synchronization["type"] == "simultaneous":
        return 0, 0
    least, most = synchronization["distance"]
    return _units(least), _units(most)


def solution_text(told: dict[str, Any], named: Named, problem: RoutingProblem, plan: RoutingPlan) -> str:
    """Return the text of a plan in the published format; a caregiver without visits has a route without locations."""
    filled = {each.route: each for each in plan.routes}
    routes = [
        {
            "caregiver_id": caregiver["id"],
            "locations": _locations(named, problem, filled[row]) if row in filled else [],
        }
        for row, caregiver in enumerate(told["caregivers"])
    ]
    return json.dumps({"routes": routes}, indent=2) + "\n"


def _locations(named: Named, problem: RoutingProblem, filled: FilledRoute) -> list[dict[str, Any]]:
    return [
        {
            "patient": named[routed.stop][0]["id"],
            "service": named[routed.stop][1]["service"],
            "arrival_time": routed.start / UNIT,
            "departure_time": (routed.start + problem.stops[routed.stop].minutes) / UNIT,
        }
        for routed in filled.stops
    ]
