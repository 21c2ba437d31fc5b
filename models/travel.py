"""What a journey is: metres, whole minutes and whole pence between two places.

metres  = great-circle distance x detour, rounded to a whole metre
minutes = 0 when metres is 0, else metres at the mode's speed, rounded up, plus the mode's fixed minutes for each leg
pence   = car only: metres x pence per mile, rounded to a whole penny
"""

from functools import lru_cache

from geopy.distance import great_circle
from pydantic import Field

from models.base import Minutes, Pence, Record, TravelMode
from models.places import Place

METRES_PER_MILE = 1609


@lru_cache(maxsize=2**15)  # a roster is judged and counted many times, and a city's has some 6,000 journeys
def _straight_metres(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    return float(great_circle((latitude, longitude), (to_latitude, to_longitude)).m)


class ModeSpeed(Record):
    """How fast one mode of travel is, door to door."""

    metres_per_hour: int = Field(gt=0, le=120_000)
    fixed_minutes: Minutes = Field(default=0, description="parking, waiting for a bus: added to each leg")


class TravelTerms(Record):
    """Speeds by mode and what a car mile is paid."""

    detour_percent: int = Field(default=130, ge=100, le=300, description="road distance / straight line; assumed")
    car: ModeSpeed = ModeSpeed(metres_per_hour=28_000, fixed_minutes=2)
    walk: ModeSpeed = ModeSpeed(metres_per_hour=4_800)
    bus: ModeSpeed = ModeSpeed(metres_per_hour=14_000, fixed_minutes=6)
    mileage_pence_per_mile: Pence = Field(default=45, description="HMRC approved rate; FACTS.md: not verified")

    def speed(self, mode: TravelMode) -> ModeSpeed:
        """Return the speed of `mode`."""
        return {TravelMode.CAR: self.car, TravelMode.WALK: self.walk, TravelMode.BUS: self.bus}[mode]

    def metres(self, origin: Place, destination: Place) -> int:
        """Return the metres travelled between two places."""
        straight = _straight_metres(origin.latitude, origin.longitude, destination.latitude, destination.longitude)
        return round(straight * self.detour_percent / 100)

    def minutes(self, metres: int, mode: TravelMode) -> int:
        """Return the whole minutes a leg of `metres` takes by `mode`."""
        if metres == 0:
            return 0
        speed = self.speed(mode)
        return -(-metres * 60 // speed.metres_per_hour) + speed.fixed_minutes

    def pence(self, metres: int, mode: TravelMode) -> int:
        """Return the mileage paid for a leg of `metres` by `mode`, in pence."""
        if mode is not TravelMode.CAR:
            return 0
        return (metres * self.mileage_pence_per_mile + METRES_PER_MILE // 2) // METRES_PER_MILE
