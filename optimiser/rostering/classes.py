"""Demand in classes: items that may be served by the same groups in the same slots for about the same price a minute.

Slots are stretches of time between which some class begins or ends; within a slot all classes are alike, so that joining
half-hours in which nothing changes loses nothing.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from optimiser.rostering.demand import DemandItem, Starts
from optimiser.rostering.groups import eligible_groups

PRICE_STEP = 1.5


@dataclass(frozen=True, slots=True)
class DemandClass:
    """Like demand: where in time and by which groups it may be served, how many minutes, and what they are worth."""

    slots: tuple[int, ...]
    groups: tuple[int, ...]
    minutes: int
    price_pence: int


@dataclass(frozen=True, slots=True)
class ClassedDemand:
    """Demand by class, and the slots (first and last minute) their numbers stand for."""

    slots: tuple[tuple[int, int], ...]
    classes: tuple[DemandClass, ...]


def classed(demand: Sequence[DemandItem], groups: Sequence[Sequence[str]], slot_minutes: int) -> ClassedDemand:
    """Return the demand in classes.

    Args:
        demand: items; those that no group may serve are left out.
        groups: worker ids by group.
        slot_minutes: the grid on which slots begin and end, in minutes.
    """
    alike: dict[tuple[tuple[int, ...], tuple[int, ...], int], list[int]] = defaultdict(lambda: [0, 0])
    for item in demand:
        members = eligible_groups(groups, item.eligible)
        cells = _cells(item.starts, item.minutes, slot_minutes)
        if members and cells:
            sums = alike[cells, members, _price_level(item)]
            sums[0] += item.minutes * item.count
            sums[1] += item.price_pence * item.count
    slot_of, slots = _joined([cells for cells, _, _ in alike], slot_minutes)
    classes = [
        DemandClass(tuple(sorted({slot_of[cell] for cell in cells})), members, minutes, price)
        for (cells, members, _), (minutes, price) in alike.items()
    ]
    return ClassedDemand(tuple(slots), tuple(classes))


def _cells(starts: Starts, minutes: int, size: int) -> tuple[int, ...]:
    """Return the numbers of the grid cells in which the work may be done."""
    cells = {
        cell for earliest, latest in starts for cell in range(max(0, earliest) // size, -(-(latest + minutes) // size))
    }
    return tuple(sorted(cells))


def _price_level(item: DemandItem) -> int:
    """Return a number shared by prices a minute within a factor of about `PRICE_STEP` of one another."""
    return round(math.log(max(1, item.price_pence) / item.minutes, PRICE_STEP))


def _joined(classes: list[tuple[int, ...]], size: int) -> tuple[dict[int, int], list[tuple[int, int]]]:
    """Join neighbouring cells that the same classes use; return each cell's slot number, and the slots in minutes."""
    users: dict[int, list[int]] = defaultdict(list)
    for number, cells in enumerate(classes):
        for cell in cells:
            users[cell].append(number)
    slot_of: dict[int, int] = {}
    slots: list[tuple[int, int]] = []
    for cell in sorted(users):
        if cell - 1 in slot_of and users[cell - 1] == users[cell]:
            slots[-1] = (slots[-1][0], (cell + 1) * size)
        else:
            slots.append((cell * size, (cell + 1) * size))
        slot_of[cell] = len(slots) - 1
    return slot_of, slots
