"""One worker's date at some prices: what the best duty of each shape is worth and, on demand, that duty."""

from typing import NamedTuple

import numpy as np

from models.request import RotaRequest
from optimiser.ceiling.coarse import session_in_steps
from optimiser.ceiling.kernels.part import part_path, part_values
from optimiser.ceiling.kernels.tables import HARDLY, NOTHING, Ints, Room, Table
from optimiser.ceiling.multipliers import Multipliers
from optimiser.ceiling.network import Segment, WorkerDay, break_of, free_break
from optimiser.ceiling.shapes import Shape

MOST_STOPS = 200


class Part(NamedTuple):
    """The best part found: its value, and the segment and spell it is in; -1 for a part without visits."""

    value: int
    segment: int
    spell: int


IMPOSSIBLE = Part(NOTHING, -1, -1)


class DayTrial:
    """The values of a day's shapes, in their order, at given multipliers; none is less than any duty of the shape.

    Attributes:
        values: by shape, without and with the day's session; NOTHING where it cannot be held.
    """

    def __init__(
        self,
        request: RotaRequest,
        day: WorkerDay,
        worth: Ints,
        multipliers: Multipliers,
        room: Room,
    ) -> None:
        self.day = day
        self._request = request
        self._price = int(multipliers.hours[day.worker, day.week])
        self._step_price = self._price * day.step
        self._session = session_in_steps(day.session, day.step)
        self._posts = multipliers.posts
        self._segments = [(segment, *segment.stops(worth)) for segment in day.segments]
        self._best = self._best_parts(room)
        self.values = [
            (
                sum(part.value for part in self._parts(index, False)),
                sum(part.value for part in self._parts(index, True)),
            )
            for index in range(len(day.shapes))
        ]
        self.values = [self._with_rest(each, *values) for each, values in zip(day.shapes, self.values, strict=True)]

    def duty(self, index: int, is_held: bool, room: Room) -> tuple[list[int], int]:
        """Return the visits of the best duty of a shape, with or without the session, and its paid minutes."""
        shape, visits = self.day.shapes[index], []
        _, _, unpaid = break_of(shape, self._request)
        plain, paid = self._parts(index, False), -free_break(shape, self._request)
        for part, edges in enumerate(self._edges(shape)):
            best = self._parts(index, is_held)[part]
            if best.segment < 0:
                paid += max(0, edges[1] - edges[0] - unpaid)
                continue
            made, minutes = self._path(best, is_held and best != plain[part], room)
            visits += made
            paid += minutes
        return visits, paid

    def _path(self, best: Part, is_held: bool, room: Room) -> tuple[list[int], int]:
        segment, stops, rows = self._segments[best.segment]
        path = np.empty(MOST_STOPS, np.int64)
        spells, session = self._spells(segment), self._session
        count, start, end, rest = part_path(stops, spells, best.spell, session, is_held, self._step_price, room, path)
        unpaid = int(segment.spells[best.spell]["rest_value"]) if rest else 0
        return [int(rows[stop]) for stop in path[:count]], (end - start) * self.day.step - unpaid

    def _best_parts(self, room: Room) -> dict[tuple[int, int, bool], Part]:
        """Return the best part with visits of each (shape, part), without and with the session."""
        best: dict[tuple[int, int, bool], Part] = {}
        for number, (segment, stops, rows) in enumerate(self._segments):
            if not rows.size:
                continue
            values = np.empty((segment.spells.size, 2), np.int64)
            part_values(stops, self._spells(segment), self._session, self._step_price, room, values)
            for spell, (shape, part) in enumerate(segment.owners):
                for is_held in (False, True):
                    found = Part(int(values[spell, int(is_held)]), number, spell)
                    key = shape, part, is_held
                    best[key] = max(best.get(key, IMPOSSIBLE), found)
        return best

    def _spells(self, segment: Segment) -> Table:
        spells = segment.spells.copy()
        spells["rest_value"] *= self._price
        return spells

    def _edges(self, shape: Shape) -> list[tuple[int, int]]:
        """Return the parts that every duty of a shape covers, in minutes from the day's origin."""
        edges = [edge - self.day.origin for edge in (shape.start_last, *shape.inner, shape.end_first)]
        return list(zip(edges[::2], edges[1::2], strict=True))

    def _parts(self, index: int, is_held: bool) -> list[Part]:
        """Return the best of a duty's parts, the session held in the one where that costs least."""
        shape = self.day.shapes[index]
        edges = self._edges(shape)
        plain = [self._part(index, part, each, False) for part, each in enumerate(edges)]
        if not is_held:
            return plain
        held = [self._part(index, part, each, True) for part, each in enumerate(edges)]
        costs = [before.value - after.value for before, after in zip(plain, held, strict=True)]
        best = costs.index(min(costs))
        return [held[part] if part == best else each for part, each in enumerate(plain)]

    def _part(self, index: int, part: int, edges: tuple[int, int], is_held: bool) -> Part:
        """Return the best of a duty's parts: with visits, or none."""
        start, end = edges
        shape = self.day.shapes[index]
        _, _, unpaid = break_of(shape, self._request)
        idle = -(end - start) * self._price + unpaid * self._price if end > start else 0
        nothing = Part(min(idle, 0), -1, -1)
        if is_held and not can_hold(self.day, shape):
            return IMPOSSIBLE
        return max(nothing, self._best.get((index, part, is_held), nothing))

    def _with_rest(self, shape: Shape, plain: int, held: int) -> tuple[int, int]:
        """Return a duty's two values, its free break and its post counted in."""
        extra = free_break(shape, self._request) * self._price
        if shape.post_id is not None:
            row = next(row for row, post in enumerate(self._request.posts) if post.id == shape.post_id)
            extra -= int(self._posts[row])
        return plain + extra, held + extra if held > HARDLY else NOTHING


def can_hold(day: WorkerDay, shape: Shape) -> bool:
    """Return whether a duty of the shape is there when the day's session may be."""
    session, origin = day.session, day.origin
    begin = max(session.opens, shape.start_first - origin)
    is_in_time = begin <= session.closes and begin + session.minutes <= shape.end_last - origin
    return session.minutes > 0 and is_in_time and shape.post_id is None
