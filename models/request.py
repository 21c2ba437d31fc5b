"""The rota request: everything one planning run needs."""

import hashlib
import json
from functools import cached_property

from models.base import Record, Word
from models.clock import Horizon
from models.cover import Cover
from models.line_terms import LineTerms
from models.money import PayTerms, Prices
from models.patterns import ShiftPattern
from models.places import Place
from models.roster import Duty
from models.rules import Rules
from models.service_users import ServiceUser
from models.travel import TravelTerms
from models.visits import Post, Visit
from models.wishes import Pin, Preference
from models.workers import Absence, Training, Worker


class RotaRequest(Record):
    """One team's or city's request; `as_was` holds the duties worked today, to compare with."""

    name: Word = "rota"
    horizon: Horizon
    places: tuple[Place, ...]
    patterns: tuple[ShiftPattern, ...]
    workers: tuple[Worker, ...]
    service_users: tuple[ServiceUser, ...] = ()
    visits: tuple[Visit, ...] = ()
    posts: tuple[Post, ...] = ()
    covers: tuple[Cover, ...] = ()
    line_terms: tuple[LineTerms, ...] = ()
    absences: tuple[Absence, ...] = ()
    trainings: tuple[Training, ...] = ()
    preferences: tuple[Preference, ...] = ()
    pins: tuple[Pin, ...] = ()
    rules: Rules = Rules()
    prices: Prices = Prices()
    pay: PayTerms = PayTerms()
    travel: TravelTerms = TravelTerms()
    as_was: tuple[Duty, ...] = ()

    @cached_property
    def place_by_id(self) -> dict[str, Place]:
        """Places by id."""
        return {place.id: place for place in self.places}

    @cached_property
    def pattern_by_id(self) -> dict[str, ShiftPattern]:
        """Shift patterns by id."""
        return {pattern.id: pattern for pattern in self.patterns}

    @cached_property
    def worker_by_id(self) -> dict[str, Worker]:
        """Workers by id."""
        return {worker.id: worker for worker in self.workers}

    @cached_property
    def service_user_by_id(self) -> dict[str, ServiceUser]:
        """Service users by id."""
        return {user.id: user for user in self.service_users}

    @cached_property
    def visit_by_id(self) -> dict[str, Visit]:
        """Visits by id."""
        return {visit.id: visit for visit in self.visits}

    @cached_property
    def post_by_id(self) -> dict[str, Post]:
        """Posts by id."""
        return {post.id: post for post in self.posts}

    @cached_property
    def line_terms_by_id(self) -> dict[str, LineTerms]:
        """Line terms by id."""
        return {terms.id: terms for terms in self.line_terms}

    @cached_property
    def training_by_id(self) -> dict[str, Training]:
        """Training sessions by id."""
        return {training.id: training for training in self.trainings}

    def changed(self, **fields: object) -> "RotaRequest":
        """Return this request with other values in some fields, and nothing remembered of the old ones."""
        kept = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate(kept | fields)

    def canonical_json(self) -> str:
        """Return the one JSON text of this request: sorted keys, no spare white space."""
        return json.dumps(self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))

    @cached_property
    def sha256(self) -> str:
        """The hash that every roster and metric made from this request carries."""
        return hashlib.sha256(self.canonical_json().encode()).hexdigest()
