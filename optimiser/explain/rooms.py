"""The duties of a finished roster as chains of stops, into which a visit may be put and written back."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np

from models.request import RotaRequest
from models.roster import Duty, PlannedTraining, PlannedVisit, Roster, Span
from models.visits import Visit
from optimiser.explain.chain import FOREVER, NEVER, Chain, Stop
from optimiser.routing.loading import break_part
from optimiser.routing.problem import NONE, Ints, Route
from optimiser.routing.routing import Routing
from optimiser.shifts import shift_of

BREAK = "rest break"
Key = tuple[int, int, bool, int]
"""Position of a duty, number of its part, whether its break is taken, by how many minutes it ends later."""


class Rooms:
    """A roster's duties and the room in them.

    In a duty that takes up a visit, its other visits keep their order and may move inside the windows they are in;
    those made by two workers or tied to another by a gap keep their start. The break may lie anywhere in its part.
    """

    def __init__(self, routing: Routing, duties: Sequence[Duty]) -> None:
        self.routing = routing
        self.duties = list(duties)
        self._chains: dict[Key, list[Chain]] = {}
        self._changed: dict[int, dict[Key, list[Chain]]] = {}  # of duties other than those that `_chains` is about

    def with_duties(self, changed: Mapping[int, Duty]) -> "Rooms":
        """Return the rooms of the same roster with other duties at some positions, the next one for a new duty."""
        other = Rooms(self.routing, self.duties)
        other.duties += [duty for number, duty in sorted(changed.items()) if number >= len(self.duties)]
        for number, duty in changed.items():
            other.duties[number] = duty
        other._chains = self._chains
        other._changed = {**self._changed, **{number: {} for number in changed}}
        other.__dict__ |= {name: self.__dict__[name] for name in ("_held", "_task_rows") if name in self.__dict__}
        if "spans" in self.__dict__:
            others = self.spans[~np.isin(self.spans[:, 0], list(changed))]
            spans = np.concatenate([others, other._spans(changed)])
            other.spans = spans[np.lexsort((spans[:, 1], spans[:, 0]))]
        return other

    @property
    def request(self) -> RotaRequest:
        """What the roster answers."""
        return self.routing.request

    @cached_property
    def _held(self) -> set[str]:
        """The visits that keep their start."""
        tied = {name for visit in self.request.visits for gap in visit.gaps for name in (visit.id, gap.after_visit_id)}
        return tied | {visit.id for visit in self.request.visits if visit.workers_needed > 1}

    @cached_property
    def _task_rows(self) -> dict[str, int]:
        """By visit or training, the first of its tasks."""
        rows: dict[str, int] = {}
        for row, task in enumerate(self.routing.tasks):
            rows.setdefault(_key(task.visit_id, task.training_id), row)
        return rows

    def place(self, visit: Visit) -> int:
        """Return the row of a visit's place."""
        return self.routing.tasks[self._task_rows[_key(visit.id, None)]].place

    @cached_property
    def spans(self) -> Ints:
        """The parts in which visits may lie, [parts, 5]: position, part, worker, first minute after handover, end."""
        return self._spans(range(len(self.duties)))

    def _spans(self, numbers: Iterable[int]) -> Ints:
        minute, handover = self.request.horizon.minute, self.request.rules.handover_minutes
        rows = [
            (
                number,
                part,
                self.routing.crew.row(self.duties[number].worker_id),
                minute(span.start) + handover * (not part),
                minute(span.end),
            )
            for number in numbers
            if self.duties[number].post_id is None
            for part, span in enumerate(self.duties[number].parts)
        ]
        return np.array(rows, dtype=np.int64).reshape(-1, 5)

    def may_make(self, visit: Visit) -> list[int]:
        """Return the rows of the workers who may make a visit, whenever they work."""
        return [int(row) for row in self.routing.tasks[self._task_rows[_key(visit.id, None)]].workers]

    def chains(self, number: int, part: int, *, with_break: bool = True, later: int = 0) -> list[Chain]:
        """Return a part of a duty with its break wherever that fits.

        Args:
            number: position of the duty, which covers no post.
            part: number of the part.
            with_break: whether the break is taken.
            later: by how many minutes the part ends later than it does.
        """
        key, known = (number, part, with_break, later), self._changed.get(number, self._chains)
        if key not in known:
            known[key] = [chain for chain in self._every_chain(*key) if chain.fits]
        return known[key]

    def _every_chain(self, number: int, part: int, with_break: bool, later: int) -> list[Chain]:
        duty = self.duties[number]
        rests = break_part(duty)
        route = self.routing.crew.routes(shift_of(self.request, duty), rests)[part]
        placed, waits = self._stops(duty, part, route, route.end + later)
        matrix = self.routing.travel.minutes[route.mode]

        def journey(origin: int, destination: int) -> int:
            return int(matrix[origin, destination])

        if duty.rest_break is None or rests != part or not with_break:
            return [Chain(placed, waits, journey)]
        told = self.request.horizon.minute(duty.rest_break.start)
        rest = Stop(BREAK, route.break_earliest, route.break_latest, route.break_minutes, NONE, told)
        spots = [(leg, spot) for leg, own in enumerate(waits) for spot in range(len(own) + 1)]
        return [Chain(placed, _with_wait(waits, leg, spot, rest), journey) for leg, spot in spots]

    def _stops(self, duty: Duty, part: int, route: Route, end: int) -> tuple[list[Stop], list[list[Stop]]]:
        """Return the placed stops of a part, its ends among them, and the trainings of each leg."""
        minute, span = self.request.horizon.minute, duty.parts[part]
        named = [(minute(each.start), _key(each.visit_id, None)) for each in duty.visits]
        named += [(minute(each.start), _key(None, each.training_id)) for each in duty.trainings]
        own = sorted(each for each in named if minute(span.start) <= each[0] < minute(span.end))
        placed = [Stop("start", route.start, FOREVER, 0, route.start_place, route.start)]
        waits: list[list[Stop]] = [[]]
        for start, name in own:
            stop = self._stop(name, start)
            if stop.place == NONE:
                waits[-1].append(stop)
            else:
                placed.append(stop)
                waits.append([])
        return [*placed, Stop("end", NEVER, end, 0, route.end_place, end)], waits

    def _stop(self, key: str, start: int) -> Stop:
        """Return a stop with the window it is in."""
        row = self._task_rows[key]
        task = self.routing.tasks[row]
        number = self.routing.window_row(row, start)
        if number is None or (task.visit_id or "") in self._held:
            return Stop(key, start, start, task.minutes, task.place, start)
        window = task.windows[number - int(self.routing.tables.stop["first_window"][row])]
        return Stop(key, window.earliest, window.latest, task.minutes, task.place, start)

    def rewritten(self, duty: Duty, part: int, stops: Sequence[Stop]) -> Duty:
        """Return a duty with other stops in one of its parts."""
        moment, span = self.request.horizon.moment, duty.parts[part]
        visits = [each for each in duty.visits if not span.start <= each.start < span.end]
        trainings = [each for each in duty.trainings if not span.start <= each.start < span.end]
        rest = duty.rest_break
        for stop in stops:
            kind, name = stop.key.split(" ", 1)
            if stop.key == BREAK:
                rest = Span(start=moment(stop.start), end=moment(stop.start + stop.minutes))
            elif kind == "visit":
                visits.append(PlannedVisit(visit_id=name, start=moment(stop.start)))
            else:
                trainings.append(PlannedTraining(training_id=name, start=moment(stop.start)))
        return duty.model_copy(
            update={
                "visits": tuple(sorted(visits, key=lambda each: each.start)),
                "trainings": tuple(sorted(trainings, key=lambda each: each.start)),
                "rest_break": rest,
            }
        )


def _key(visit_id: str | None, training_id: str | None) -> str:
    return f"visit {visit_id}" if visit_id else f"training {training_id}"


def _with_wait(waits: Sequence[Sequence[Stop]], leg: int, spot: int, wait: Stop) -> list[Sequence[Stop]]:
    """Return the waits of every leg with one more."""
    own = waits[leg]
    return [*waits[:leg], [*own[:spot], wait, *own[spot:]], *waits[leg + 1 :]]


def with_changed(roster: Roster, changed: Mapping[int, Duty]) -> Roster:
    """Return a roster with other duties at some of its positions, or new ones, in the order of rosters."""
    duties = {**dict(enumerate(roster.duties)), **changed}
    ordered = sorted(duties.values(), key=lambda duty: (duty.date, duty.worker_id))
    return roster.model_copy(update={"duties": tuple(ordered)})
