"""Shift scheduling by Curtois and Qu (2014) as a public set.

A price of the set is a penny here. Minutes, shifts of a kind, runs and weekends bound each employee's line without
price; requests for a shift on and off, and cover under and over, are priced.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.public.engine import Clock
from benchmarks.public.lines import date_of, pattern_of, request_of, rules_of, solved, worker_of
from benchmarks.public.places import given_scorer, instance_files, published_rows
from benchmarks.public.sets import Answer, Score
from models.cover import Cover
from models.line_terms import BoundKind, LineBound, LineTerms
from models.request import RotaRequest
from models.roster import Roster
from models.wishes import Pin, PinKind, Preference, PreferenceKind
from models.workers import Worker

SECONDS = 60.0  # the published column for two workers; the others took 600
OFF = "-"

Told = dict[str, Any]


class CurtoisSet:
    """Rosters of two weeks and more by cover, with hard lines."""

    name = "curtois"
    folder = "curtois"
    gap_to = ("best_known", "ip_vns_600s", "cpmpy_cpsat_60s_2_workers")
    solution_suffix = ".csv"

    def instances(self, data: Path) -> Sequence[Path]:
        """Return the instances under a folder, by number."""
        return sorted(instance_files(data, "Instance*.txt"), key=lambda path: int(self.instance_name(path)))

    def instance_name(self, instance: Path) -> str:
        """Return the instance's number."""
        return instance.stem.removeprefix("Instance")

    def published(self, data: Path) -> dict[str, dict[str, float]]:
        """Return the published columns by instance."""
        return published_rows(data / "published.csv")

    def published_seconds(self, _instance: Path, _published: dict[str, float]) -> float:
        """Return the seconds of the published column for two workers."""
        return SECONDS

    def solve(self, instance: Path, seconds: float, seed: int, workers: int) -> Answer:
        """Solve an instance."""
        clock = Clock()
        told = given_scorer(self.folder, instance).load(instance)
        pence, roster = solved(request(instance.stem, told), clock, seconds, seed, workers)
        return Answer(pence, solution_text(told, roster), clock.seconds)

    def score(self, instance: Path, solution: str) -> Score:
        """Score a solution by the given scorer."""
        scorer = given_scorer(self.folder, instance)
        total, violations = scorer.evaluate(scorer.load(instance), list(csv.reader(io.StringIO(solution))))
        return Score(total, tuple(" ".join(map(str, violation)) for violation in violations))


def request(name: str, told: Told) -> RotaRequest:
    """Return an instance, as the given scorer reads it, as a request."""
    shifts = told["shifts"]
    return request_of(
        name,
        told["H"],
        (
            Cover(id=f"C{row}", date=date_of(day), pattern_id=shift, wanted=wanted, under_pence=under, over_pence=over)
            for row, (day, shift, wanted, under, over) in enumerate(told["cover"])
        ),
        patterns=tuple(pattern_of(shift, minutes) for shift, (minutes, _) in shifts.items()),
        rules=rules_of((shift, after) for shift, (_, barred) in shifts.items() for after in barred),
        workers=tuple(_worker(row, shifts) for row in told["staff"]),
        line_terms=tuple(_terms(row) for row in told["staff"]),
        pins=tuple(_days_off(told)),
        preferences=tuple(_wishes(told)),
    )


def _worker(row: Sequence[Any], shifts: Told) -> Worker:
    most = row[1]
    return worker_of(row[0], [shift for shift in shifts if most.get(shift, 1)] or list(shifts), line_terms_id=row[0])


def _terms(row: Sequence[Any]) -> LineTerms:
    """Return what binds an employee's line, in the order in which the staff section gives it."""
    name, most, most_minutes, least_minutes, most_days, least_days, least_off, most_weekends = row
    shifts = (LineBound(kind=BoundKind.DUTIES_OF_PATTERN, pattern_id=shift, most=most[shift]) for shift in most)
    return LineTerms(
        id=name,
        bounds=(
            *shifts,
            LineBound(kind=BoundKind.MINUTES, least=least_minutes, most=most_minutes),
            LineBound(kind=BoundKind.CONSECUTIVE_DUTIES, least=least_days, most=most_days),
            LineBound(kind=BoundKind.CONSECUTIVE_DAYS_OFF, least=least_off),
            LineBound(kind=BoundKind.WEEKENDS, most=most_weekends),
        ),
    )


def _days_off(told: Told) -> Iterator[Pin]:
    for name, days in told["off"].items():
        for day in days:
            yield Pin(id=f"P-{name}-{day}", kind=PinKind.DAY_OFF, worker_id=name, date=date_of(day))


def _wishes(told: Told) -> Iterator[Preference]:
    """Yield the requests for a shift on and off, each with its price."""
    for kind, rows in ((PreferenceKind.WANT, told["on"]), (PreferenceKind.RATHER_NOT, told["offr"])):
        for row, (name, day, shift, pence) in enumerate(rows):
            yield Preference(
                id=f"{kind.value}-{row}", worker_id=name, kind=kind, date=date_of(day), pattern_id=shift, pence=pence
            )


def solution_text(told: Told, roster: Roster) -> str:
    """Return a roster as the given scorer reads it: a row an employee, a shift or `-` a day."""
    worked = {(duty.worker_id, duty.date): duty.pattern_id for duty in roster.duties}
    rows = [[worked.get((row[0], date_of(day)), OFF) for day in range(told["H"])] for row in told["staff"]]
    return "".join(",".join(row) + "\n" for row in rows)
