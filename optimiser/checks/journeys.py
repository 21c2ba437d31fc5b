"""How far, how long and what mileage between two places: each pair is measured once for a whole check."""

from models.base import TravelMode
from models.places import Place
from models.travel import TravelTerms


class Journeys:
    """Journeys under one request's travel terms, remembering the metres of each pair of places."""

    def __init__(self, terms: TravelTerms) -> None:
        self._terms = terms
        self._metres: dict[tuple[str, str], int] = {}

    def metres(self, origin: Place, destination: Place) -> int:
        """Return the metres travelled from one place to the other."""
        pair = (origin.id, destination.id)
        if pair not in self._metres:
            self._metres[pair] = self._terms.metres(origin, destination)
        return self._metres[pair]

    def minutes(self, origin: Place, destination: Place, mode: TravelMode) -> int:
        """Return the whole minutes the journey takes."""
        return self._terms.minutes(self.metres(origin, destination), mode)

    def pence(self, origin: Place, destination: Place, mode: TravelMode) -> int:
        """Return the mileage paid for the journey, in pence."""
        return self._terms.pence(self.metres(origin, destination), mode)
