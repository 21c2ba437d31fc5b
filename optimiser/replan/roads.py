"""Closed and slower roads: which journeys of a duty cannot be made in time, and tables for routing anew."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from models.changes import Area, RoadClosed
from models.request import RotaRequest
from models.roster import Duty
from optimiser.replan.journeys import Span, journey_minutes, journeys
from optimiser.routing.problem import NONE, Ints
from optimiser.routing.task import Task
from optimiser.routing.travel import TravelMatrix


def late_journeys(
    request: RotaRequest, duty: Duty, roads: Sequence[RoadClosed], now: datetime
) -> list[tuple[str, str]]:
    """Return the journeys (from and to which place) that cannot be made while roads are closed or slower.

    A journey can be made where some unbroken free time between its two stops, outside the closure, is as long as it
    takes, or where the whole of one holds it with the extra minutes.

    Args:
        request: with every stop of the duty.
        duty: any.
        roads: closed or slower ones.
        now: journeys to stops that begin by then are over.
    """
    if not roads:
        return []
    late, minute = [], request.horizon.minute
    for origin, destination, rooms in journeys(request, duty):
        if rooms[-1][1] <= minute(now):
            continue
        minutes = journey_minutes(request, duty.worker_id, origin, destination)
        for road in roads:
            closed = (minute(road.start), minute(road.end))
            if touches(request, road, origin, destination) and not _fits(rooms, closed, minutes, road.extra_minutes):
                late.append((origin, destination))
    return late


def touches(request: RotaRequest, road: RoadClosed, origin: str, destination: str) -> bool:
    """Return whether a journey between two places is slower because of a road; none that leads nowhere is."""
    area = places_of(request, road.area)
    if origin == destination:
        return False
    if road.other_area is None:
        return origin in area or destination in area
    other = places_of(request, road.other_area)
    return (origin in area and destination in other) or (origin in other and destination in area)


def places_of(request: RotaRequest, area: Area) -> frozenset[str]:
    """Return the places of an area."""
    if area.constituency is None:
        return frozenset(area.place_ids)
    homes = {user.place_id for user in request.service_users if user.constituency == area.constituency}
    bases = {worker.place_id for worker in request.workers if worker.constituency == area.constituency}
    return frozenset(area.place_ids) | homes | bases


def _fits(rooms: Sequence[Span], closed: Span, minutes: int, extra: int | None) -> bool:
    """Return whether some free time holds a journey outside the closure, or with its extra minutes."""
    if extra is not None and any(end - start >= minutes + extra for start, end in rooms):
        return True
    open_times = [
        piece for start, end in rooms for piece in ((start, min(end, closed[0])), (max(start, closed[1]), end))
    ]
    return any(end - start >= minutes for start, end in open_times)


def with_slower_roads(
    request: RotaRequest, travel: TravelMatrix, tasks: Sequence[Task], roads: Sequence[RoadClosed]
) -> tuple[TravelMatrix, list[Task]]:
    """Return journeys and tasks for routing while roads are closed or slower.

    Every place has a second row, as slow as it is during the closures; a task that may be made around one is there.
    Where no journey can be made, one takes as long as the closure and twice its own minutes: then one of the two times
    around the closure is long enough. So what is routed can be driven, though something that could be may be missed.
    """
    if not roads:
        return travel, list(tasks)
    size = len(request.places)
    minutes, pence = np.tile(travel.minutes, (1, 2, 2)), np.tile(travel.pence, (2, 2))
    for road in roads:
        touched = _touched(request, road)
        normal = travel.minutes
        more = _extra(request, road, normal) * touched
        minutes[:, size:, :] += np.tile(more, (1, 1, 2))
        minutes[:, :size, size:] += more
    slow = [replace(task, place=task.place + size) if _is_near(request, task, roads) else task for task in tasks]
    return TravelMatrix(minutes=minutes, pence=pence), slow


def _touched(request: RotaRequest, road: RoadClosed) -> Ints:
    """Return which journeys of the request's places a road makes slower, [from, to]."""
    inside = _rows_in(request, road.area)
    touched = inside[:, None] | inside[None, :]
    if road.other_area is not None:
        other = _rows_in(request, road.other_area)
        touched = (inside[:, None] & other[None, :]) | (other[:, None] & inside[None, :])
    return (touched & ~np.eye(inside.size, dtype=np.bool_)).astype(np.int64)


def _rows_in(request: RotaRequest, area: Area) -> NDArray[np.bool_]:
    places = places_of(request, area)
    return np.array([place.id in places for place in request.places], dtype=np.bool_)


def _extra(request: RotaRequest, road: RoadClosed, normal: Ints) -> Ints:
    if road.extra_minutes is not None:
        return np.full_like(normal, road.extra_minutes)
    return normal + (request.horizon.minute(road.end) - request.horizon.minute(road.start))


def _is_near(request: RotaRequest, task: Task, roads: Sequence[RoadClosed]) -> bool:
    """Return whether the journeys to or from a task may fall into a closure: its windows, an hour and a half around."""
    minute = request.horizon.minute
    return task.place != NONE and any(
        window.earliest - AROUND <= minute(road.end) and minute(road.start) <= window.latest + task.minutes + AROUND
        for window in task.windows
        for road in roads
    )


AROUND = 90  # minutes
