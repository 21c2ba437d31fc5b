"""Workers of a week's rota request: listed, read, added, changed, removed; each change leaves a new version."""

from typing import Annotated

from fastapi import APIRouter, Body, Response

from models.base import Id
from models.workers import Worker
from service.access.acting import Acting, may
from service.access.permissions import Action
from service.api.v1.changed_requests import RequestOut, changed, newest
from service.api.v1.examples import WORKER
from service.api.v1.record_pages import After, Constituency, RecordPage, record_page
from service.web.conditions import IfMatch
from service.web.ids import RowId
from service.web.pages import Limit
from service.weeks.records import record_of, records_of, require_own_id, with_record, without_record

router = APIRouter(prefix="/api/v1/weeks/{week_id}/workers", tags=["workers"])


@router.get("")
def list_workers(
    week_id: RowId,
    response: Response,
    constituency: Constituency = None,
    after: After = None,
    limit: Limit = 50,
    act: Acting = may(Action.READ_REQUEST),
) -> RecordPage[Worker]:
    """Return the workers of a week's newest request, of one constituency where it is given."""
    request = newest(act, response, week_id)
    found = [each for each in records_of(request, Worker) if constituency in (None, each.constituency)]
    return record_page(found, after, limit)


@router.get("/{worker_id:path}")
def read_worker(week_id: RowId, worker_id: Id, response: Response, act: Acting = may(Action.READ_REQUEST)) -> Worker:
    """Return one worker."""
    return record_of(newest(act, response, week_id), Worker, worker_id)


@router.put("/{worker_id:path}")
def put_worker(
    week_id: RowId,
    worker_id: Id,
    worker: Annotated[Worker, Body(examples=[WORKER])],
    response: Response,
    if_match: IfMatch = None,
    act: Acting = may(Action.CHANGE_REQUEST),
) -> RequestOut:
    """Add a worker, or change the one of this id."""
    require_own_id(worker, worker_id)
    return changed(
        act, response, week_id, if_match, lambda request: with_record(request, worker), worker=worker_id, removed=False
    )


@router.delete("/{worker_id:path}")
def remove_worker(
    week_id: RowId,
    worker_id: Id,
    response: Response,
    if_match: IfMatch = None,
    act: Acting = may(Action.CHANGE_REQUEST),
) -> RequestOut:
    """Remove a worker whom nothing else in the request names."""
    return changed(
        act,
        response,
        week_id,
        if_match,
        lambda request: without_record(request, Worker, worker_id),
        worker=worker_id,
        removed=True,
    )
