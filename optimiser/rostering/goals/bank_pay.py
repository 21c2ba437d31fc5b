"""Bank pay: every paid duty minute of bank and agency workers."""

from models.base import Employment
from optimiser.rostering.constraints import Expression
from optimiser.rostering.planning import Planning
from optimiser.rostering.variables import total


def price(planning: Planning) -> Expression:
    """Return the pay of bank and agency duties, in sixtieths of a penny."""
    return total(
        planning.variables.paid_minutes(worker.id, week) * worker.pay_pence_per_hour
        for worker in planning.variables.workers
        if worker.employment is not Employment.PERMANENT
        for week in range(len(planning.variables.weeks))
    )
