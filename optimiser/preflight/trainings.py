"""Trainings and supervisions that their worker can never attend."""

from datetime import date, timedelta

from models.clock import span_on
from models.problems import Problem
from models.workers import Training
from optimiser.preflight.staff import Staff, Stretch


def find(staff: Staff) -> dict[str, Problem]:
    """Return by training id why it can never be held."""
    unheld = (training for training in staff.request.trainings if not _can_be_held(staff, training))
    return {training.id: _problem(training) for training in unheld}


def _can_be_held(staff: Staff, training: Training) -> bool:
    return staff.can_be_there(training.worker_id, starts_of(staff, training), training.minutes)


def starts_of(staff: Staff, training: Training) -> list[Stretch]:
    """Return when a training may start on each date of its span, as (earliest, latest) minutes."""
    minute = staff.request.horizon.minute
    days = range((training.last_date - training.first_date).days + 1)
    dates: list[date] = [training.first_date + timedelta(days=day) for day in days]
    spans = [span_on(day, training.earliest_start, training.latest_start) for day in dates]
    return [(minute(first), minute(last)) for first, last in spans]


def _problem(training: Training) -> Problem:
    when = f"from {training.first_date} to {training.last_date}"
    what = f"training {training.id} of {training.minutes} minutes"
    cause = f"{what} fits no shift that {training.worker_id} could work {when}"
    return Problem(code="E3105", cause=cause, action="move the training or widen its dates and times")
