"""Travel between all places at once: metres, minutes by mode and mileage pence, equal to `TravelTerms` pair by pair."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from models.base import TravelMode
from models.places import Place
from models.travel import METRES_PER_MILE, TravelTerms

EARTH_RADIUS_METRES = 6_371_009  # geopy's mean earth radius, so that both agree
MODES = (TravelMode.CAR, TravelMode.WALK, TravelMode.BUS)


@dataclass(frozen=True)
class TravelMatrix:
    """Journeys between P places, rows from, columns to."""

    minutes: NDArray[np.int64]  # [3, P, P] by mode, in the order of MODES
    pence: NDArray[np.int64]  # [P, P] mileage of a leg by car


@lru_cache(maxsize=2)  # preflight, the rule of reach and the routing of one request ask for the same
def travel_matrix(places: tuple[Place, ...], terms: TravelTerms) -> TravelMatrix:
    """Return all journeys between `places`, as many rows and columns as there are places."""
    metres = _metres(places, terms)
    minutes = np.stack([_minutes(metres, terms, mode) for mode in MODES])
    pence = (metres * terms.mileage_pence_per_mile + METRES_PER_MILE // 2) // METRES_PER_MILE
    return TravelMatrix(minutes=minutes.astype(np.int64), pence=pence.astype(np.int64))


def _metres(places: tuple[Place, ...], terms: TravelTerms) -> NDArray[np.int64]:
    """Great-circle metres times the detour, by geopy's own formula."""
    latitude = np.radians([place.latitude for place in places])[:, None]
    longitude = np.radians([place.longitude for place in places])[:, None]
    turn = longitude.T - longitude
    sin_from, cos_from, sin_to, cos_to = np.sin(latitude), np.cos(latitude), np.sin(latitude.T), np.cos(latitude.T)
    across = np.hypot(cos_to * np.sin(turn), cos_from * sin_to - sin_from * cos_to * np.cos(turn))
    along = sin_from * sin_to + cos_from * cos_to * np.cos(turn)
    metres = EARTH_RADIUS_METRES * np.arctan2(across, along) * terms.detour_percent / 100
    rounded: NDArray[np.int64] = np.rint(metres).astype(np.int64)
    return rounded


def _minutes(metres: NDArray[np.int64], terms: TravelTerms, mode: TravelMode) -> NDArray[np.int64]:
    """Whole minutes, rounded up, and the mode's fixed minutes; none between places that are the same."""
    speed = terms.speed(mode)
    moving = -(-metres * 60 // speed.metres_per_hour) + speed.fixed_minutes
    return np.where(metres == 0, 0, moving)
