"""Work offered to a team: a package of visits to one person, on some weekdays, from one date to another.

A single visit is a package of one visit on one date.
"""

import datetime as calendar
from collections.abc import Iterator
from enum import StrEnum

from pydantic import Field

from models.base import Id, Minutes, Pence, Record
from models.clock import ClockTime, Day, Horizon, span_on
from models.places import Place
from models.service_users import ServiceUser
from models.visits import Need, Period, Together, Visit, Window


class Weekday(StrEnum):
    """A day of the week, in the order in which Python counts them."""

    MONDAY = "mon"
    TUESDAY = "tue"
    WEDNESDAY = "wed"
    THURSDAY = "thu"
    FRIDAY = "fri"
    SATURDAY = "sat"
    SUNDAY = "sun"

    @classmethod
    def of(cls, date: calendar.date) -> "Weekday":
        """Return the weekday of a date."""
        return list(cls)[date.weekday()]


class PackageVisit(Record):
    """One visit of a package: how long, between which clock times it may start, and on which weekdays it comes."""

    name: Id = Field(default="visit", description="told apart by it from the package's others, as morning or tea")
    minutes: int = Field(gt=0, le=1_440)
    earliest_start: ClockTime
    latest_start: ClockTime = Field(description="before the earliest = on the next day")
    early_minutes_allowed: Minutes = 0
    late_minutes_allowed: Minutes = 0
    weekdays: tuple[Weekday, ...] = Field(default=tuple(Weekday), min_length=1)
    workers_needed: int = Field(default=1, ge=1, le=2)
    together: Together = Together.SIMULTANEOUS
    skills: tuple[Id, ...] = ()
    need: Need = Need.REQUIRED
    time_critical: bool = False
    period: Period = Period.DAY
    unserved_price_pence: Pence | None = None

    def window_on(self, date: calendar.date) -> Window:
        """Return when it may start on a date."""
        if self.earliest_start == self.latest_start:
            start = span_on(date, self.earliest_start, self.latest_start)[0]
            earliest, latest = start, start
        else:
            earliest, latest = span_on(date, self.earliest_start, self.latest_start)
        return Window(
            earliest_start=earliest,
            latest_start=latest,
            early_minutes_allowed=self.early_minutes_allowed,
            late_minutes_allowed=self.late_minutes_allowed,
        )


class Package(Record):
    """Visits to one person, who is known to the request or comes with their place."""

    id: Id
    service_user_id: Id
    service_user: ServiceUser | None = Field(default=None, description="of somebody new; empty = known to the request")
    place: Place | None = Field(default=None, description="of somebody new, where it is not known to the request")
    first_date: Day
    last_date: Day | None = Field(default=None, description="empty = the first date alone, or as many weeks as told")
    weeks: int | None = Field(default=None, ge=1, le=53)
    visits: tuple[PackageVisit, ...] = Field(min_length=1)

    @property
    def end_date(self) -> calendar.date:
        """The last date on which a visit may come."""
        if self.weeks is not None:
            return self.first_date + calendar.timedelta(days=7 * self.weeks - 1)
        return self.last_date or self.first_date

    def comings(self) -> Iterator[tuple[calendar.date, PackageVisit]]:
        """Yield each visit on each of its dates, by date."""
        for number in range((self.end_date - self.first_date).days + 1):
            date = self.first_date + calendar.timedelta(days=number)
            yield from ((date, visit) for visit in self.visits if Weekday.of(date) in visit.weekdays)

    def visits_in(self, horizon: Horizon) -> tuple[Visit, ...]:
        """Return the visits whose dates lie in a horizon, each under an id of its own."""
        dates = set(horizon.dates)
        return tuple(self._visit(date, visit) for date, visit in self.comings() if date in dates)

    def _visit(self, date: calendar.date, visit: PackageVisit) -> Visit:
        shared = ("minutes", "workers_needed", "together", "skills", "need", "time_critical", "period")
        return Visit(
            id=f"{self.id}-{date:%d%b}-{visit.name}",
            service_user_id=self.service_user_id,
            windows=(visit.window_on(date),),
            unserved_price_pence=visit.unserved_price_pence,
            **{name: getattr(visit, name) for name in shared},
        )
