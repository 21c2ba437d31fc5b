"""What is left to route when some duties are freed: a request of its own, in which all that stands is fixed.

What stands reaches the freed duties through windows only: a colleague's start at a two-worker visit, and gaps to visits
of the same person. Time that is over is an anchor, a visit pinned to its worker.
"""

from collections import ChainMap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from models.request import RotaRequest
from models.roster import PlannedVisit
from models.service_users import ServiceUser
from models.visits import Need, Together, Visit, Window
from models.wishes import Pin, PinKind
from models.workers import Worker
from optimiser.replan.changed_request import Slot
from optimiser.replan.roads import with_slower_roads
from optimiser.replan.settled import Anchor, Settled
from optimiser.replan.situation import Freed, Situation
from optimiser.routing.crew import Crew
from optimiser.routing.of_request import problem_of, slots_of
from optimiser.routing.problem import FOREVER, Ints, RoutingProblem, Stop
from optimiser.routing.routing import Routing
from optimiser.routing.tables import tables_of
from optimiser.routing.task import NEVER, Task
from optimiser.routing.tasks import list_tasks
from optimiser.routing.travel import travel_matrix

PROMISED = 10_000_000  # pence on top of a promised visit, above all that is priced and below a pin
ANCHOR = "anchor "

Range = tuple[int, int]


@dataclass(frozen=True)
class Remainder:
    """What is left to route.

    Attributes:
        routing: prepared.
        freed: the duties to be filled.
        settled: what each of them has done, in the same order.
        lone: by visit that a colleague stands ready for, the colleague's duty.
        anchors: of each of them, as visits of the routing's request.
    """

    routing: Routing
    freed: tuple[Freed, ...]
    settled: tuple[Settled, ...]
    lone: dict[str, Slot]
    anchors: tuple[tuple[PlannedVisit, ...], ...]


def remainder(situation: Situation, freed: Sequence[Freed], within: int | None = None) -> Remainder:
    """Prepare what is left to route.

    Args:
        situation: what the changes leave.
        freed: duties to write anew.
        within: minutes by which visits of freed duties may start at another time; None = any.
    """
    return _Builder(situation, freed, within).build()


