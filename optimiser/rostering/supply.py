"""What a shift supplies to a stretch of time: its working minutes there, less handover and its share of the break."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from models.rules import Rules
from optimiser.rostering.constraints import Literal
from optimiser.rostering.movable import MovableShift, movable_shifts
from optimiser.rostering.variables import ShiftVariables
from optimiser.shifts import Shift

Slot = tuple[int, int]


def overlap(first: Slot, second: Slot) -> int:
    """Return how many minutes two stretches share."""
    return max(0, min(first[1], second[1]) - max(first[0], second[0]))


def _before(minute: int, slot: Slot) -> int:
    """Return how many minutes of the slot lie before `minute`."""
    return min(max(minute, slot[0]), slot[1]) - slot[0]


@dataclass(frozen=True, slots=True)
class Supplier:
    """Works out supply under the handover and the edge of the break of one request's rules."""

    handover_minutes: int
    edge_minutes: int

    @classmethod
    def under(cls, rules: Rules) -> "Supplier":
        """Return the supplier for these rules."""
        return cls(rules.handover_minutes, rules.break_from_edge_minutes)

    def least(self, shift: MovableShift, slot: Slot) -> int:
        """Return the minutes from the latest start to the earliest end in the slot, before any break."""
        span = _before(shift.ends[0], slot) - _before(shift.starts[-1] + self.handover_minutes, slot)
        pauses = sum(overlap(pause, slot) for pause in shift.pauses)
        return span - pauses

    def break_share(self, shift: MovableShift, slot: Slot) -> int:
        """Return the break's minutes in the slot when it is spread evenly over where it may lie."""
        window = (shift.starts[-1] + self.edge_minutes, shift.ends[0] - self.edge_minutes)
        if window[1] - window[0] < shift.break_minutes:
            window = (shift.starts[-1], shift.ends[0])
        length = max(1, window[1] - window[0])
        first, last = _before(slot[0], window), _before(slot[1], window)
        return shift.break_minutes * last // length - shift.break_minutes * first // length

    def of_shift(self, shift: Shift, slots: Sequence[Slot]) -> dict[int, int]:
        """Return the minutes that a standing shift supplies, by slot number; `slots` in order of time."""
        if shift.post_id is not None:
            return {}
        (alone,) = movable_shifts([shift])
        return {
            number: self.least(alone, slots[number]) - self.break_share(alone, slots[number])
            for number in _touched(alone, slots)
        }

    def of_variables(self, each: ShiftVariables, slots: Sequence[Slot]) -> dict[int, list[tuple[Literal, int]]]:
        """Return the weighted literals whose sum is the minutes supplied, by slot number; `slots` in order of time."""
        if each.shift.post_id is not None:
            return {}
        supplied = {}
        for number in _touched(each.shift, slots):
            slot = slots[number]
            weights = [(each.worked, self.least(each.shift, slot)), *self._moved(each, slot)]
            if each.break_due is not None:
                weights.append((each.break_due, -self.break_share(each.shift, slot)))
            supplied[number] = [(literal, minutes) for literal, minutes in weights if minutes]
        return supplied

    def _moved(self, each: ShiftVariables, slot: Slot) -> list[tuple[Literal, int]]:
        """Return what an earlier start or a later end adds to the slot."""
        latest = _before(each.shift.starts[-1] + self.handover_minutes, slot)
        earliest = _before(each.shift.ends[0], slot)
        added = [(literal, latest - _before(start + self.handover_minutes, slot)) for start, literal in each.starts]
        return added + [(literal, _before(end, slot) - earliest) for end, literal in each.ends]


def _touched(shift: MovableShift, slots: Sequence[Slot]) -> range:
    """Return the numbers of the slots that the shift can overlap."""
    first = bisect_right(slots, shift.starts[0], key=lambda slot: slot[1])
    return range(first, bisect_left(slots, shift.ends[-1], key=lambda slot: slot[0]))
