"""Preferences: each worker's own until the deadline, then for those who plan and audit too."""

from typing import Annotated

from fastapi import APIRouter, Body, Request, Response
from sqlalchemy import select

from service.access.acting import Acting, may
from service.access.permissions import Action
from service.api.v1.examples import WISHES
from service.store.tables import StatedPreferences
from service.web.conditions import IfMatch, tag
from service.web.ids import RowId
from service.web.pages import Before, Limit, Page, one_page
from service.weeks.statements import CountOfStated, count_of_stated, own_wishes, require_passed
from service.weeks.stating import Statement
from service.weeks.wishes import StatedWishes, Wishes, stated

router = APIRouter(prefix="/api/v1/weeks/{week_id}/preferences", tags=["preferences"])


@router.get("/own")
def read_own(week_id: RowId, response: Response, act: Acting = may(Action.STATE_PREFERENCES)) -> StatedWishes:
    """Return what you have stated."""
    with act.reading() as rows:
        own = own_wishes(rows, rows.week(week_id))
    tag(response, own.version)
    return own


@router.put("/own")
async def state_own(
    week_id: RowId,
    wishes: Annotated[Wishes, Body(examples=[WISHES])],
    http: Request,
    response: Response,
    if_match: IfMatch = None,
    act: Acting = may(Action.STATE_PREFERENCES),
) -> StatedWishes:
    """State your preferences, in place of all that you stated before; If-Match is "0" the first time."""
    own: StatedWishes = await http.app.state.statements.ask(Statement(act, week_id, wishes, if_match))
    tag(response, own.version)
    return own


@router.get("/count")
def count(week_id: RowId, act: Acting = may(Action.READ_PREFERENCES)) -> CountOfStated:
    """Return how many workers have stated preferences, whether the deadline has passed or not."""
    return count_of_stated(act, week_id)


@router.get("")
def list_preferences(
    week_id: RowId, before: Before = None, limit: Limit = 50, act: Acting = may(Action.READ_PREFERENCES)
) -> Page[StatedWishes]:
    """Return what every worker has stated, once the deadline has passed."""
    with act.reading() as rows:
        week = rows.week(week_id)
        require_passed(week)
        query = select(StatedPreferences).where(StatedPreferences.week_id == week.id)
        found, following = one_page(rows.session, query, StatedPreferences.id, before, limit)
        return Page(items=[stated(row) for row in found], next_before=following)
