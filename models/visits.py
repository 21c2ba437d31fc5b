"""Visits and posts: the work to be covered."""

from enum import StrEnum

from pydantic import Field

from models.base import Id, Minutes, Pence, Record
from models.clock import LondonTime, minutes_between
from models.service_users import FundingShare


class Need(StrEnum):
    """Whether a visit is already promised or would be taken from the waiting list if time allows."""

    REQUIRED = "required"
    WAITING_LIST = "waiting_list"


class Period(StrEnum):
    """Day or night work, for costs and metrics."""

    DAY = "day"
    NIGHT = "night"


class Window(Record):
    """When a visit may start: between the two instants, or at most `late_minutes_allowed` later at a price."""

    earliest_start: LondonTime
    latest_start: LondonTime
    late_minutes_allowed: Minutes = Field(default=0, description="0 = hard; more = late starts allowed, priced")

    def late_minutes(self, start: LondonTime) -> int | None:
        """Return how late `start` is in this window, or None when it does not admit that start."""
        late = max(0, minutes_between(self.latest_start, start))
        admitted = start >= self.earliest_start and late <= self.late_minutes_allowed
        return late if admitted else None


class Gap(Record):
    """Minutes that must lie between the end of an earlier visit of the same person and the start of this one."""

    after_visit_id: Id
    least_minutes: Minutes = 0
    most_minutes: Minutes | None = None


class Visit(Record):
    """Care for one service user: how long, when, by how many workers, and what it is worth."""

    id: Id
    service_user_id: Id
    minutes: int = Field(gt=0, le=1_440)
    windows: tuple[Window, ...] = Field(min_length=1)
    workers_needed: int = Field(default=1, ge=1, le=2)
    skills: tuple[Id, ...] = Field(default=(), description="each worker at the visit needs all of these")
    need: Need = Need.REQUIRED
    time_critical: bool = False
    period: Period = Period.DAY
    unserved_price_pence: Pence | None = Field(default=None, description="empty = from the prices page")
    gaps: tuple[Gap, ...] = ()

    def late_minutes(self, start: LondonTime) -> int | None:
        """Return the least lateness of `start` over all windows, or None when no window admits it."""
        lateness = [late for window in self.windows if (late := window.late_minutes(start)) is not None]
        return min(lateness) if lateness else None


class Post(Record):
    """Standing cover at a place for one period, by one worker whose duty is exactly that period."""

    id: Id
    place_id: Id
    constituency: Id
    start: LondonTime
    end: LondonTime
    skills: tuple[Id, ...] = ()
    programme: Id = "posts"
    funding: tuple[FundingShare, ...] = Field(
        default=(FundingShare(funder="council", percent=100),), min_length=1, description="shares sum to 100"
    )
