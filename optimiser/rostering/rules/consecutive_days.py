"""R12 consecutive days: no run of dates with duties, with the carried run before it, is too long."""

from models.rules import RuleCode
from optimiser.rostering.planning import Planning
from optimiser.rostering.variables import total

CODE = RuleCode.CONSECUTIVE_DAYS


def add(planning: Planning) -> None:
    """Leave a date free in every stretch one longer than allowed, and in what the carried run leaves of the first."""
    most = planning.request.rules.most_consecutive_days
    dates = planning.variables.dates
    for worker in planning.variables.workers:
        works = [planning.variables.works(worker.id, date) for date in dates]
        left = max(0, most - worker.carried.consecutive_days_worked)
        if worker.carried.consecutive_days_worked and left < len(dates):
            planning.rules.at_most(total(works[: left + 1]), left, CODE, worker.id)
        for first in range(len(dates) - most):
            planning.rules.at_most(total(works[first : first + most + 1]), most, CODE, worker.id)
