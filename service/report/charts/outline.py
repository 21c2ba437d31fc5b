"""Places on a flat sheet: metres east and north of a middle, and the outline around a set of points."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

from models.places import Place

METRES_PER_DEGREE = 111_195
Point = tuple[float, float]


@dataclass(frozen=True)
class Sheet:
    """A flat map good for one city: north is up, and a metre is the same both ways (true to 0.1% over 30 km)."""

    latitude: float
    longitude: float

    def point(self, place: Place) -> Point:
        """Return the metres east and south of the sheet's middle (south, for SVG counts downwards)."""
        east = (place.longitude - self.longitude) * METRES_PER_DEGREE * cos(radians(self.latitude))
        return east, (self.latitude - place.latitude) * METRES_PER_DEGREE


def sheet_of(places: Iterable[Place]) -> Sheet:
    """Return the sheet whose middle is the places' mean."""
    known = list(places)
    return Sheet(
        sum(place.latitude for place in known) / max(1, len(known)),
        sum(place.longitude for place in known) / max(1, len(known)),
    )


def _half(points: Sequence[Point]) -> list[Point]:
    chain: list[Point] = []
    for x, y in points:
        while len(chain) > 1 and (chain[-1][0] - chain[-2][0]) * (y - chain[-2][1]) <= (chain[-1][1] - chain[-2][1]) * (
            x - chain[-2][0]
        ):
            chain.pop()
        chain.append((x, y))
    return chain


def outline(points: Iterable[Point]) -> list[Point]:
    """Return the convex outline around the points (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    return _half(ordered)[:-1] + _half(ordered[::-1])[:-1]
