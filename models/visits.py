"""Visits and posts: the work to be covered."""

from enum import StrEnum
from typing import NamedTuple

from pydantic import Field

from models.base import Id, Minutes, Pence, Record
from models.clock import LondonTime, minutes_between
from models.money import Prices
from models.service_users import FundingShare


class Need(StrEnum):
    """Whether a visit is already promised or would be taken from the waiting list if time allows."""

    REQUIRED = "required"
    WAITING_LIST = "waiting_list"


class Period(StrEnum):
    """Day or night work, for costs and metrics."""

    DAY = "day"
    NIGHT = "night"


class Together(StrEnum):
    """How the two workers of a visit start: at one time, one some minutes after the other, or each when it suits."""

    SIMULTANEOUS = "simultaneous"
    SEQUENCE = "sequence"
    INDEPENDENT = "independent"


class Timing(NamedTuple):
    """How far a start lies outside its window's two instants; at most one of them is above 0."""

    late_minutes: int
    early_minutes: int

    def pence(self, prices: Prices) -> int:
        """Return what this start costs."""
        return self.late_minutes * prices.late_minute + self.early_minutes * prices.early_minute


class Window(Record):
    """When a visit may start: between the two instants, or earlier or later by what is allowed, at a price."""

    earliest_start: LondonTime
    latest_start: LondonTime
    late_minutes_allowed: Minutes = Field(default=0, description="0 = hard; more = late starts allowed, priced")
    early_minutes_allowed: Minutes = Field(default=0, description="0 = hard; more = early starts allowed, priced")

    def timing(self, start: LondonTime) -> Timing | None:
        """Return how late or early `start` is in this window, or None when it does not admit that start."""
        late = max(0, minutes_between(self.latest_start, start))
        early = max(0, minutes_between(start, self.earliest_start))
        admitted = late <= self.late_minutes_allowed and early <= self.early_minutes_allowed
        return Timing(late, early) if admitted else None


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
    together: Together = Field(default=Together.SIMULTANEOUS, description="how two workers start")
    second_least_minutes: Minutes = Field(default=0, description="from the first start to the second, in sequence")
    second_most_minutes: Minutes | None = Field(default=None, description="the same; None = no most")
    skills: tuple[Id, ...] = Field(default=(), description="each worker at the visit needs all of these")
    need: Need = Need.REQUIRED
    time_critical: bool = False
    period: Period = Period.DAY
    unserved_price_pence: Pence | None = Field(default=None, description="empty = from the prices page")
    gaps: tuple[Gap, ...] = ()

    def admits(self, start: LondonTime) -> bool:
        """Return whether some window admits the start."""
        return any(window.timing(start) is not None for window in self.windows)

    def timing(self, start: LondonTime, prices: Prices) -> Timing | None:
        """Return how late or early `start` is in the window where that costs least, the first of several such.

        None when no window admits it.
        """
        timings = [timing for window in self.windows if (timing := window.timing(start)) is not None]
        return min(timings, key=lambda timing: timing.pence(prices), default=None)

    @property
    def starts_together(self) -> bool:
        """Whether all who make the visit have one start: anybody alone, and two unless told otherwise."""
        return self.workers_needed == 1 or self.together is Together.SIMULTANEOUS

    def may_lie_apart(self, minutes: int) -> bool:
        """Return whether two workers' starts may lie so many minutes apart."""
        if self.starts_together:
            return minutes == 0
        if self.together is Together.INDEPENDENT:
            return True
        most = self.second_most_minutes
        return self.second_least_minutes <= minutes and (most is None or minutes <= most)


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
