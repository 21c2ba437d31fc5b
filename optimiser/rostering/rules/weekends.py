"""R14 weekends: no more weekends with a duty in a row than allowed, carried ones included."""

import datetime as calendar

from models.rules import RuleCode
from optimiser.rostering.planning import Planning
from optimiser.rostering.variables import total
from optimiser.rostering.weekends import weekends

CODE = RuleCode.WEEKENDS


def add(planning: Planning) -> None:
    """Leave a weekend free in every stretch one longer than allowed, the carried run counted in the first."""
    most = planning.request.rules.most_weekends_in_a_row
    for worker in planning.variables.workers:
        worked = [_worked(planning, worker.id, days) for days in weekends(planning.variables.dates)]
        left = max(0, most - worker.carried.weekends_worked_in_a_row)
        if worker.carried.weekends_worked_in_a_row and left < len(worked):
            planning.rules.at_most(total(worked[: left + 1]), left, CODE, worker.id)
        for first in range(len(worked) - most):
            planning.rules.at_most(total(worked[first : first + most + 1]), most, CODE, worker.id)


def _worked(planning: Planning, worker_id: str, days: list[calendar.date]) -> object:
    """Return a literal that holds at least when the worker has a duty on one of the days."""
    literal = planning.rules.model.new_bool_var("")
    for day in days:
        planning.rules.model.add(planning.variables.works(worker_id, day) <= literal)
    return literal
