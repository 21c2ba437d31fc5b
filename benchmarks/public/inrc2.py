"""The Second International Nurse Rostering Competition as a public set: all weeks at once, with history.

A price of the set is a penny here; what each thing costs stands in the given scorer. Optimal cover, runs, totals, half
weekends and requests are priced; least cover, skills and successions are not to be broken.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.public.engine import Clock
from benchmarks.public.lines import date_of, pattern_of, request_of, rules_of, solved, worker_of
from benchmarks.public.places import given_scorer, published_rows
from benchmarks.public.sets import Answer, Score
from models.cover import Cover
from models.line_terms import BoundKind, LineBound, LineTerms
from models.request import RotaRequest
from models.roster import Roster
from models.wishes import Preference, PreferenceKind
from models.workers import CarriedIn, Worker

SECONDS = 300.0
WEEK = 7
SHIFT_MINUTES = 480  # the set has no hours; any length will do
ANY, NONE = "Any", "None"

Told = dict[str, Any]


class Inrc2Set:
    """Rosters of four weeks and more by cover and skill, with priced lines."""

    name = "inrc2"
    folder = "inrc2"
    gap_to = ("best_found_static",)
    solution_suffix = ".txt"

    def instances(self, data: Path) -> Sequence[Path]:
        """Return the instances under a folder, named scenario_history_weeks: those published, and those with a file.

        An instance is put together from its scenario's files, so that its own need not be there.
        """
        folder = data / "instances" if (data / "instances").is_dir() else data
        published = {folder / name.split("_")[0] / f"{name}.txt" for name in self.published(data)}
        there = {path for path in folder.glob("*/*_*_*.txt") if path.name.split("_")[0] == path.parent.name}
        return sorted(there | {path for path in published if path.parent.is_dir()})

    def instance_name(self, instance: Path) -> str:
        """Return scenario, history and weeks."""
        return instance.stem

    def published(self, data: Path) -> dict[str, dict[str, float]]:
        """Return the published columns by instance."""
        return published_rows(data / "published.csv")

    def published_seconds(self, _instance: Path, _published: dict[str, float]) -> float:
        """Return the seconds at which the set is compared."""
        return SECONDS

    def solve(self, instance: Path, seconds: float, seed: int, workers: int) -> Answer:
        """Solve an instance."""
        clock = Clock()
        scorer = given_scorer(self.folder, instance)
        told = _told(scorer, instance)
        pence, roster = solved(request(instance.stem, told, scorer.W), clock, seconds, seed, workers)
        return Answer(pence, solution_text(told, roster), clock.seconds)

    def score(self, instance: Path, solution: str) -> Score:
        """Score a solution by the given scorer."""
        scorer = given_scorer(self.folder, instance)
        told = _told(scorer, instance)
        weeks = [[line.split() for line in part.splitlines()[1:] if line] for part in solution.split("SOLUTION")[1:]]
        total, terms, broken = scorer.evaluate(told["scenario"], told["history"], told["weeks"], weeks)
        return Score(total, tuple(f"{rule}: {times}" for rule, times in broken.items() if times), terms)


def _told(scorer: ModuleType, instance: Path) -> Told:
    """Return an instance as the given scorer reads it."""
    scenario, history, weeks = scorer.load(instance.stem, str(instance.parent.parent))
    return {"scenario": scenario, "history": history, "weeks": weeks}


def request(name: str, told: Told, prices: dict[str, int]) -> RotaRequest:
    """Return an instance as a request.

    Args:
        name: scenario, history and weeks.
        told: as the given scorer reads it.
        prices: what each thing costs, by the scorer's words.
    """
    scenario = told["scenario"]
    return request_of(
        name,
        WEEK * len(told["weeks"]),
        _covers(told, prices),
        patterns=tuple(pattern_of(shift, SHIFT_MINUTES) for shift in scenario["order"]),
        rules=rules_of((shift, after) for shift, barred in scenario["succ"].items() for after in sorted(barred)),
        workers=tuple(_worker(name, told) for name in scenario["nurses"]),
        line_terms=tuple(_terms(name, scenario, prices) for name in scenario["contracts"]),
        preferences=tuple(_wishes(told, prices)),
    )


def _covers(told: Told, prices: dict[str, int]) -> Iterator[Cover]:
    for week, (required, _) in enumerate(told["weeks"]):
        for (shift, skill), by_day in required.items():
            for day, (least, wanted) in enumerate(by_day, start=WEEK * week):
                yield Cover(
                    id=f"{shift}-{skill}-{day}",
                    date=date_of(day),
                    pattern_id=shift,
                    skill=skill,
                    least=least,
                    wanted=max(least, wanted),
                    under_pence=prices["opt"],
                )


def _worker(name: str, told: Told) -> Worker:
    """Return a nurse with what the history says of the days before."""
    contract, skills = told["scenario"]["nurses"][name]
    duties, weekends, last, same, worked, off = told["history"][name]
    carried = CarriedIn(
        duties_worked=duties,
        weekends_worked=weekends,
        last_pattern_id=None if last == NONE else last,
        same_pattern_days=same,
        consecutive_days_worked=worked,
        days_off=off,
    )
    patterns = told["scenario"]["order"]
    return worker_of(name, patterns, skills=tuple(sorted(skills)), line_terms_id=contract, carried=carried)


def _terms(name: str, scenario: Told, prices: dict[str, int]) -> LineTerms:
    """Return a contract: (least, most) duties, days in a row and days off in a row, most weekends, whole weekends."""
    duties, days, off = (scenario["contracts"][name][first : first + 2] for first in (0, 2, 4))
    most_weekends, whole_weekends = scenario["contracts"][name][6:]
    return LineTerms(
        id=name,
        bounds=(
            _both_ends(BoundKind.DUTIES, duties, prices["total"]),
            _both_ends(BoundKind.CONSECUTIVE_DUTIES, days, prices["cons_work"]),
            _both_ends(BoundKind.CONSECUTIVE_DAYS_OFF, off, prices["off"]),
            LineBound(kind=BoundKind.WEEKENDS, most=most_weekends, most_pence=prices["tw"]),
            *(
                _both_ends(BoundKind.CONSECUTIVE_SAME_PATTERN, bounds, prices["cons_shift"], shift)
                for shift, bounds in scenario["shifts"].items()
            ),
        ),
        incomplete_weekend_pence=prices["weekend"] if whole_weekends else None,
    )


def _both_ends(kind: BoundKind, ends: Sequence[int], pence: int, pattern_id: str | None = None) -> LineBound:
    least, most = ends
    return LineBound(kind=kind, pattern_id=pattern_id, least=least, most=most, least_pence=pence, most_pence=pence)


def _wishes(told: Told, prices: dict[str, int]) -> Iterator[Preference]:
    """Yield the requests for a shift, or any, off."""
    for week, (_, requests) in enumerate(told["weeks"]):
        for row, (name, shift, day) in enumerate(requests):
            yield Preference(
                id=f"off-{week}-{row}",
                worker_id=name,
                kind=PreferenceKind.RATHER_NOT,
                date=date_of(WEEK * week + DAYS.index(day)),
                pattern_id=None if shift == ANY else shift,
                pence=prices["pref"],
            )


DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def solution_text(told: Told, roster: Roster) -> str:
    """Return a roster in the competition's format: a part a week, a line a duty, as `nurse day shift skill`."""
    nurses = told["scenario"]["nurses"]
    parts = []
    for week in range(len(told["weeks"])):
        dates = {date_of(WEEK * week + day): name for day, name in enumerate(DAYS)}
        lines = [
            f"{duty.worker_id} {dates[duty.date]} {duty.pattern_id} {duty.role or min(nurses[duty.worker_id][1])}"
            for duty in roster.duties
            if duty.date in dates
        ]
        parts.append("\n".join(["SOLUTION", *lines]) + "\n")
    return "\n".join(parts)
