"""R02 availability: nobody works during their leave or sickness, or when they said they cannot."""

from collections.abc import Iterator
from datetime import time, timedelta

from models.clock import at
from models.roster import Violation
from models.rules import RuleCode
from models.wishes import Preference, PreferenceKind
from models.workers import Absence
from optimiser.checks.phrases import day_text, moment_text
from optimiser.checks.roster_index import RosterIndex
from optimiser.checks.rostered_duty import RosteredDuty
from optimiser.checks.wishes import clashes


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each duty inside an absence of its worker, and each that falls on a `cannot`."""
    for absence in index.request.absences:
        for each in index.duties_by_worker.get(absence.worker_id, []):
            if _is_during(absence, each):
                yield _violation(each, f"{absence.kind.value} {absence.id}, {_dates(absence)}")
    for preference in index.request.preferences:
        if preference.kind is PreferenceKind.CANNOT:
            for each in index.duties_by_worker.get(preference.worker_id, []):
                if clashes(preference, each):
                    yield _violation(each, f"what they cannot work: {preference.id}, {_wish(preference)}")


def _is_during(absence: Absence, rostered: RosteredDuty) -> bool:
    start, end = at(absence.first_date, time(0)), at(absence.last_date + timedelta(days=1), time(0))
    return any(part.start < end and start < part.end for part in rostered.duty.parts)


def _dates(absence: Absence) -> str:
    return f"{day_text(absence.first_date)} to {day_text(absence.last_date)}"


def _wish(preference: Preference) -> str:
    if preference.span:
        return f"{day_text(preference.date)} {preference.span.start:%H:%M} to {preference.span.end:%H:%M}"
    pattern = f" on pattern {preference.pattern_id}" if preference.pattern_id else ""
    return day_text(preference.date) + pattern


def _violation(rostered: RosteredDuty, what: str) -> Violation:
    duty = rostered.duty
    sentence = f"{duty.worker_id}'s duty, {moment_text(duty.start)} to {moment_text(duty.end)}, falls on {what}."
    return Violation(code=RuleCode.AVAILABILITY, sentence=sentence, worker_ids=(duty.worker_id,), date=duty.date)
