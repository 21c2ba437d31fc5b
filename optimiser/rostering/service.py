"""Who serves what, without a solver: given shifts serve the dearest and least movable demand first.

Shifts that are not being planned leave the demand that the planned ones are for; shifts hinted at hint at the service.
"""

from collections import defaultdict
from collections.abc import Iterable

from models.rules import Rules
from optimiser.rostering.classes import ClassedDemand, DemandClass
from optimiser.rostering.supply import Supplier
from optimiser.shifts import Shift

Cell = tuple[int, int]


def supply_of(shifts: Iterable[Shift], demand: ClassedDemand, rules: Rules) -> dict[Cell, int]:
    """Return the minutes that shifts supply by (group, slot)."""
    supplier = Supplier.under(rules)
    supply: dict[Cell, int] = defaultdict(int)
    for shift in shifts:
        if shift not in demand.supplied:
            demand.supplied[shift] = supplier.of_shift(shift, demand.slots)
        for slot, minutes in demand.supplied[shift].items():
            supply[demand.group_of[shift.worker_id], slot] += minutes
    return supply


def served(demand: ClassedDemand, wanted: list[int], supply: dict[Cell, int]) -> list[dict[int, int]]:
    """Return the minutes of each class served, by slot.

    Args:
        demand: the classes.
        wanted: the minutes of each class to be served.
        supply: minutes by (group, slot); what is served is taken out of it.
    """
    by_class: list[dict[int, int]] = [{} for _ in wanted]
    for number in sorted(range(len(wanted)), key=lambda number: _rank(demand.classes[number])):
        each, left = demand.classes[number], wanted[number]
        for cell in ((group, slot) for slot in each.slots for group in each.groups):
            taken = min(left, max(0, supply.get(cell, 0)))
            if taken:
                supply[cell] -= taken
                left -= taken
                by_class[number][cell[1]] = by_class[number].get(cell[1], 0) + taken
    return by_class


def left_unserved(demand: ClassedDemand, supply: dict[Cell, int]) -> list[int]:
    """Return the minutes of each class that the supply leaves unserved."""
    minutes = [each.minutes for each in demand.classes]
    return [own - sum(slots.values()) for own, slots in zip(minutes, served(demand, minutes, supply), strict=True)]


def _rank(each: DemandClass) -> tuple[int, int, int, int]:
    return -each.sixtieths_a_minute, len(each.slots), len(each.groups), each.slots[-1]
