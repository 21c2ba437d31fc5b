"""The page of `rota capacity`: where a roster has room."""

from collections.abc import Sequence

from models.request import RotaRequest
from optimiser.recommend.capacity import Room
from service.report.sections import capacity
from service.report.standalone import standalone
from service.report.words import hours, long_date


def capacity_page(request: RotaRequest, rooms: Sequence[Room]) -> str:
    """Return the page of the room left in a roster."""
    names = sorted({room.constituency for room in rooms})
    sentence = (
        f"{hours(sum(room.day for room in rooms))} hours of standard visits"
        + (f" in {names[0]}" if len(names) == 1 else ", each constituency and day asked alone")
        + ", on top of everything planned."
    )
    heading = f"Room left in the week of {long_date(request.horizon.start)}"
    sections = [("capacity", "What can still be accepted", capacity.view(rooms))]
    return standalone(
        f"Enablement rota: {request.name}", heading, sentence, sections, f"Made from request {request.sha256[:12]}."
    )
