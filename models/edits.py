"""Changes that a team leader makes to a roster by hand; the referee says whether what comes of them stands."""

from typing import Annotated, Literal

from pydantic import Field

from models.base import Id, Record
from models.clock import Day, LondonTime
from models.roster import Duty


class MoveVisit(Record):
    """A visit goes to another worker's duty or another time; all other times stay as they are."""

    kind: Literal["move_visit"] = "move_visit"
    visit_id: Id
    from_worker_id: Id | None = Field(default=None, description="who makes it now; None = nobody does")
    to_worker_id: Id | None = Field(default=None, description="who is to make it; None = nobody")
    to_date: Day | None = Field(default=None, description="of the duty it goes to; None = the date it is made on now")
    start: LondonTime | None = Field(default=None, description="its new start; None = as it is now")


class SwapDuties(Record):
    """Two workers change duties, each with the visits in it; the dates may differ."""

    kind: Literal["swap_duties"] = "swap_duties"
    first_worker_id: Id
    first_date: Day
    second_worker_id: Id
    second_date: Day


class PutDuty(Record):
    """A worker's duty of a date is now this one, in place of the one there was, if any."""

    kind: Literal["put_duty"] = "put_duty"
    duty: Duty


class DropDuty(Record):
    """A worker has no duty on a date any more; nobody makes its visits."""

    kind: Literal["drop_duty"] = "drop_duty"
    worker_id: Id
    date: Day


class WholeRoster(Record):
    """All duties are now these, as in a roster edited elsewhere."""

    kind: Literal["whole_roster"] = "whole_roster"
    duties: tuple[Duty, ...] = Field(max_length=20_000)


Edit = Annotated[MoveVisit | SwapDuties | PutDuty | DropDuty | WholeRoster, Field(discriminator="kind")]


class Edits(Record):
    """Changes by hand, made one after the other and judged together."""

    edits: tuple[Edit, ...] = Field(min_length=1, max_length=1_000)
