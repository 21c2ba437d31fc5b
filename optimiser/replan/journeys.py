"""The journeys of a duty as it is written, and the free times in which each may be made."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from models.clock import plus
from models.request import RotaRequest
from models.roster import Duty

Span = tuple[int, int]
Stop = tuple[int, int, str | None]
"""Start, end (minutes from the horizon's midnight) and place."""


def journeys(request: RotaRequest, duty: Duty) -> Iterator[tuple[str, str, list[Span]]]:
    """Yield each paid journey of a duty with the free times in which it may be made."""
    worker = request.worker_by_id[duty.worker_id]
    for number, part in enumerate(duty.parts):
        minute = request.horizon.minute
        start, end = minute(part.start), minute(part.end)
        opening = start + (request.rules.handover_minutes if number == 0 else 0)
        own = [stop for stop in _stops(request, duty) if start <= stop[0] < end]
        if not any(stop[2] for stop in own):
            continue
        first: list[Stop] = [(opening, opening, worker.start_base_id)] if worker.start_base_id else []
        last: list[Stop] = [(end, end, worker.end_base_id)] if worker.end_base_id else []
        yield from _legs([*first, *own, *last])


def _legs(stops: Sequence[Stop]) -> Iterator[tuple[str, str, list[Span]]]:
    origin: str | None = None
    rooms: list[Span] = []
    for before, stop in zip([None, *stops], stops, strict=False):
        if before is not None:
            rooms.append((before[1], stop[0]))
        if stop[2] is not None:
            if origin is not None:
                yield origin, stop[2], rooms
            origin, rooms = stop[2], []


def _stops(request: RotaRequest, duty: Duty) -> list[Stop]:
    minute = request.horizon.minute
    stops: list[Stop] = []
    for each in duty.visits:
        visit = request.visit_by_id[each.visit_id]
        place = request.service_user_by_id[visit.service_user_id].place_id
        stops.append((minute(each.start), minute(plus(each.start, visit.minutes)), place))
    for held in duty.trainings:
        length = request.training_by_id[held.training_id].minutes
        stops.append((minute(held.start), minute(held.start) + length, None))
    if duty.rest_break:
        stops.append((minute(duty.rest_break.start), minute(duty.rest_break.end), None))
    return sorted(stops, key=lambda stop: stop[:2])


def journey_minutes(request: RotaRequest, worker_id: str, origin: str, destination: str) -> int:
    """Return how long a worker's journey between two places takes."""
    places, mode = request.place_by_id, request.worker_by_id[worker_id].travel_mode
    return request.travel.minutes(request.travel.metres(places[origin], places[destination]), mode)


def can_be_driven(request: RotaRequest, duty: Duty) -> bool:
    """Return whether no stops of a duty overlap and there is time for every journey between them."""
    stops = _stops(request, duty)
    if any(before[1] > after[0] for before, after in pairwise(stops)):
        return False
    return all(
        max(end - start for start, end in rooms) >= journey_minutes(request, duty.worker_id, origin, destination)
        for origin, destination, rooms in journeys(request, duty)
    )
