"""What every model shares: frozen records, ids, whole minutes, whole pence and the team's words."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

# Begins with a letter or digit (so no cell is ever read as a formula) and does not end in a space.
NAME = r"[A-Za-z0-9]([A-Za-z0-9 ._:/+&'-]*[A-Za-z0-9._:/+&'-])?"
Id = Annotated[
    str,
    StringConstraints(min_length=1, max_length=64, pattern=f"^{NAME}$"),
]
Word = Annotated[str, StringConstraints(max_length=64, pattern=f"^({NAME})?$")]
Minutes = Annotated[int, Field(ge=0, le=100_000)]
Pence = Annotated[int, Field(ge=0, le=100_000_000)]


class Record(BaseModel):
    """A frozen, strictly shaped record; an unknown field is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Employment(StrEnum):
    """How a worker is engaged: contracted hours are owed, bank and agency hours cost their pay."""

    PERMANENT = "permanent"
    BANK = "bank"
    AGENCY = "agency"


class TravelMode(StrEnum):
    """How a worker moves between visits."""

    CAR = "car"
    WALK = "walk"
    BUS = "bus"


class StartsFrom(StrEnum):
    """Where a duty's journeys begin or end: from and to home they are an unpaid commute, a base's are paid travel."""

    HOME = "home"
    BASE = "base"


class Gender(StrEnum):
    """A worker's gender, held only so that a service user's request can be met."""

    FEMALE = "female"
    MALE = "male"
