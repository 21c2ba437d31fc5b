"""Each worker's share of a visit: planned, recorded or both."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.clock import minutes_between
from models.delivered import DeliveredVisit
from models.request import RotaRequest
from models.roster import Roster
from optimiser.ledger.stops import counted_duties

VERY_LATE_MINUTES = 30  # optimiser/MEANING.md: begun more than 30 minutes after the time told


@dataclass(frozen=True)
class Planned:
    """A share as told: by whom and from when."""

    worker_id: str
    start: datetime


@dataclass(frozen=True)
class Share:
    """A share of a visit; without `planned` it was made beyond the plan, without `record` nobody noted it."""

    visit_id: str
    planned: Planned | None
    record: DeliveredVisit | None

    @property
    def worker_id(self) -> str:
        """Whose share it is: who made it, or else who was to."""
        own = self.record if self.is_made or self.planned is None else self.planned
        assert own is not None
        return own.worker_id

    @property
    def is_made(self) -> bool:
        """Whether somebody made it."""
        return self.record is not None and self.record.not_made is None

    @property
    def is_very_late(self) -> bool:
        """Whether it was made and begun very late."""
        if self.planned is None or self.record is None or self.record.start is None:
            return False
        return minutes_between(self.planned.start, self.record.start) > VERY_LATE_MINUTES


def shares_of(request: RotaRequest, roster: Roster, delivered: Sequence[DeliveredVisit]) -> Iterator[Share]:
    """Yield every share, visit by visit in the request's order.

    A planned share is paired with the record of its worker where they made it; then with that of somebody who stood
    in; then with the reason why it was not made. The reason of one for whom another stood in counts no more.
    """
    planned: dict[str, list[Planned]] = defaultdict(list)
    for duty in counted_duties(request, roster):
        for visit in duty.visits:
            planned[visit.visit_id].append(Planned(duty.worker_id, visit.start))
    records: dict[str, list[DeliveredVisit]] = defaultdict(list)
    for each in delivered:
        records[each.visit_id].append(each)
    for visit_id in request.visit_by_id:
        if visit_id in planned or visit_id in records:
            yield from _paired(visit_id, planned[visit_id], records[visit_id])


def _paired(visit_id: str, planned: list[Planned], records: list[DeliveredVisit]) -> Iterator[Share]:
    made = [each for each in records if each.not_made is None]
    own = {each.worker_id: each for each in made}
    told = {each.worker_id for each in planned}
    others = [each for each in made if each.worker_id not in told]
    reasons = {each.worker_id: each for each in records if each.not_made is not None}
    for each in planned:
        record = own.pop(each.worker_id, None)
        if record is None and others:
            record = others.pop(0)
        yield Share(visit_id, each, record or reasons.pop(each.worker_id, None))
    yield from (Share(visit_id, None, record) for record in others)
