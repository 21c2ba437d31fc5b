"""Opening a week: its rota request as it was sent, or made from the week before; then the week itself."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models.clock import LondonTime
from models.files import ReadReport, parse_files, request_in
from models.files.delivered import parse_delivered
from models.problems import Problem
from models.request import RotaRequest
from models.self_rostering import PreferenceLimits
from service.access.acting import Acting, Rows
from service.rosters.keeping import as_roster
from service.store.tables import DeliveredRecord, RosterState, StoredRequest, StoredRoster, Week
from service.web.ids import LARGEST_ID
from service.web.refusals import RefusedError
from service.web.uploads import Upload
from service.weeks.deadlines import require_before
from service.weeks.requests import as_request, keep_request

FIELD = "week"
GivenRowId = Annotated[int, Field(ge=1, le=LARGEST_ID)]


class NewWeek(BaseModel):
    """A week to be opened: whose, until when its workers state preferences, and where its rota request comes from."""

    model_config = ConfigDict(extra="forbid")

    team_id: GivenRowId
    preferences_until: LondonTime = Field(description="the deadline of preferences; without an offset London's time")
    preference_limits: PreferenceLimits = PreferenceLimits()
    follows: GivenRowId | None = Field(
        default=None, description="the week whose published roster this one goes on from"
    )
    request: dict[str, Any] | None = Field(default=None, description="the rota request, where it is not sent as files")


@dataclass(frozen=True)
class Given:
    """A request for a week, how it came about, and what reading it did."""

    request: RotaRequest
    origin: str
    report: ReadReport | None = None
    left_out: tuple[str, ...] = ()


def given_request(act: Acting, new: NewWeek, sent: Upload, skip_rejected: bool) -> Given:
    """Return the request for a new week; takes seconds for a city, so not inside a transaction.

    Raises:
        InputError: with every problem of the request.
        RefusedError: it is given in no way or in two, or there is nothing to go on from.
    """
    with act.reading() as rows:
        rows.team(new.team_id)
    contents = sent.contents(FIELD)
    if [bool(contents), new.request is not None, new.follows is not None].count(True) != 1:
        cause = "a week has one rota request: sent as files, as request, or made from the week that it follows"
        raise RefusedError(422, Problem(code="E8205", cause=cause, action="give one of the three"))
    if new.follows is not None:
        return _carried_on(act, new.team_id, new.follows)
    if new.request is not None:
        request, report = request_in(new.request, "request", skip_rejected)
    else:
        request, report = parse_files(contents, skip_rejected)
    return Given(request, "uploaded", report)


def open_week(rows: Rows, new: NewWeek, given: Given) -> tuple[Week, StoredRequest]:
    """Open a week with its request.

    Raises:
        RefusedError: 409 when the team has a week that starts then, 422 when the deadline is no use.
    """
    team, horizon = rows.team(new.team_id), given.request.horizon
    require_before(new.preferences_until, horizon.start)
    week = Week(
        team_id=team.id,
        starts=horizon.start,
        days=horizon.days,
        preferences_until=new.preferences_until,
        preference_limits=new.preference_limits.model_dump(),
        follows_week_id=new.follows,
    )
    try:
        with rows.session.begin_nested():
            rows.session.add(week)
    except IntegrityError as error:
        cause = f"team {team.id} has a week that starts on {horizon.start} already"
        raise RefusedError(409, Problem(code="E8203", cause=cause, action="change that week's request")) from error
    stored = keep_request(rows.session, week, given.request, given.origin, rows.caller.account_id)
    rows.record(f"week {week.id}", week=week, origin=given.origin, sha256=stored.sha256, follows=new.follows)
    return week, stored


def _carried_on(act: Acting, team_id: int, week_id: int) -> Given:
    """Return the request that follows a week's published roster and what was delivered of it."""
    from optimiser.next_week import left_out, next_week

    with act.reading() as rows:
        week = rows.week(week_id)
        published = (StoredRoster.week_id == week.id, StoredRoster.state == RosterState.PUBLISHED)
        roster = rows.session.scalar(select(StoredRoster).where(*published))
        if roster is None or week.team_id != team_id:
            cause = f"week {week_id} has no published roster of this team to go on from"
            raise RefusedError(409, Problem(code="E8206", cause=cause, action="publish one, or send a request"))
        stored = rows.session.get_one(StoredRequest, roster.request_id)
        record = rows.session.get(DeliveredRecord, week.id)
    delivered = parse_delivered(record.document, "delivered.json") if record else ()
    request = as_request(stored)
    return Given(next_week(request, as_roster(roster), delivered), "carried on", left_out=left_out(request))
