"""One worker's date at some prices: what the best duty of each shape is worth and, on demand, that duty."""

from typing import NamedTuple

import numpy as np

from models.request import RotaRequest
from optimiser.ceiling.best_duty import Ints, Room, Table, part_path, part_values
from optimiser.ceiling.multipliers import Multipliers
from optimiser.ceiling.network import Segment, WorkerDay, break_of, free_break
from optimiser.ceiling.shapes import Shape

MOST_STOPS = 200


class Part(NamedTuple):
    """The best part found: its value, and the segment and spell it is in; -1 for a part without visits."""

    value: int
    segment: int
    spell: int


class DayTrial:
    """The values of a day's shapes, in their order, at given multipliers; none is less than any duty of the shape."""

    def __init__(self, request: RotaRequest, day: WorkerDay, worth: Ints, multipliers: Multipliers, room: Room) -> None:
        self.day = day
        self._request = request
        self._price = int(multipliers.hours[day.worker, day.week])
        self._posts = multipliers.posts
        self._segments = [(segment, *segment.stops(worth)) for segment in day.segments]
        self._best = self._best_parts(room)
        self.values = [self._value(index, shape) for index, shape in enumerate(day.shapes)]

    def duty(self, index: int, room: Room) -> tuple[list[int], int]:
        """Return the visits of the best duty of a shape, and its paid minutes."""
        shape, visits = self.day.shapes[index], []
        paid = -free_break(shape, self._request)
        for part, edges in enumerate(self._edges(shape)):
            best = self._part(index, part, edges)
            if best.segment < 0:
                paid += max(0, edges[1] - edges[0])
                continue
            made, minutes = self._path(best, room)
            visits += made
            paid += minutes
        return visits, paid

    def _path(self, best: Part, room: Room) -> tuple[list[int], int]:
        segment, stops, rows = self._segments[best.segment]
        path = np.empty(MOST_STOPS, np.int64)
        spells = self._spells(segment)
        count, start, end, rest = part_path(stops, spells, best.spell, self._price, room, path)
        unpaid = int(segment.spells[best.spell]["rest_value"]) if rest else 0
        return [int(rows[stop]) for stop in path[:count]], end - start - unpaid

    def _best_parts(self, room: Room) -> dict[tuple[int, int], Part]:
        """Return the best part with visits of each (shape, part)."""
        best: dict[tuple[int, int], Part] = {}
        for number, (segment, stops, rows) in enumerate(self._segments):
            if not rows.size:
                continue
            values = np.empty(segment.spells.size, np.int64)
            part_values(stops, self._spells(segment), self._price, room, values)
            for spell, owner in enumerate(segment.owners):
                if owner not in best or values[spell] > best[owner].value:
                    best[owner] = Part(int(values[spell]), number, spell)
        return best

    def _spells(self, segment: Segment) -> Table:
        spells = segment.spells.copy()
        spells["rest_value"] *= self._price
        return spells

    def _edges(self, shape: Shape) -> list[tuple[int, int]]:
        """Return the parts that every duty of a shape covers, in minutes from the day's origin."""
        edges = [edge - self.day.origin for edge in (shape.start_last, *shape.inner, shape.end_first)]
        return list(zip(edges[::2], edges[1::2], strict=True))

    def _part(self, index: int, part: int, edges: tuple[int, int]) -> Part:
        """Return the best of a duty's parts: with visits, or none."""
        start, end = edges
        _, _, unpaid = break_of(self.day.shapes[index], self._request)
        idle = -(end - start) * self._price + unpaid * self._price if end > start else 0
        nothing = Part(min(idle, 0), -1, -1)
        return max(nothing, self._best.get((index, part), nothing))

    def _value(self, index: int, shape: Shape) -> int:
        value = sum(self._part(index, part, edges).value for part, edges in enumerate(self._edges(shape)))
        value += free_break(shape, self._request) * self._price
        if shape.post_id is None:
            return value
        row = next(row for row, post in enumerate(self._request.posts) if post.id == shape.post_id)
        return value - int(self._posts[row])