class _Builder:
    """Puts the request of a remainder together."""

    def __init__(self, situation: Situation, freed: Sequence[Freed], within: int | None) -> None:
        self.situation, self.freed, self.within = situation, tuple(freed), within
        self.request = situation.request
        slots = {each.slot for each in freed}
        self.settled = tuple(situation.settled(each.duty) if each.duty else Settled() for each in freed)
        open_visits = [visit for each in freed if each.duty is not None for visit in situation.open_visits(each.duty)]
        opened = {each.visit_id for each in open_visits}
        standing = {
            visit_id: [
                each for each in situation.makers[visit_id] if each[0] not in slots or self._is_done(visit_id, each)
            ]
            for visit_id in opened
        }
        self.makers = ChainMap(standing, situation.makers)
        wanted = opened | situation.loose | situation.dropped
        visits = (self.request.visit_by_id[visit_id] for visit_id in sorted(wanted))
        self.visits = [visit for visit in visits if len(self.makers.get(visit.id, ())) < visit.workers_needed]
        self.names = {visit.id for visit in self.visits}
        self.held = self._held(open_visits)
        self.anchors = [
            [(f"{ANCHOR}{row} {number}", anchor) for number, anchor in enumerate(own.anchors)]
            for row, own in enumerate(self.settled)
        ]
        self.lone = {visit.id: self.makers[visit.id][0][0] for visit in self.visits if self.makers.get(visit.id)}

    def _is_done(self, visit_id: str, making: tuple[Slot, datetime]) -> bool:
        """Return whether a freed duty has settled a visit."""
        slot, start = making
        number = next(row for row, each in enumerate(self.freed) if each.slot == slot)
        return PlannedVisit(visit_id=visit_id, start=start) in self.settled[number].visits

    def _held(self, open_visits: Iterable[PlannedVisit]) -> dict[str, Range]:
        """Return when visits of freed duties may start, where that is limited."""
        if self.within is None:
            return {}
        minute = self.request.horizon.minute
        starts = [(each.visit_id, minute(each.start)) for each in open_visits]
        return {visit_id: (start - self.within, start + self.within) for visit_id, start in starts}

    def build(self) -> Remainder:
        """Return the remainder."""
        request = self._own_request()
        travel = travel_matrix(request.places, request.travel)
        travel, tasks = with_slower_roads(
            request, travel, [self._timed(task) for task in list_tasks(request)], self.situation.changed.roads
        )
        slots = slots_of(request)
        problem = self._priced(problem_of(request, tasks, travel, slots), tasks, request)
        tables = tables_of(problem, standing=False)
        routing = Routing(request, tasks, travel, slots, Crew(request), problem, tables)
        anchors = tuple(
            tuple(PlannedVisit(visit_id=name, start=request.horizon.moment(anchor.start)) for name, anchor in own)
            for own in self.anchors
        )
        return Remainder(routing, self.freed, self.settled, self.lone, anchors)

    def _own_request(self) -> RotaRequest:
        """Return the request: freed duties' workers, open visits, anchors."""
        workers = [self._worker(worker_id) for worker_id in dict.fromkeys(each.slot[0] for each in self.freed)]
        ids = {worker.id for worker in workers}
        anchors = [
            (name, each.slot[0], anchor)
            for each, own in zip(self.freed, self.anchors, strict=True)
            for name, anchor in own
        ]
        users = [self._user(user_id, ids) for user_id in dict.fromkeys(visit.service_user_id for visit in self.visits)]
        users += [self._anchor_user(name, worker_id, anchor) for name, worker_id, anchor in anchors]
        places = {user.place_id for user in users} | {worker.place_id for worker in workers}
        places |= {worker.end_place_id for worker in workers if worker.end_place_id}
        trainings = self._open_trainings()
        return self.request.changed(
            workers=tuple(workers),
            service_users=tuple(users),
            visits=(*map(self._visit, self.visits), *(self._anchor_visit(name, anchor) for name, _, anchor in anchors)),
            pins=(
                *(pin for pin in self.request.pins if pin.visit_id in self.names and pin.worker_id in ids),
                *(self._pin(name, worker_id, anchor) for name, worker_id, anchor in anchors),
            ),
            places=tuple(place for place in self.request.places if place.id in places),
            trainings=tuple(each for each in self.request.trainings if each.id in trainings),
            posts=(),
            covers=(),
            line_terms=(),
            absences=(),
            preferences=(),
            as_was=(),
        )

    def _open_trainings(self) -> set[str]:
        held = [each for own in self.settled for each in own.trainings]
        planned = [each for freed in self.freed if freed.duty for each in freed.duty.trainings]
        return {each.training_id for each in planned if each not in held}

    def _worker(self, worker_id: str) -> Worker:
        return self.request.worker_by_id[worker_id].model_copy(update={"line_terms_id": None})

    def _user(self, user_id: str, workers: set[str]) -> ServiceUser:
        """Return a service user who knows whoever visits them anyway."""
        user = self.request.service_user_by_id[user_id]
        visiting = {slot[0] for visit in self.situation.visits_of[user_id] for slot, _ in self.makers.get(visit.id, ())}
        return user.model_copy(
            update={
                "known_worker_ids": tuple(sorted((set(user.known_worker_ids) | visiting) & workers)),
                "preferred_worker_ids": tuple(each for each in user.preferred_worker_ids if each in workers),
                "excluded_worker_ids": tuple(each for each in user.excluded_worker_ids if each in workers),
            }
        )

    def _anchor_user(self, name: str, worker_id: str, anchor: Anchor) -> ServiceUser:
        constituency = self.request.worker_by_id[worker_id].constituency
        return ServiceUser(id=name, place_id=anchor.place_id, constituency=constituency, known_worker_ids=(worker_id,))

    def _anchor_visit(self, name: str, anchor: Anchor) -> Visit:
        start = self.request.horizon.moment(anchor.start)
        window = Window(earliest_start=start, latest_start=start)
        return Visit(id=name, service_user_id=name, minutes=anchor.end - anchor.start, windows=(window,))

    def _pin(self, name: str, worker_id: str, anchor: Anchor) -> Pin:
        start = self.request.horizon.moment(anchor.start)
        return Pin(id=name, kind=PinKind.VISIT, worker_id=worker_id, visit_id=name, start=start)

    def _visit(self, visit: Visit) -> Visit:
        """Return what is open of a visit: all of it, or the share that a colleague lacks."""
        gaps = tuple(gap for gap in visit.gaps if gap.after_visit_id in self.names)
        missing = visit.workers_needed - len(self.makers.get(visit.id, ()))
        return visit.model_copy(update={"gaps": gaps, "workers_needed": missing})

    def _timed(self, task: Task) -> Task:
        """Return a task with the windows that what stands leaves it."""
        if task.visit_id is None or task.visit_id.startswith(ANCHOR):
            return task
        windows = list(task.windows)
        for ranges in self._ranges(self.request.visit_by_id[task.visit_id]):
            windows = [
                replace(window, earliest=max(window.earliest, first), latest=min(window.latest, last))
                for window in windows
                for first, last in ranges
                if max(window.earliest, first) <= min(window.latest, last)
            ]
        return replace(task, windows=tuple(windows) or (NEVER,))

    def _ranges(self, visit: Visit) -> Iterable[list[Range]]:
        """Yield when a visit may start: each time all of the ranges in a list count together."""
        minute = self.request.horizon.minute
        yield [(self.situation.now, FOREVER)]
        if visit.id in self.held:
            yield [self.held[visit.id]]
        for _, start in self.makers.get(visit.id, ()):
            yield _beside(visit, minute(start))
        for gap in visit.gaps:
            earlier = self._standing(gap.after_visit_id)
            if earlier:
                end = max(earlier) + self.request.visit_by_id[gap.after_visit_id].minutes
                yield [(end + gap.least_minutes, FOREVER if gap.most_minutes is None else end + gap.most_minutes)]
        for later_id, gap in self.situation.followers.get(visit.id, ()):
            later = self._standing(later_id)
            if later:
                last = min(later) - visit.minutes
                most = FOREVER if gap.most_minutes is None else gap.most_minutes
                yield [(last - most, last - gap.least_minutes)]

    def _standing(self, visit_id: str) -> list[int]:
        """Return the starts of a visit that does not change."""
        makers = () if visit_id in self.names else self.makers.get(visit_id, ())
        return [self.request.horizon.minute(start) for _, start in makers]

    def _priced(self, problem: RoutingProblem, tasks: Sequence[Task], request: RotaRequest) -> RoutingProblem:
        """Return the problem with promised visits above everything, and what it costs to move a visit to another."""
        rows = {worker.id: row for row, worker in enumerate(request.workers)}
        stops = tuple(
            self._priced_stop(stop, task, problem, rows) for stop, task in zip(problem.stops, tasks, strict=True)
        )
        return replace(problem, stops=stops)

    def _priced_stop(self, stop: Stop, task: Task, problem: RoutingProblem, rows: dict[str, int]) -> Stop:
        if task.visit_id is None or task.visit_id.startswith(ANCHOR):
            return stop
        promised = self.request.visit_by_id[task.visit_id].need is Need.REQUIRED
        promised = promised or task.visit_id in self.lone or task.visit_id in self.situation.loose
        own = [rows[name] for name in self.situation.published_makers.get(task.visit_id, ()) if name in rows]
        pence: Ints | None = stop.route_pence
        if own:
            workers = np.array([problem.routes[route].worker for route in stop.routes.tolist()], dtype=np.int64)
            moved = np.where(np.isin(workers, own), 0, self.situation.visit_moved_pence)
            pence = moved if pence is None else pence + moved
        price = stop.price + (PROMISED if promised and task.share == 0 else 0)
        return replace(stop, price=price, route_pence=pence)


def _beside(visit: Visit, start: int) -> list[Range]:
    """Return when a worker may start at a visit that a colleague starts then."""
    if visit.together is Together.INDEPENDENT:
        return [(-FOREVER, FOREVER)]
    if visit.starts_together:
        return [(start, start)]
    least = visit.second_least_minutes
    most = FOREVER if visit.second_most_minutes is None else visit.second_most_minutes
    return [(start + least, start + most), (start - most, start - least)]
