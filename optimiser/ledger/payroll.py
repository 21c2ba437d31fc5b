"""Paid time outside duties: absence, and contracted minutes nobody rostered, which are owed all the same."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from models.clock import Horizon
from models.request import RotaRequest
from models.workers import Absence, Worker


def absence_minutes(absence: Absence, horizon: Horizon) -> dict[date, int]:
    """Return the paid minutes of an absence on each of its dates in the horizon: spread evenly, first dates first."""
    days = (absence.last_date - absence.first_date).days + 1
    if days < 1:
        return {}
    each, left = divmod(absence.paid_minutes, days)
    spread = {absence.first_date + timedelta(days=n): each + (n < left) for n in range(days)}
    planned = set(horizon.dates)
    return {day: minutes for day, minutes in spread.items() if day in planned and minutes}


def week_contract(worker: Worker, week: list[date]) -> int:
    """Return the contract minutes of a week of the horizon: scaled down where it is shorter than seven days."""
    return worker.contract_minutes_per_week * len(week) // 7


def unrostered_minutes(request: RotaRequest, paid: Counter[tuple[str, date]]) -> Iterator[tuple[str, date, int]]:
    """Yield worker, the week's first date and the contract minutes neither rostered nor absent in that week.

    Args:
        request: the request.
        paid: paid duty and absence minutes of each worker on each date.
    """
    for worker in request.workers:
        for week in request.horizon.weeks:
            owed = week_contract(worker, week) - sum(paid[worker.id, day] for day in week)
            if owed > 0:
                yield worker.id, week[0], owed
