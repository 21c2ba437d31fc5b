"""The two documents that all work on a roster begins with, read once for several questions about the same roster."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from models.request import RotaRequest
from models.roster import Roster

if TYPE_CHECKING:
    from optimiser.recommend.published import Published
    from service.bundle import Bundle


@dataclass(frozen=True)
class Papers:
    """A roster and the request that it answers, as they are stored."""

    request: bytes
    roster: bytes


@lru_cache(maxsize=3)
def _request(document: bytes) -> RotaRequest:
    return RotaRequest.model_validate_json(document)


@lru_cache(maxsize=6)
def _roster(document: bytes) -> Roster:
    return Roster.model_validate_json(document)


def request_of(papers: Papers) -> RotaRequest:
    """Return the request."""
    return _request(papers.request)


def roster_of(papers: Papers) -> Roster:
    """Return the roster."""
    return _roster(papers.roster)


@lru_cache(maxsize=2)
def bundle_of(papers: Papers) -> "Bundle":
    """Return the roster with all that the referee, the ledger, the costs and the metrics say of it."""
    from service.bundle import make_bundle

    return make_bundle(request_of(papers), roster_of(papers))


@lru_cache(maxsize=2)
def published_of(papers: Papers) -> "Published":
    """Return the roster as what recommendations begin with.

    Raises:
        InputError: it breaks rules.
    """
    from optimiser.recommend.published import Published

    return Published.of(request_of(papers), roster_of(papers))
