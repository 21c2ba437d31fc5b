"""Europe/London time in whole minutes, right across both clock changes.

Every instant is a datetime with a fixed offset (+00:00 or +01:00), so subtraction and comparison are always in elapsed
time: a night across a clock change comes out one hour shorter or longer without anybody having to remember it.
"""

from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cached_property, lru_cache
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, WithJsonSchema

from models.base import Record

LONDON = ZoneInfo("Europe/London")


def in_london(moment: datetime) -> datetime:
    """Return the instant with London's offset at that instant; a naive datetime is read as London wall time.

    Raises:
        ValueError: when the instant is not a whole minute.
    """
    if moment.second or moment.microsecond:
        raise ValueError("times are whole minutes")
    known = moment.replace(tzinfo=LONDON) if moment.tzinfo is None else moment
    local = known.astimezone(UTC).astimezone(LONDON)
    # The offset says which of two like clock times is meant; a fold left on would mislead whoever asks for time().
    return local.replace(tzinfo=timezone(local.utcoffset() or timedelta(0)), fold=0)


@lru_cache(maxsize=2**15)  # the shifts of a year begin and end at the same few clock times
def at(day: date, clock: time) -> datetime:
    """Return the instant at which London's clocks show `clock` on `day` (the first one, where they show it twice)."""
    return in_london(datetime.combine(day, clock))


@lru_cache(maxsize=2**15)  # the same stops are read again each time a roster is judged or counted
def plus(moment: datetime, minutes: int) -> datetime:
    """Return the instant `minutes` elapsed minutes later, with London's offset then."""
    return in_london(moment + timedelta(minutes=minutes))


def minutes_between(start: datetime, end: datetime) -> int:
    """Return the elapsed minutes from `start` to `end` (negative when `end` is earlier)."""
    return int((end - start).total_seconds()) // 60


def span_on(day: date, start: time, end: time) -> tuple[datetime, datetime]:
    """Return the instants of a clock span that begins on `day`; an end not after its start falls on the next day."""
    last_day = day if end > start else day + timedelta(days=1)
    return at(day, start), at(last_day, end)


def clock_text(moment: datetime) -> str:
    """Return the London wall time as HH:MM."""
    return in_london(moment).strftime("%H:%M")


def in_this_century(moment: datetime) -> datetime:
    """Return the instant, once it is certain that a mistyped year has not put it beyond any calendar."""
    if not 2000 <= moment.year <= 2099:
        raise ValueError("years are 2000 to 2099")
    return moment


def clock_face(clock: time) -> time:
    """Return the clock time, once it is certain that it is a whole minute and names no time zone."""
    if clock.second or clock.microsecond or clock.tzinfo is not None:
        raise ValueError("clock times are whole minutes, without a time zone")
    return clock.replace(fold=0)


# JSON Schema's "time" has an offset; a clock face has none.
_CLOCK_FACE = {"type": "string", "pattern": r"^([01][0-9]|2[0-3]):[0-5][0-9](:00)?$", "examples": ["07:30"]}
ClockTime = Annotated[time, AfterValidator(clock_face), WithJsonSchema(_CLOCK_FACE)]
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2099, 12, 31))]
LondonTime = Annotated[datetime, AfterValidator(in_this_century), AfterValidator(in_london)]


class Horizon(Record):
    """The days being planned: `days` whole London days from `start`."""

    start: Day
    days: int = Field(default=7, ge=1, le=371, description="up to 53 weeks")

    @cached_property
    def midnight(self) -> datetime:
        """The instant at which the horizon begins."""
        return at(self.start, time(0))

    @property
    def end(self) -> datetime:
        """The instant at which the horizon ends."""
        return at(self.start + timedelta(days=self.days), time(0))

    @cached_property
    def dates(self) -> list[date]:
        """Every date of the horizon, in order."""
        return [self.start + timedelta(days=offset) for offset in range(self.days)]

    @property
    def weeks(self) -> list[list[date]]:
        """The dates in blocks of seven from the start; the last block may be shorter."""
        return [self.dates[first : first + 7] for first in range(0, self.days, 7)]

    def minute(self, moment: datetime) -> int:
        """Return the elapsed minutes from the horizon's beginning to `moment`."""
        return minutes_between(self.midnight, moment)

    def moment(self, minute: int) -> datetime:
        """Return the instant `minute` elapsed minutes after the horizon's beginning."""
        return plus(self.midnight, minute)
