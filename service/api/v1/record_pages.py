"""Long lists of a request's records a page at a time, by id."""

from collections.abc import Sequence
from typing import Annotated, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel

from models.base import Id
from models.visits import Visit
from models.workers import Worker

Record = TypeVar("Record", Worker, Visit)
After = Annotated[Id | None, Query(description="only what has an id after this one")]
Constituency = Annotated[Id | None, Query(description="only this constituency's")]


class RecordPage(BaseModel, Generic[Record]):
    """Some of a request's records by id; `next_after` is given as `after` to get those after it, None = no more."""

    items: list[Record]
    next_after: Id | None


def record_page(records: Sequence[Record], after: str | None, limit: int) -> RecordPage[Record]:
    """Return the first records after an id, and where the next page begins."""
    found = sorted((each for each in records if after is None or each.id > after), key=lambda each: each.id)
    return RecordPage(items=found[:limit], next_after=found[limit - 1].id if len(found) > limit else None)
