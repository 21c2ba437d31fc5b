"""Long lists a page at a time: the newest first, and where the next page begins."""

from typing import Annotated, Any, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel
from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute, Session

from service.web.ids import LARGEST_ID

Item = TypeVar("Item", bound=BaseModel)

Before = Annotated[int | None, Query(ge=1, le=LARGEST_ID, description="only what has a lower id than this")]
Limit = Annotated[int, Query(ge=1, le=200, description="how many at most")]


class Page(BaseModel, Generic[Item]):
    """Some of a list, newest first; `next_before` is given as `before` to get those after it, None = no more."""

    items: list[Item]
    next_before: int | None


def one_page(
    session: Session, query: Select[Any], row_id: InstrumentedAttribute[int], before: int | None, limit: int
) -> tuple[list[Any], int | None]:
    """Return the rows of one page, newest first, and where the next one begins (None = there is none)."""
    if before is not None:
        query = query.where(row_id < before)
    rows = list(session.scalars(query.order_by(row_id.desc()).limit(limit + 1)))
    return rows[:limit], rows[limit - 1].id if len(rows) > limit else None
