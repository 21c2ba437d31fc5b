"""Shift patterns: the shapes a duty may take, and how far its start and end may move."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from pydantic import Field

from models.base import Id, Minutes, Record
from models.clock import ClockTime, at, in_london, minutes_between, span_on


class PatternKind(StrEnum):
    """What staff call the shift."""

    EARLY = "early"
    LATE = "late"
    NIGHT = "night"
    SPLIT = "split"
    LONG = "long"
    SHORT = "short"


class ClockSpan(Record):
    """A span of London clock time; an end not after its start falls on the next day."""

    start: ClockTime
    end: ClockTime


class ShiftPattern(Record):
    """A shift's parts (two or three for a split; the time between is unpaid) and how far its ends may move."""

    id: Id
    kind: PatternKind
    parts: tuple[ClockSpan, ...] = Field(min_length=1, max_length=3)
    start_earlier_minutes: Minutes = Field(default=0, description="how much earlier the first part may start")
    start_later_minutes: Minutes = 0
    end_earlier_minutes: Minutes = 0
    end_later_minutes: Minutes = Field(default=0, description="how much later the last part may end")
    break_minutes: Minutes = Field(default=0, description="rest break to be placed inside the duty")
    break_paid: bool = False
    break_earliest_start: ClockTime | None = Field(default=None, description="None in both = whenever else it may be")
    break_latest_start: ClockTime | None = Field(default=None, description="before the earliest = on the next day")

    def parts_on(self, day: date) -> list[tuple[datetime, datetime]]:
        """Return the instants of each part of the unmoved pattern on `day`."""
        return [span_on(day, part.start, part.end) for part in self.parts]

    def admits(self, day: date, parts: list[tuple[datetime, datetime]]) -> bool:
        """Return whether a duty with these parts on `day` lies within the pattern and its movable bounds."""
        own = self.parts_on(day)
        if len(parts) != len(own):
            return False
        start_shift = minutes_between(own[0][0], parts[0][0])
        end_shift = minutes_between(own[-1][1], parts[-1][1])
        inner = [moment for part in parts for moment in part][1:-1]
        own_inner = [moment for part in own for moment in part][1:-1]
        return (
            -self.start_earlier_minutes <= start_shift <= self.start_later_minutes
            and -self.end_earlier_minutes <= end_shift <= self.end_later_minutes
            and inner == own_inner
            and all(start < end for start, end in parts)
        )

    def break_starts(self, start: datetime, end: datetime) -> tuple[datetime, datetime] | None:
        """Return the first and the last instant at which the break of a duty may start, by the pattern's clock times.

        Args:
            start: of the duty.
            end: of the duty.

        Returns:
            The whole duty where the pattern names no clock times. Otherwise the first stretch between them, from the
            midnight of the duty's start on, that ends at or after its start, if it begins before its end; or else None.
        """
        if self.break_earliest_start is None or self.break_latest_start is None:
            return start, end
        days = timedelta(days=self.break_latest_start < self.break_earliest_start)
        day = in_london(start).date()
        while (first := at(day, self.break_earliest_start)) < end:
            last = at(day + days, self.break_latest_start)
            if last >= start:
                # When the clocks go forward, a time left out is shown an hour later: never past the latest start.
                return min(first, last), last
            day += timedelta(days=1)
        return None
