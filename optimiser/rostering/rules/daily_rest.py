"""R07 daily rest: enough minutes from a duty's end to the next start, the carried last duty included."""

from models.rules import RuleCode
from optimiser.rostering.planning import Planning
from optimiser.rostering.rules.apart import keep_apart

CODE = RuleCode.DAILY_REST


def add(planning: Planning) -> None:
    """Keep duties apart by the daily rest, and the first ones from the last duty before the horizon."""
    minutes = planning.request.rules.daily_rest_minutes
    for worker in planning.variables.workers:
        keep_apart(planning, worker.id, minutes, CODE)
        if worker.carried.last_duty_end is not None:
            rested = planning.request.horizon.minute(worker.carried.last_duty_end) + minutes
            shifts = planning.variables.shifts_of(worker.id)
            too_soon = [literal for each in shifts for literal in each.starting_before(rested)]
            planning.rules.forbid(too_soon, CODE, worker.id)
