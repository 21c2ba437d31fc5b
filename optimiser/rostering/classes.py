"""Demand in classes: items that may be served by the same groups in the same slots for about the same price a minute.

Slots are stretches of time between which some class begins or ends; within a slot all classes are alike, so that
joining hours in which nothing changes loses nothing.
"""

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from optimiser.rostering.demand import DemandItem, Starts
from optimiser.rostering.groups import eligible_groups, worker_groups
from optimiser.shifts import Shift

SLOT_MINUTES = 60
MOST_GROUPS = 4
PRICE_STEP = 3


@dataclass(frozen=True, slots=True)
class DemandClass:
    """Like demand: where in time and by which groups it may be served, how many minutes, and what they are worth."""

    slots: tuple[int, ...]
    groups: tuple[int, ...]
    minutes: int
    price_pence: int

    @property
    def sixtieths_a_minute(self) -> int:
        """The price of one minute, in whole sixtieths of a penny."""
        return self.price_pence * 60 // self.minutes


@dataclass(frozen=True, slots=True)
class ClassedDemand:
    """Demand by class, with what its numbers stand for: workers by group, and slots as first and last minute.

    `group_of` is each worker's group; `supplied` remembers what shifts supply to the slots once it is worked out.
    """

    groups: tuple[tuple[str, ...], ...]
    slots: tuple[tuple[int, int], ...]
    classes: tuple[DemandClass, ...]
    group_of: dict[str, int]
    supplied: dict[Shift, dict[int, int]]


@lru_cache(maxsize=8)
def classed(demand: tuple[DemandItem, ...], worker_ids: tuple[str, ...]) -> ClassedDemand:
    """Return the demand in classes; items that none of the workers may serve are left out."""
    groups = tuple(tuple(group) for group in worker_groups(worker_ids, demand, MOST_GROUPS))
    alike: dict[tuple[tuple[int, ...], tuple[int, ...], int], list[int]] = defaultdict(lambda: [0, 0])
    for item in demand:
        members = eligible_groups(groups, item.eligible)
        cells = _cells(item.starts, item.minutes, SLOT_MINUTES)
        if members and cells:
            sums = alike[cells, members, _price_level(item)]
            sums[0] += item.minutes * item.count
            sums[1] += item.price_pence * item.count
    slot_of, slots = _joined([cells for cells, _, _ in alike], SLOT_MINUTES)
    classes = [
        DemandClass(tuple(sorted({slot_of[cell] for cell in cells})), members, minutes, price)
        for (cells, members, _), (minutes, price) in alike.items()
    ]
    group_of = {worker_id: number for number, group in enumerate(groups) for worker_id in group}
    return ClassedDemand(groups, tuple(slots), tuple(classes), group_of, {})


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
