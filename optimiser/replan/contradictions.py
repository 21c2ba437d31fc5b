"""Changes that contradict one another."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from models.changes import CancelledVisit, Change, Lateness, LongerVisit, Sickness, UrgentVisit, Withdrawal
from models.problems import Problem

CONTRADICTORY = "E7304"
Name = TypeVar("Name")


def contradictions(changes: Sequence[Change]) -> Iterator[Problem]:
    """Yield a problem for each two changes that cannot both be."""
    absences = [each for each in changes if isinstance(each, Sickness | Withdrawal)]
    late = [each for each in changes if isinstance(each, Lateness)]
    visits = [each.visit_id for each in changes if isinstance(each, CancelledVisit | LongerVisit)]
    urgent = [each.visit.id for each in changes if isinstance(each, UrgentVisit)]
    for visit_id in _twice(visits):
        yield _problem(f"several changes say something of visit {visit_id}", "keep one of them")
    for visit_id in _twice(urgent):
        yield _problem(f"several new visits have the id {visit_id}", "give each an id of its own")
    for worker_id, day in _twice([(each.worker_id, each.date) for each in late]):
        yield _problem(f"{worker_id} is late several times on {day}", "give the whole delay once")
    yield from _away_twice(absences)
    for each in late:
        if any(_is_away(absence, each.worker_id, each.date) for absence in absences):
            yield _problem(f"{each.worker_id} is both late and away on {each.date}", "keep one of the two")


def _twice(names: Sequence[Name]) -> list[Name]:
    return [name for name, number in Counter(names).items() if number > 1]


def _away_twice(absences: Sequence[Sickness | Withdrawal]) -> Iterator[Problem]:
    for number, first in enumerate(absences):
        for second in absences[number + 1 :]:
            if first.worker_id == second.worker_id and _overlap(first, second):
                yield _problem(f"{first.worker_id} is away twice at one time", "keep one of the two")


def _last(change: Sickness | Withdrawal) -> date:
    return date.max if isinstance(change, Withdrawal) else change.last_date or change.first_date


def _overlap(first: Sickness | Withdrawal, second: Sickness | Withdrawal) -> bool:
    return first.first_date <= _last(second) and second.first_date <= _last(first)


def _is_away(change: Sickness | Withdrawal, worker_id: str, day: date) -> bool:
    return change.worker_id == worker_id and change.first_date <= day <= _last(change)


def _problem(cause: str, action: str) -> Problem:
    return Problem(code=CONTRADICTORY, cause=cause, action=action)
