"""Visits of a week's rota request: listed, read, added, changed, removed; each change leaves a new version."""

from typing import Annotated

from fastapi import APIRouter, Body, Response

from models.base import Id
from models.visits import Visit
from service.access.acting import Acting, may
from service.access.permissions import Action
from service.api.v1.changed_requests import RequestOut, changed, newest
from service.api.v1.examples import VISIT
from service.api.v1.record_pages import After, Constituency, RecordPage, record_page
from service.web.conditions import IfMatch
from service.web.ids import RowId
from service.web.pages import Limit
from service.weeks.records import record_of, records_of, require_own_id, with_record, without_record

router = APIRouter(prefix="/api/v1/weeks/{week_id}/visits", tags=["visits"])


@router.get("")
def list_visits(
    week_id: RowId,
    response: Response,
    constituency: Constituency = None,
    after: After = None,
    limit: Limit = 50,
    act: Acting = may(Action.READ_REQUEST),
) -> RecordPage[Visit]:
    """Return the visits of a week's newest request, of one constituency where it is given."""
    request = newest(act, response, week_id)
    users = request.service_user_by_id
    found = [
        each for each in records_of(request, Visit) if constituency in (None, users[each.service_user_id].constituency)
    ]
    return record_page(found, after, limit)


@router.get("/{visit_id:path}")
def read_visit(week_id: RowId, visit_id: Id, response: Response, act: Acting = may(Action.READ_REQUEST)) -> Visit:
    """Return one visit."""
    return record_of(newest(act, response, week_id), Visit, visit_id)


@router.put("/{visit_id:path}")
def put_visit(
    week_id: RowId,
    visit_id: Id,
    visit: Annotated[Visit, Body(examples=[VISIT])],
    response: Response,
    if_match: IfMatch = None,
    act: Acting = may(Action.CHANGE_REQUEST),
) -> RequestOut:
    """Add a visit, or change the one of this id."""
    require_own_id(visit, visit_id)
    return changed(
        act, response, week_id, if_match, lambda request: with_record(request, visit), visit=visit_id, removed=False
    )


@router.delete("/{visit_id:path}")
def remove_visit(
    week_id: RowId, visit_id: Id, response: Response, if_match: IfMatch = None, act: Acting = may(Action.CHANGE_REQUEST)
) -> RequestOut:
    """Remove a visit that nothing else in the request names."""
    return changed(
        act,
        response,
        week_id,
        if_match,
        lambda request: without_record(request, Visit, visit_id),
        visit=visit_id,
        removed=True,
    )
