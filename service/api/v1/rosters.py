"""Rosters: the versions of a week's, their files, and publishing one."""

from datetime import datetime
from typing import Any, Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import defer

from service.access.acting import Acting, may
from service.access.permissions import Action
from service.rosters.files import roster_file
from service.rosters.opened import opened_published
from service.rosters.publishing import publish, readied
from service.store.tables import StoredRoster
from service.web.files import described, file_answer
from service.web.ids import RowId
from service.web.pages import Before, Limit, Page, one_page

router = APIRouter(prefix="/api/v1", tags=["rosters"])

FileName = Literal["roster.json", "roster.csv", "roster.xlsx", "report.html", "calendars.zip"]


class RosterOut(BaseModel):
    """A version of a week's roster and where it stands; its `figures` by slug, as /metrics tells them."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    week_id: int
    number: int
    state: str
    origin: str
    request_id: int
    solve_id: int | None
    supersedes_id: int | None
    created_at: datetime
    published_at: datetime | None
    figures: dict[str, float | None]


def roster_out(stored: StoredRoster) -> RosterOut:
    """Return a stored roster as it is told."""
    own: dict[str, Any] = {name: getattr(stored, name) for name in RosterOut.model_fields if name != "figures"}
    numbers = (int, float, type(None))
    figures = {slug: value for slug, value in stored.metrics.items() if slug != "seed" and isinstance(value, numbers)}
    return RosterOut(**own, figures=figures)


@router.get("/weeks/{week_id}/rosters")
def list_rosters(
    week_id: RowId, before: Before = None, limit: Limit = 50, act: Acting = may(Action.READ_ROSTERS)
) -> Page[RosterOut]:
    """Return the versions of a week's roster."""
    with act.reading() as rows:
        query = select(StoredRoster).where(StoredRoster.week_id == rows.week(week_id).id)
        query = query.options(defer(StoredRoster.document))
        found, following = one_page(rows.session, query, StoredRoster.id, before, limit)
        return Page(items=[roster_out(stored) for stored in found], next_before=following)


@router.get("/weeks/{week_id}/published")
def read_published(week_id: RowId, act: Acting = may(Action.READ_METRICS)) -> RosterOut:
    """Return which version is in force, with its figures: where finance begins, who reads no roster."""
    return roster_out(opened_published(act, week_id).stored)


@router.get("/rosters/{roster_id}")
def read_roster(roster_id: RowId, act: Acting = may(Action.READ_ROSTERS)) -> RosterOut:
    """Return where a roster stands; its duties are in its files."""
    with act.reading() as rows:
        return roster_out(rows.of_week(StoredRoster, roster_id))


@router.get(
    "/rosters/{roster_id}/files/{name}",
    response_class=Response,
    responses=described("json", "csv", "xlsx", "html", "zip"),
)
def read_file(roster_id: RowId, name: FileName, http: Request, act: Acting = may(Action.READ_ROSTERS)) -> Response:
    """Return a roster as JSON, CSV, workbook, report or a zip of calendars."""
    return file_answer(http, roster_file(act, roster_id, name), name)


@router.post("/rosters/{roster_id}/publish")
def publish_roster(roster_id: RowId, act: Acting = may(Action.PUBLISH)) -> RosterOut:
    """Publish a draft: it supersedes what was published, and workers whose rota is new or changed are told once."""
    ready = readied(act, roster_id)
    with act.writing() as rows:
        return rows.answered(roster_out(publish(rows, roster_id, ready)))
