"""Contract hours that a worker's permitted shifts, absences and pins cannot meet."""

from datetime import date

from models.problems import Problem
from models.workers import Worker
from optimiser.preflight.staff import Staff
from optimiser.rostering.planning import absence_minutes


def find(staff: Staff) -> list[Problem]:
    """Return a problem for each worker and week whose contract hours are out of reach."""
    absence = absence_minutes(staff.request.absences, staff.request.horizon)
    problems = []
    for week, dates in enumerate(staff.request.horizon.weeks):
        for worker in staff.request.workers:
            away = absence.get(worker.id, [0] * (week + 1))[week]
            found = too_little(staff, worker, dates, away) or too_much(staff, worker, dates, away)
            problems += [found] if found else []
    return problems


def _hours(minutes: int) -> str:
    return f"{minutes // 60} h {minutes % 60:02} min"


def too_little(staff: Staff, worker: Worker, dates: list[date], away: int) -> Problem | None:
    """The longest shifts on as many days as may be worked, with absence, stay below the contract."""
    least = worker.contract_minutes_per_week - worker.tolerance_under_minutes
    if len(dates) < 7 or least <= 0:
        return None
    longest = [max((each.paid_minutes for each in staff.shifts_on(worker.id, day)), default=0) for day in dates]
    days_off = len(dates) // (staff.request.rules.most_consecutive_days + 1)
    most = away + sum(sorted(longest, reverse=True)[: len(dates) - days_off])
    if most >= least:
        return None
    owed = f"{worker.id} is owed at least {_hours(least)} in the week from {dates[0]}"
    cause = f"{owed} and can be given at most {_hours(most)}"
    return Problem(
        code="E3009", cause=cause, action="permit more patterns, raise the tolerance under or correct absence minutes"
    )


def too_much(staff: Staff, worker: Worker, dates: list[date], away: int) -> Problem | None:
    """Absence and the shortest shifts on dates with a pinned duty exceed the contract."""
    most = worker.contract_minutes_per_week * len(dates) // 7 + worker.tolerance_over_minutes
    pinned = [day for day in dates if day in staff.pinned_dates[worker.id]]
    due = sum(min((each.paid_minutes for each in staff.shifts_on(worker.id, day)), default=0) for day in pinned)
    if away + due <= most:
        return None
    week = f"in the week from {dates[0]}, against at most {_hours(most)}"
    if away > most:
        cause = f"R06 contract hours cannot be kept for {worker.id}: {_hours(away)} of absence {week}"
        return Problem(
            code="E3010", cause=cause, action="correct the absence's paid minutes or raise the tolerance over"
        )
    parts = f"{_hours(due)} of pinned duties and {_hours(away)} of absence"
    cause = f"R05 pins and R06 contract hours clash for {worker.id}: {parts} {week}"
    return Problem(code="E3010", cause=cause, action="unpin a duty or raise the tolerance over")
