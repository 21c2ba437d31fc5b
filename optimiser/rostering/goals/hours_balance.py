"""Hours balance: how far each permanent worker's balance of hours ends from zero."""

from models.base import Employment
from models.workers import Worker
from optimiser.rostering.constraints import Expression
from optimiser.rostering.planning import Planning
from optimiser.rostering.variables import total

MOST_MINUTES = 1_000_000


def price(planning: Planning) -> Expression:
    """Return the price of hours out of balance, in sixtieths of a penny."""
    an_hour = planning.request.prices.balance_hour
    permanent = [worker for worker in planning.variables.workers if worker.employment is Employment.PERMANENT]
    if not an_hour:
        return total([])
    return total(_away_from_zero(planning, worker) * an_hour for worker in permanent)


def _away_from_zero(planning: Planning, worker: Worker) -> Expression:
    weeks = range(len(planning.variables.weeks))
    owed = sum(planning.contract_minutes(worker, week) - planning.absence_minutes(worker, week) for week in weeks)
    constant = worker.carried.hours_balance_minutes - owed
    balance = total([*(planning.variables.paid_minutes(worker.id, week) for week in weeks), constant])
    away = planning.rules.model.new_int_var(0, MOST_MINUTES, "")
    planning.rules.model.add(away >= balance)
    planning.rules.model.add(away >= -balance)
    return away
