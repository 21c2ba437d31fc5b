"""Which sets of duties cannot serve all promised visits whatever their order: by who may make them, and by time alone.

For every stretch of time between windows of these visits, the care that can only lie inside it must not be more than
the working time that the freed duties have in it; journeys, breaks and waiting-list visits are taken to need none. So a
set that is ruled out here leaves some of them unserved, and need not be tried to know that.
"""

from collections.abc import Sequence
from itertools import combinations, islice

import numpy as np
from numpy.typing import NDArray

from optimiser.replan.options import Options
from optimiser.replan.situation import Freed, Situation
from optimiser.routing.problem import Ints

MOST_SETS = 30_000  # looked at, of one size


class Bounds:
    """What some duties could do together at best, with those that are freed anyway.

    Args:
        situation: what the changes leave.
        options: who may make what, and when.
        base: duties freed anyway.
        offered: the duties of which sets are made, by their place in this list.
        lost: the promised visits that need a place.
    """

    def __init__(
        self,
        situation: Situation,
        options: Options,
        base: Sequence[Freed],
        offered: Sequence[Freed],
        lost: Sequence[str],
    ) -> None:
        self.situation, self.options, self.offered = situation, options, offered
        self.lost = [situation.request.visit_by_id[name] for name in lost]
        spans = [options.span(visit) for visit in self.lost]
        self.stretches = sorted({(first, end) for first, _ in spans for _, end in spans if first < end})
        care = self._inside([(span, self._missing(visit.id)) for span, visit in zip(spans, self.lost, strict=True)])
        self.need = care - sum((self._spare(each) for each in base), start=np.zeros_like(care))
        self.spare = np.array([self._spare(each) for each in offered], dtype=np.int64)
        self.able = np.array([[self._may(each, visit.id) for visit in self.lost] for each in offered], dtype=np.int64)
        there = [sum(self._may(each, visit.id) for each in base) for visit in self.lost]
        self.lacking = np.array(
            [self._missing_workers(visit.id) - own for visit, own in zip(self.lost, there, strict=True)], dtype=np.int64
        )

    def sets(self, size: int) -> Ints:
        """Return the sets of so many duties that are not ruled out, [sets, size]; rows of `offered`."""
        slots = [each.slot for each in self.offered]
        ways = (way for way in combinations(range(len(slots)), size) if len({slots[row] for row in way}) == size)
        sets = np.array(list(islice(ways, MOST_SETS)), dtype=np.int64).reshape(-1, size)
        if not sets.size:
            return sets
        return sets[self._possible(sets)]

    def _possible(self, sets: Ints) -> NDArray[np.bool_]:
        spare, able = self.spare[sets].sum(axis=1), self.able[sets].sum(axis=1)
        possible: NDArray[np.bool_] = (spare >= self.need).all(axis=1) & (able >= self.lacking).all(axis=1)
        return possible

    def _missing_workers(self, visit_id: str) -> int:
        makers = self.situation.makers.get(visit_id, ())
        return self.situation.request.visit_by_id[visit_id].workers_needed - len(makers)

    def _missing(self, visit_id: str) -> int:
        """Return the minutes of care that a visit lacks."""
        return self._missing_workers(visit_id) * self.situation.request.visit_by_id[visit_id].minutes

    def _may(self, freed: Freed, visit_id: str) -> int:
        """Return 1 where a duty is long enough around for its worker to make a visit, or is a maker's own."""
        return int(self.options.may_make(freed, visit_id))

    def _spare(self, freed: Freed) -> Ints:
        """Return the minutes of each stretch that a duty has, less the care promised that can only lie inside it."""
        situation = self.situation
        worked = [
            sum(max(0, min(end, last) - max(start, first)) for start, last in freed.shift.parts)
            for first, end in self.stretches
        ]
        if freed.duty is None:
            return np.array(worked, dtype=np.int64)
        anchors = situation.settled(freed.duty).anchors
        over = [
            sum(max(0, min(end, anchor.end) - max(anchor.start, first)) for anchor in anchors)
            for first, end in self.stretches
        ]
        open_visits = [situation.request.visit_by_id[each.visit_id] for each in situation.open_visits(freed.duty)]
        held = [(self.options.span(visit), visit.minutes) for visit in open_visits if situation.is_promised(visit.id)]
        return np.array(worked, dtype=np.int64) - np.array(over, dtype=np.int64) - self._inside(held)

    def _inside(self, spans: Sequence[tuple[tuple[int, int], int]]) -> Ints:
        """Return for each stretch the minutes of what can only lie inside it."""
        return np.array(
            [
                sum(minutes for (start, last), minutes in spans if first <= start and last <= end)
                for first, end in self.stretches
            ],
            dtype=np.int64,
        )
