"""Weeks: opened with a rota request, submitted, solved, published, closed."""

from datetime import date, datetime
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from service.access.acting import Acting, may
from service.access.permissions import Action
from service.store.tables import Week
from service.web.ids import GivenId, RowId
from service.web.pages import Before, Limit, Page, one_page

router = APIRouter(prefix="/api/v1/weeks", tags=["weeks"])


class WeekOut(BaseModel):
    """A team's week and where it stands."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    team_id: int
    starts: date
    days: int
    state: str
    version: int
    preferences_until: datetime
    preference_limits: dict[str, Any]
    follows_week_id: int | None


@router.get("")
def list_weeks(
    team: GivenId = None, before: Before = None, limit: Limit = 50, act: Acting = may(Action.READ_WEEKS)
) -> Page[WeekOut]:
    """Return the weeks within reach, of one team where it is given."""
    with act.reading() as rows:
        query = rows.in_reach(select(Week), Week.team_id)
        if team is not None:
            query = query.where(Week.team_id == team)
        found, following = one_page(rows.session, query, Week.id, before, limit)
        return Page(items=[WeekOut.model_validate(week) for week in found], next_before=following)


@router.get("/{week_id}")
def read_week(week_id: RowId, act: Acting = may(Action.READ_WEEKS)) -> WeekOut:
    """Return a week."""
    with act.reading() as rows:
        return WeekOut.model_validate(rows.week(week_id))
