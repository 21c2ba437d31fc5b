"""Service users: where support happens, who funds it, and whom a person wants or does not want."""

from pydantic import Field

from models.base import Gender, Id, Record, Word
from models.clock import Day


class FundingShare(Record):
    """One funder's whole percentage of a service user's or post's cost."""

    funder: Id
    percent: int = Field(gt=0, le=100)


class ServiceUser(Record):
    """One person being supported; no name or address is needed to plan."""

    id: Id
    place_id: Id
    constituency: Id
    patch: Word = ""
    programme: Id = "enablement"
    funding: tuple[FundingShare, ...] = Field(
        default=(FundingShare(funder="council", percent=100),), min_length=1, description="shares sum to 100"
    )
    start_date: Day | None = None
    expected_end_date: Day | None = None
    known_worker_ids: tuple[Id, ...] = Field(default=(), description="workers who visited before: continuity's history")
    preferred_worker_ids: tuple[Id, ...] = ()
    excluded_worker_ids: tuple[Id, ...] = ()
    gender_asked: Gender | None = None
