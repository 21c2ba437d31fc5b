"""The least that a contact hour can cost, from what the contact bound leaves and what paid minutes cost at least.

A worker's week costs at least basic pay, on-costs and overhead of all minutes paid (the contract's at least, absence
included) and overtime above the contract. Enhancements and mileage are left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from models.base import Employment
from models.request import RotaRequest
from optimiser.ceiling.kernels.tables import Ints
from optimiser.ceiling.relaxation import UNITS, Relaxation
from optimiser.rostering.planning import absence_minutes

SHARES = 600_000
"""Parts of a penny, in which a minute's pay, percentages and on-costs are whole numbers."""
MOST_PENCE = 1_000_000
"""An hour of contact that costs more than this is taken for one there cannot be."""


@dataclass(frozen=True)
class _Week:
    """One worker's week: contract and absence minutes, and what a minute costs, basic and above contract, in shares."""

    contract: int
    absent: int
    basic: int
    overtime: int

    def cost(self, minutes: int) -> int:
        """Return the least cost of so many paid duty minutes, in shares."""
        paid = minutes + self.absent
        return self.basic * max(self.contract, paid) + self.overtime * max(0, paid - self.contract)


def _weeks(request: RotaRequest) -> list[list[_Week]]:
    weeks = request.horizon.weeks
    absent = absence_minutes(request.absences, request.horizon)
    on_costs = 100 + request.pay.on_cost_percent
    overhead = request.pay.overhead_pence_per_paid_hour * SHARES // 60
    found = []
    for worker in request.workers:
        away = absent.get(worker.id, [0] * len(weeks))
        pay = worker.pay_pence_per_hour * on_costs  # pence an hour, in hundredths
        permanent = worker.employment is Employment.PERMANENT
        above = pay * max(0, request.prices.overtime_percent - 100) * (SHARES // 600_000) if permanent else 0
        basic = pay * (SHARES // 6_000) + overhead
        contract = [worker.contract_minutes_per_week * len(week) // 7 for week in weeks]
        found.append([_Week(owed, own, basic, above) for owed, own in zip(contract, away, strict=True)])
    return found


def least_cost(relaxation: Relaxation, total: int, hours: Ints) -> int | None:
    """Return the most whole pence that a contact hour is sure to cost, given contact <= total + hours x paid minutes.

    Args:
        total: what the multipliers' bound leaves beside the paid minutes, in units.
        hours: [W, weeks] the multipliers of paid minutes, in units.

    Returns:
        None when no contact is possible at all.
    """
    weeks = _weeks(relaxation.request)
    corners = [
        (week, int(price), sorted({int(low), int(high), min(max(week.contract - week.absent, int(low)), int(high))}))
        for own, prices, lows, highs in zip(weeks, hours, relaxation.least_hours, relaxation.most_hours, strict=True)
        for week, price, low, high in zip(own, prices, lows, highs, strict=True)
    ]

    def is_sure(pence: int) -> bool:
        """Whether contact x pence an hour never exceeds the cost: worst at a corner of each week's minutes."""
        rate = Fraction(pence * SHARES, 60 * UNITS)  # shares of a penny for a unit of contact
        gain = sum(max(rate * price * each - week.cost(each) for each in minutes) for week, price, minutes in corners)
        return rate * total + gain <= 0

    low, high = _over_all_wanted(relaxation, corners), MOST_PENCE
    if is_sure(high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if is_sure(middle) else (low, middle)
    return max(0, low - _roundings(int(relaxation.visits.minutes.min())))


def _roundings(shortest: int) -> int:
    """Return the most pence by which rounding the cost, and then the hour's, to whole pence can lower a contact hour.

    Half a penny of the cost is 30 / contact pence an hour, and contact is no less than the shortest visit's minutes.
    """
    return -(-(60 + shortest) // (2 * shortest))


def _over_all_wanted(relaxation: Relaxation, corners: Sequence[tuple[_Week, int, list[int]]]) -> int:
    """Return the least cost there can be over all the hours that visits want, in whole pence, rounded down."""
    wanted = int((relaxation.visits.minutes * relaxation.visits.wanted).sum())
    least = sum(min(week.cost(each) for each in minutes) for week, _, minutes in corners)
    return least * 60 // (wanted * SHARES)
