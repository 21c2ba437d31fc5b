"""Places: where workers set out from, where service users live, where posts stand."""

from pydantic import Field

from models.base import Id, Record, Word


class Place(Record):
    """A point on the map, in WGS84 degrees; the postcode is kept only if that is how it was given."""

    id: Id
    latitude: float = Field(ge=49.0, le=61.5, description="degrees north; Great Britain lies within 49 to 61.5")
    longitude: float = Field(ge=-9.0, le=2.5, description="degrees east; Great Britain lies within -9 to 2.5")
    postcode: Word = ""
