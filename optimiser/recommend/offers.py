"""What an offer says: who would make which visits when, what that displaces and moves, and what it is worth."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from models.roster import Duty
from optimiser.recommend.figures import Figures


@dataclass(frozen=True)
class Making:
    """One visit of an offer: who makes it, each known to the person or new to them, and when it starts."""

    visit_id: str
    start: datetime
    worker_ids: tuple[str, ...]
    new_worker_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Moved:
    """A visit promised for one time that would start later."""

    visit_id: str
    worker_id: str
    told: datetime
    start: datetime


@dataclass(frozen=True)
class Offer:
    """One way of taking a package.

    Attributes:
        makings: its visits that are made, by time.
        not_made: its visits that no duty has room for.
        dropped: optional visits that make room.
        dropped_pence: what these are worth on the prices page.
        moved: other visits that would start later than told.
        added_travel_minutes: in all duties together.
        terms: by how many pence each term of the objective changes, unserved visits aside.
        before: contact time and cost of the roster as published.
        after: with the offer taken.
        duties: those that change, as they would be.
    """

    makings: tuple[Making, ...]
    not_made: tuple[str, ...]
    dropped: tuple[str, ...]
    dropped_pence: int
    moved: tuple[Moved, ...]
    added_travel_minutes: int
    terms: Mapping[str, int]
    before: Figures
    after: Figures
    duties: tuple[Duty, ...] = field(repr=False)

    @property
    def pence(self) -> int:
        """What taking the offer costs by the prices page: mileage, lateness, continuity, and what is dropped."""
        return sum(self.terms.values()) + self.dropped_pence

    @property
    def worker_ids(self) -> tuple[str, ...]:
        """Whom the person would see, who comes most often first."""
        shares = [worker_id for making in self.makings for worker_id in making.worker_ids]
        return tuple(sorted(set(shares), key=lambda worker_id: (-shares.count(worker_id), worker_id)))


@dataclass(frozen=True)
class Offers:
    """The best offers for a package, cheapest first, with the reason where there is none.

    Attributes:
        package_id: whose.
        asked: visits of the package that lie in the request's horizon.
        beyond: those that lie outside it, for other weeks' requests.
        offers: at most as many as were asked for.
        reason: why no visit can be made; empty where one can.
    """

    package_id: str
    asked: int
    beyond: int
    offers: tuple[Offer, ...]
    reason: str = ""
