"""R10 night average: who works a night works at most 8 hours a day on average, six days a week, opted out or not."""

from models.rules import RuleCode
from optimiser.rostering.planning import Planning
from optimiser.rostering.rules.average_week import rolling_weeks
from optimiser.rostering.variables import total

CODE = RuleCode.NIGHT_AVERAGE
WORKING_DAYS_A_WEEK = 6


def add(planning: Planning) -> None:
    """Bound the average of each week for a worker with any night duty in the horizon."""
    most = planning.request.rules.night_average_minutes * WORKING_DAYS_A_WEEK
    for worker in planning.variables.workers:
        nights = [each.worked for each in planning.variables.shifts_of(worker.id) if each.shift.is_night]
        if not nights:
            continue
        works_nights = planning.rules.model.new_bool_var("")
        planning.rules.model.add_max_equality(works_nights, nights)
        ceiling = sum(_longest_day(planning, worker.id, position) for position in range(len(planning.variables.dates)))
        for week in range(len(planning.variables.weeks)):
            planned, carried, weeks = rolling_weeks(planning, worker, week)
            bound = most * weeks - carried
            excess = ceiling - bound
            if excess > 0:
                planning.rules.at_most(total([planned, excess * works_nights]), ceiling, CODE, worker.id)


def _longest_day(planning: Planning, worker_id: str, position: int) -> int:
    shifts = planning.variables.on(worker_id, planning.variables.dates[position])
    paid = (member.paid_minutes for each in shifts for member in each.shift.members.values())
    return max(paid, default=0)
