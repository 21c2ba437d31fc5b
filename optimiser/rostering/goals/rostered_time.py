"""Rostered time: a price on every paid duty minute, where a team wants hours released."""

from optimiser.rostering.constraints import Expression
from optimiser.rostering.planning import Planning
from optimiser.rostering.variables import total


def price(planning: Planning) -> Expression:
    """Return the price of the time rostered, in sixtieths of a penny."""
    an_hour = planning.request.prices.rostered_hour
    if not an_hour:
        return total([])
    return total(
        planning.variables.paid_minutes(worker.id, week) * an_hour
        for worker in planning.variables.workers
        for week in range(len(planning.variables.weeks))
    )
