"""R09 average week: paid duty minutes average at most 48 hours over 17 weeks, unless the worker opted out."""

from models.rules import RuleCode
from models.workers import Worker
from optimiser.rostering.constraints import Expression
from optimiser.rostering.planning import Planning
from optimiser.rostering.variables import total

CODE = RuleCode.AVERAGE_WEEK


def rolling_weeks(planning: Planning, worker: Worker, week: int) -> tuple[Expression, int, int]:
    """Return what averages up to a horizon week are taken over.

    Returns:
        the paid duty minutes of the horizon's weeks in it, the minutes of the carried weeks in it, and how many weeks
        these are together.
    """
    others = planning.request.rules.average_weeks - 1
    first = max(0, week - others)
    room = others - (week - first)
    carried = worker.carried.worked_minutes_by_week
    recent = carried[max(0, len(carried) - room) :] if room and first == 0 else ()
    planned = total(planning.variables.paid_minutes(worker.id, each) for each in range(first, week + 1))
    return planned, sum(recent), week - first + 1 + len(recent)


def add(planning: Planning) -> None:
    """Bound the average of each horizon week and the weeks before it."""
    most = planning.request.rules.average_week_minutes
    for worker in planning.variables.workers:
        if worker.opted_out_of_48_hours:
            continue
        for week in range(len(planning.variables.weeks)):
            planned, carried, weeks = rolling_weeks(planning, worker, week)
            planning.rules.at_most(planned, most * weeks - carried, CODE, worker.id)
