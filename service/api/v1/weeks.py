"""Weeks: opened with a rota request, asked for preferences until a deadline, submitted; then solved and published."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Body, Query, Response
from pydantic import BaseModel, ConfigDict
from sqlalchemy import String, cast, func, select

from models.base import Id
from models.clock import LondonTime
from models.files import ReadReport
from models.problems import Problem
from models.self_rostering import PreferenceLimits
from service.access.acting import Acting, may
from service.access.permissions import Action
from service.api.v1.changed_requests import RequestOut
from service.api.v1.examples import DEADLINE, NEW_WEEK
from service.api.v1.requests import SkipRejected
from service.store.tables import StoredRequest, Week, WeekState
from service.web.conditions import IfMatch, tag
from service.web.ids import GivenId, RowId
from service.web.instants import ToldInstant
from service.web.pages import Before, Limit, Page, one_page
from service.web.uploads import Sent, body_described, read_as
from service.weeks.deadlines import move_deadline
from service.weeks.opening import FIELD, NewWeek, given_request, open_week
from service.weeks.submitting import closed_to_wishes, submit, with_everybodys_wishes

router = APIRouter(prefix="/api/v1/weeks", tags=["weeks"])

OfState = Annotated[WeekState | None, Query(description="only weeks that stand so")]
OfConstituency = Annotated[Id | None, Query(description="only weeks whose newest request has workers there")]
Now = Annotated[bool, Query(description="bring the deadline of preferences forward to now")]


class WeekOut(BaseModel):
    """A team's week and where it stands."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    team_id: int
    starts: date
    days: int
    state: WeekState
    version: int
    preferences_until: ToldInstant
    preference_limits: PreferenceLimits
    follows_week_id: int | None


class OpenedWeek(WeekOut):
    """A week as opened: its request, what reading that did, and visits of the week before that are over."""

    request: RequestOut
    read: ReadReport | None
    visits_left_out: tuple[str, ...]


class SubmittedWeek(WeekOut):
    """A week as submitted: its request with preferences, and what does not stop a plan but should be known."""

    request: RequestOut
    warnings: list[Problem]


class Deadline(BaseModel):
    """Until when workers state preferences."""

    model_config = ConfigDict(extra="forbid")

    preferences_until: LondonTime


@router.get("")
def list_weeks(
    team: GivenId = None,
    constituency: OfConstituency = None,
    state: OfState = None,
    before: Before = None,
    limit: Limit = 50,
    act: Acting = may(Action.READ_WEEKS),
) -> Page[WeekOut]:
    """Return the weeks within reach, of one team, constituency or state where it is given."""
    with act.reading() as rows:
        query = rows.in_reach(select(Week), Week.team_id)
        if team is not None:
            query = query.where(Week.team_id == team)
        if state is not None:
            query = query.where(Week.state == state)
        if constituency is not None:
            newest = select(func.max(StoredRequest.id)).group_by(StoredRequest.week_id)
            has = cast(StoredRequest.constituencies, String).contains(f'"{constituency}"', autoescape=True)
            query = query.where(Week.id.in_(select(StoredRequest.week_id).where(StoredRequest.id.in_(newest), has)))
        found, following = one_page(rows.session, query, Week.id, before, limit)
        return Page(items=[WeekOut.model_validate(week) for week in found], next_before=following)


@router.post("", status_code=201, openapi_extra=body_described(NewWeek, FIELD, NEW_WEEK))
def open_a_week(
    act: Annotated[Acting, may(Action.OPEN_WEEK)], sent: Sent, response: Response, skip_rejected: SkipRejected = False
) -> OpenedWeek:
    """Open a week: with a rota request as JSON, as files beside the form's field `week`, or made from last week's."""
    new = read_as(NewWeek, sent.told(FIELD), FIELD)
    given = given_request(act, new, sent, skip_rejected)
    with act.writing() as rows:
        week, stored = open_week(rows, new, given)
        tag(response, week.version)
        response.headers["Location"] = f"{router.prefix}/{week.id}"
        known = WeekOut.model_validate(week).model_dump()
        request = RequestOut.model_validate(stored)
        return rows.answered(
            OpenedWeek(**known, request=request, read=given.report, visits_left_out=given.left_out),
        )


@router.get("/{week_id}")
def read_week(week_id: RowId, response: Response, act: Acting = may(Action.READ_WEEKS)) -> WeekOut:
    """Return a week, with the ETag that every change of it or its request names."""
    with act.reading() as rows:
        week = rows.week(week_id)
        tag(response, week.version)
        return WeekOut.model_validate(week)


@router.put("/{week_id}/deadline")
def set_deadline(
    week_id: RowId,
    deadline: Annotated[Deadline, Body(examples=[DEADLINE])],
    response: Response,
    if_match: IfMatch = None,
    act: Acting = may(Action.OPEN_WEEK),
) -> WeekOut:
    """Move the deadline of preferences, later or earlier."""
    with act.writing() as rows:
        week = move_deadline(rows, week_id, deadline.preferences_until, if_match)
        tag(response, week.version)
        return WeekOut.model_validate(week)


@router.post("/{week_id}/submit")
def submit_week(
    week_id: RowId,
    response: Response,
    now: Now = False,
    if_match: IfMatch = None,
    act: Acting = may(Action.SUBMIT_WEEK),
) -> SubmittedWeek:
    """Submit a week: everybody's preferences go into its request, and it can be solved."""
    ready = closed_to_wishes(act, week_id, if_match, at_once=now)
    request, warnings = with_everybodys_wishes(ready)
    with act.writing() as rows:
        week, stored = submit(rows, ready, request)
        tag(response, week.version)
        known = WeekOut.model_validate(week).model_dump()
        return rows.answered(SubmittedWeek(**known, request=RequestOut.model_validate(stored), warnings=warnings))
