"""Delivered visits of a week, planned against delivered, and closing the week."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel

from models.delivered import DeliveredVisit
from models.problems import Problem
from service.access.acting import Acting, may
from service.access.permissions import Action
from service.api.v1.examples import DELIVERED
from service.api.v1.weeks import WeekOut
from service.rosters import delivered
from service.rosters.making.delivering import ledger_table
from service.store.tables import DeliveredRecord
from service.web.conditions import IfMatch, tag
from service.web.csv_text import csv_of
from service.web.files import described, file_answer
from service.web.ids import RowId
from service.web.refusals import RefusedError
from service.web.uploads import Sent, Upload, body_described

router = APIRouter(prefix="/api/v1/weeks/{week_id}", tags=["delivered"])


class DeliveredVisits(BaseModel):
    """What became of a week's visits: a record for each worker's share."""

    delivered: tuple[DeliveredVisit, ...]


class DeliveredOut(BaseModel):
    """Planned against delivered, as optimiser/delivered/MEANING.md says it; version 0 = nothing is recorded."""

    week_id: int
    version: int
    recorded_at: datetime | None
    ledger: dict[str, Any] | None


def _told(week_id: int, kept: DeliveredRecord | None, response: Response) -> DeliveredOut:
    tag(response, kept.version if kept else 0)
    if kept is None:
        return DeliveredOut(week_id=week_id, version=0, recorded_at=None, ledger=None)
    return DeliveredOut(week_id=week_id, version=kept.version, recorded_at=kept.recorded_at, ledger=kept.ledger)


@router.put("/delivered", openapi_extra=body_described(DeliveredVisits, None, DELIVERED))
def record(
    week_id: RowId,
    sent: Sent,
    response: Response,
    if_match: IfMatch = None,
    act: Acting = may(Action.RECORD_DELIVERED),
) -> DeliveredOut:
    """Record the visits really made, as JSON or one .csv or .json file, in place of those recorded before."""
    roster_id, counted = delivered.count(act, week_id, *_one_file(sent))
    with act.writing() as rows:
        return _told(week_id, delivered.record(rows, week_id, if_match, roster_id, counted), response)


@router.get("/delivered")
def read(week_id: RowId, response: Response, act: Acting = may(Action.READ_LEDGER)) -> DeliveredOut:
    """Return where paid time was planned to go and went."""
    with act.reading() as rows:
        return _told(week_id, rows.session.get(DeliveredRecord, rows.week(week_id).id), response)


@router.get("/delivered.csv", response_class=Response, responses=described("csv"))
def read_csv(week_id: RowId, http: Request, act: Acting = may(Action.READ_LEDGER)) -> Response:
    """Return the same as CSV, a line for all, each worker and each constituency."""
    with act.reading() as rows:
        kept = rows.session.get(DeliveredRecord, rows.week(week_id).id)
    table = ledger_table(kept.ledger) if kept and kept.ledger else []
    return file_answer(http, csv_of(table, table[0] if table else ["of", "id"]), "delivered.csv")


@router.get("/delivered/visits", response_class=Response, responses=described("json"))
def read_visits(week_id: RowId, http: Request, act: Acting = may(Action.READ_ROSTERS)) -> Response:
    """Return the records as they were sent."""
    with act.reading() as rows:
        kept = rows.session.get(DeliveredRecord, rows.week(week_id).id)
    return file_answer(http, kept.document if kept else b'{"delivered": []}\n', "delivered.json")


@router.post("/close")
def close(
    week_id: RowId,
    response: Response,
    without_delivered: Annotated[bool, Query(description="close it though no delivered visits are recorded")] = False,
    if_match: IfMatch = None,
    act: Acting = may(Action.CLOSE_WEEK),
) -> WeekOut:
    """Close a week: its ledger is kept, nothing of it changes any more, and the next week may follow it."""
    roster_id, counted = delivered.recount(act, week_id, without_delivered=without_delivered)
    with act.writing() as rows:
        week = delivered.close(rows, week_id, if_match, roster_id, counted)
        tag(response, week.version)
        return rows.answered(WeekOut.model_validate(week))


def _one_file(sent: Upload) -> tuple[bytes, str]:
    """Return the one file that was sent, with its name."""
    if sent.json is not None:
        return sent.json, "delivered.json"
    files = sent.contents()
    if len(files) != 1:
        action = "send one .csv or .json file"
        raise RefusedError(422, Problem(code="E8572", cause=f"{len(files)} files were sent", action=action))
    return next((content, name) for name, content in files.items())
