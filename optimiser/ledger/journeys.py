"""The journeys of a part: from placed stop to placed stop, from and to the bases where a worker starts and ends."""

from dataclasses import dataclass
from itertools import pairwise

from models.request import RotaRequest
from models.visits import Visit
from models.workers import Worker
from optimiser.ledger.stops import Part


@dataclass(frozen=True)
class Leg:
    """One journey: made between two minutes of the part, to a visit or (None) back to the base."""

    leave: int
    arrive: int
    minutes: int
    pence: int
    visit: Visit | None


class Journeys:
    """The legs of duties, by MEANING.md; distances are looked up once for each pair of places."""

    def __init__(self, request: RotaRequest) -> None:
        self._request = request
        self._metres: dict[tuple[str, str], int] = {}

    def legs(self, worker: Worker, part: Part) -> list[Leg]:
        """Return the journeys of one part in order: a commute from or to home is none."""
        users = self._request.service_user_by_id
        ends: list[tuple[str, int, int, Visit | None]] = [
            (users[stop.visit.service_user_id].place_id, stop.start, stop.end, stop.visit)
            for stop in part.stops
            if stop.visit
        ]
        if part.stops and worker.start_base_id:
            ends = [(worker.start_base_id, part.start, part.start, None), *ends]
        if part.stops and worker.end_base_id:
            ends = [*ends, (worker.end_base_id, part.end, part.end, None)]
        return [
            self._leg(worker, (origin, leave), (place, arrive), visit)
            for (origin, _, leave, _), (place, arrive, _, visit) in pairwise(ends)
        ]

    def _leg(self, worker: Worker, origin: tuple[str, int], destination: tuple[str, int], visit: Visit | None) -> Leg:
        terms, mode = self._request.travel, worker.travel_mode
        metres = self._distance(origin[0], destination[0])
        return Leg(origin[1], destination[1], terms.minutes(metres, mode), terms.pence(metres, mode), visit)

    def _distance(self, origin: str, destination: str) -> int:
        key = (origin, destination)
        if key not in self._metres:
            places = self._request.place_by_id
            self._metres[key] = self._request.travel.metres(places[origin], places[destination])
        return self._metres[key]
