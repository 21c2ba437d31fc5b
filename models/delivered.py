"""What became of the visits of a published roster: when each worker's share was really made, or why it was not."""

from enum import StrEnum

from pydantic import Field

from models.base import Id, Record
from models.clock import LondonTime, minutes_between


class NotMade(StrEnum):
    """Why a visit was not made, in words that say nothing about anybody's health."""

    CANCELLED = "cancelled"
    NO_ACCESS = "no_access"
    WORKER_AWAY = "worker_away"
    NO_TIME = "no_time"
    OTHER = "other"


class DeliveredVisit(Record):
    """One worker's share of a visit as recorded: its start and end, or the reason why they did not make it.

    A visit made by two workers has two records. Who stood in for somebody is recorded under their own id.
    """

    visit_id: Id
    worker_id: Id
    start: LondonTime | None = Field(default=None, description="when the visit began; with its end, or neither")
    end: LondonTime | None = None
    not_made: NotMade | None = Field(default=None, description="why it was not made; None = it was")

    @property
    def minutes(self) -> int:
        """Elapsed minutes with the person; 0 where the visit was not made."""
        return minutes_between(self.start, self.end) if self.start and self.end else 0
