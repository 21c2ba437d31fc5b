"""R13 split duties: at most so many duties of kind split in a week."""

from models.rules import RuleCode
from optimiser.rostering.planning import Planning
from optimiser.rostering.variables import total

CODE = RuleCode.SPLIT_DUTIES


def add(planning: Planning) -> None:
    """Count each worker's split duties week by week."""
    most = planning.request.rules.most_split_duties_a_week
    for worker in planning.variables.workers:
        for week in planning.variables.weeks:
            on_week = (each for date in week for each in planning.variables.on(worker.id, date))
            splits = [each.worked for each in on_week if each.shift.is_split]
            if len({each.index for each in splits}) > most:
                planning.rules.at_most(total(splits), most, CODE, worker.id)
