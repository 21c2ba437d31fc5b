"""Places: where workers set out from, where service users live, where posts stand."""

from typing import Annotated

from pydantic import AfterValidator, Field

from models.base import Id, Record, Word


def ten_centimetres(degrees: float) -> float:
    """Return degrees to six decimals, about ten centimetres: what every file format keeps exactly."""
    # Adding nothing turns -0.0, which a workbook does not keep, into 0.0.
    return round(degrees, 6) + 0.0


Degrees = Annotated[float, AfterValidator(ten_centimetres)]


class Place(Record):
    """A point on the map, in WGS84 degrees; the postcode is kept only if that is how it was given."""

    id: Id
    latitude: Degrees = Field(ge=49.0, le=61.5, description="degrees north; Great Britain lies within 49 to 61.5")
    longitude: Degrees = Field(ge=-9.0, le=2.5, description="degrees east; Great Britain lies within -9 to 2.5")
    postcode: Word = ""
