"""Unified Home Healthcare as a public set."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.public.engine import Clock, planned
from benchmarks.public.places import home, instance_files, published_rows
from benchmarks.public.sets import Answer, Score
from benchmarks.public.uhhc.instance import read_instance
from benchmarks.public.uhhc.problem import day_of, routes_of
from benchmarks.public.uhhc.scorer import score_solution, weighted
from benchmarks.public.uhhc.solution import solution_text

SECONDS = "SA_avg_time_s"


class UhhcSet:
    """A day's visits by Ceschia, Da Ros, Di Gaspero, Rosati and Schaerf (2026); totals are weighted sums."""

    name = "uhhc"
    folder = "uhhc"
    gap_to = ("SA_avg", "SA_best")
    solution_suffix = ".sol.json"

    def instances(self, data: Path) -> Sequence[Path]:
        """Return the instances under a folder."""
        return instance_files(data, "*.json")

    def instance_name(self, instance: Path) -> str:
        """Return the file's name without its ending."""
        return instance.stem

    def published(self, data: Path) -> dict[str, dict[str, float]]:
        """Return the published columns by instance."""
        return published_rows(data / "published.csv")

    def published_seconds(self, instance: Path, published: dict[str, float]) -> float:
        """Return the authors' mean seconds; of the published instance nearest in patients where there is none."""
        if SECONDS in published:
            return published[SECONDS]
        patients = len(read_instance(instance).patients)
        known = self.published(home() / self.folder).values()
        return min(known, key=lambda row: abs(row["patients"] - patients))[SECONDS]

    def solve(self, instance: Path, seconds: float, seed: int, workers: int) -> Answer:
        """Solve a day."""
        clock = Clock()
        told = read_instance(instance)
        day = day_of(told)
        plan = planned(day.problem, clock, seconds, seed, workers)
        routes = routes_of(day, plan)
        text = solution_text(told, routes, weighted(told, routes))
        return Answer(plan.pence / told.weights.scale, text, clock.seconds)

    def score(self, instance: Path, solution: str) -> Score:
        """Score a solution by the set's rules."""
        return score_solution(read_instance(instance), solution)
