"""The page of `rota capacity`: where a roster has room."""

from collections.abc import Sequence

from models.request import RotaRequest
from optimiser.recommend.capacity import Room
from service.report.sections import capacity
from service.report.standalone import standalone
from service.report.words import hours, long_date


def capacity_page(request: RotaRequest, rooms: Sequence[Room]) -> str:
    """Return the page of the room left in a roster."""
    sentence = _sentence(rooms)
    heading = f"Room left in the week of {long_date(request.horizon.start)}"
    sections = [("capacity", "What can still be accepted", capacity.view(rooms))]
    return standalone(
        f"Enablement rota: {request.name}", heading, sentence, sections, f"Made from request {request.sha256[:12]}."
    )


def _sentence(rooms: Sequence[Room]) -> str:
    """Return who has most room; sums over constituencies would count shared workers twice."""
    sums = {room.constituency: 0 for room in rooms}
    for room in rooms:
        sums[room.constituency] += room.day
    if not sums:
        return "There is nobody to visit."
    most = max(sums, key=lambda name: sums[name])
    others = f"; no other of {len(sums)} constituencies has more" if len(sums) > 1 else ""
    return f"{hours(sums[most])} hours of standard visits in {most}, on top of everything planned{others}."
