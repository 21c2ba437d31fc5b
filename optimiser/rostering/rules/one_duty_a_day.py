"""R01 one duty a day: at most one duty a date, and no two of a worker's duties overlap."""

from models.rules import RuleCode
from optimiser.rostering.planning import Planning
from optimiser.rostering.rules.apart import keep_apart

CODE = RuleCode.ONE_DUTY_A_DAY


def add(planning: Planning) -> None:
    """Let each worker work at most one shift a date, none before the last one is over."""
    for worker in planning.variables.workers:
        for date in planning.variables.dates:
            literals = [each.worked for each in planning.variables.on(worker.id, date)]
            planning.rules.at_most_one(literals, CODE, worker.id)
        keep_apart(planning, worker.id, 0, CODE)
