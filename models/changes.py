"""What has changed since a roster was published, and what changing a published roster costs."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from models.base import Id, Minutes, Pence, Record
from models.clock import Day, LondonTime
from models.places import Place
from models.service_users import ServiceUser
from models.visits import Visit


class Sickness(Record):
    """A worker falls ill: their duties on these dates go, or, where one has begun, end with the visit under way."""

    kind: Literal["sickness"] = "sickness"
    worker_id: Id
    first_date: Day
    last_date: Day | None = Field(default=None, description="None = the first date alone")


class Withdrawal(Record):
    """A worker is withdrawn from a date to the horizon's end: suspended, moved away, an agency booking ended."""

    kind: Literal["worker_withdrawn"] = "worker_withdrawn"
    worker_id: Id
    first_date: Day


class Lateness(Record):
    """A worker runs late: their duty starts so much later or, where it has begun, they are free so much later."""

    kind: Literal["lateness"] = "lateness"
    worker_id: Id
    date: Day
    minutes: int = Field(gt=0, le=600)


class CancelledVisit(Record):
    """Nobody is to make a visit any more."""

    kind: Literal["cancelled_visit"] = "cancelled_visit"
    visit_id: Id


class LongerVisit(Record):
    """A visit takes longer (or shorter) than planned."""

    kind: Literal["longer_visit"] = "longer_visit"
    visit_id: Id
    minutes: int = Field(gt=0, le=1_440, description="its new length")


class UrgentVisit(Record):
    """A new visit, and the person and their place where the request does not have them yet."""

    kind: Literal["urgent_visit"] = "urgent_visit"
    visit: Visit
    service_user: ServiceUser | None = None
    place: Place | None = None


class Area(Record):
    """Some places: those named, and all where workers set out or people live in a constituency."""

    constituency: Id | None = None
    place_ids: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _holds_something(self) -> "Area":
        if self.constituency is None and not self.place_ids:
            raise ValueError("an area names a constituency, places or both")
        return self


class RoadClosed(Record):
    """Journeys to, from and inside an area (or between two areas) are slower for a while, or cannot be made."""

    kind: Literal["road_closed"] = "road_closed"
    start: LondonTime
    end: LondonTime
    area: Area
    other_area: Area | None = Field(default=None, description="None = all journeys that touch the area")
    extra_minutes: Minutes | None = Field(default=None, description="None = no journey can be made")


Change = Annotated[
    Sickness | Withdrawal | Lateness | CancelledVisit | LongerVisit | UrgentVisit | RoadClosed,
    Field(discriminator="kind"),
]


class ChangePrices(Record):
    """What changing a published roster is weighed at, in pence, besides the prices page; all defaults are assumed."""

    person_disturbed: Pence = Field(default=1_000, description="each worker with a further duty changed")
    visit_moved: Pence = Field(default=300, description="each worker's share of a visit that another worker makes now")
    minute_moved: Pence = Field(default=5, description="each minute by which a share of a visit starts at another time")
    short_notice_hour: Pence = Field(default=50, description="each hour of notice of a changed duty below notice_hours")
    notice_hours: int = Field(default=24, ge=0, le=500, description="from then on notice is long enough")
    short_notice_payment: Pence = Field(
        default=0, description="paid for each duty added or lengthened at less than notice_hours, where terms say so"
    )


class Changes(Record):
    """Everything that has changed, when that was known, and how much of the rest may change for it."""

    now: LondonTime | None = Field(default=None, description="None = before anything of the roster has begun")
    at_most_duties: int | None = Field(
        default=None, ge=0, le=1_000, description="duties that may change besides those of the changes themselves"
    )
    least_notice_hours: int = Field(default=0, ge=0, le=500, description="nothing sooner than that changes for others")
    prices: ChangePrices = ChangePrices()
    changes: tuple[Change, ...] = Field(min_length=1)
