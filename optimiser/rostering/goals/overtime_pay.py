"""Overtime pay: permanent workers' paid minutes above their contract in a week."""

from models.base import Employment
from optimiser.rostering.constraints import Expression
from optimiser.rostering.planning import Planning
from optimiser.rostering.variables import total


def price(planning: Planning) -> Expression:
    """Return the pay of minutes above contract, in sixtieths of a penny."""
    percent = planning.request.prices.overtime_percent
    terms = []
    for worker in planning.variables.workers:
        if worker.employment is not Employment.PERMANENT or not worker.tolerance_over_minutes:
            continue
        for week in range(len(planning.variables.weeks)):
            owed = planning.contract_minutes(worker, week) - planning.absence_minutes(worker, week)
            over = planning.rules.model.new_int_var(0, worker.tolerance_over_minutes, "")
            planning.rules.model.add(over >= planning.variables.paid_minutes(worker.id, week) - owed)
            terms.append(over * (worker.pay_pence_per_hour * percent // 100))
    return total(terms)
