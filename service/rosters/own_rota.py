"""A worker's own rota: their duties of what is published for their teams, and what they were told of it."""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from models.problems import Problem
from service.access.acting import Rows
from service.access.caller import Caller
from service.own_duties import OwnDuty
from service.store.tables import Notice, OwnRota, RosterState, StoredRoster, Week, now
from service.web.refusals import RefusedError

CALENDAR_WEEKS = 26


def own_worker_id(caller: Caller) -> str:
    """Return the id under which the caller works.

    Raises:
        RefusedError: the account is no worker's.
    """
    if caller.worker_id is None:
        action = "have an administrator give the account its worker id"
        raise RefusedError(409, Problem(code="E8560", cause="this account is no worker's", action=action))
    return caller.worker_id


def own_rotas(caller: Caller) -> Select[Any]:
    """Return the query of (roster's id, week, published at, duties) of the caller's own published rotas.

    Raises:
        RefusedError: the account is no worker's.
    """
    return (
        select(StoredRoster.id, Week, StoredRoster.published_at, OwnRota.duties)
        .join(OwnRota, OwnRota.roster_id == StoredRoster.id)
        .join(Week, Week.id == StoredRoster.week_id)
        .where(OwnRota.worker_id == own_worker_id(caller), Week.team_id.in_(caller.team_ids))
        .where(StoredRoster.state == RosterState.PUBLISHED.value)
    )


def own_calendar(session: Session, caller: Caller) -> bytes:
    """Return the caller's calendar of the half-year of weeks published last.

    Raises:
        RefusedError: the account is no worker's.
    """
    from service.calendars import calendar_of

    query = own_rotas(caller).order_by(Week.starts.desc()).limit(CALENDAR_WEEKS)
    weeks = [
        (published_at.replace(microsecond=0), [OwnDuty.model_validate(duty) for duty in duties])
        for _, _, published_at, duties in session.execute(query)
    ]
    text: bytes = calendar_of(own_worker_id(caller), weeks).to_ical()
    return text


def own_notices(caller: Caller) -> Select[Any]:
    """Return the query of what the caller was told.

    Raises:
        RefusedError: the account is no worker's.
    """
    query = select(Notice).join(Week, Week.id == Notice.week_id)
    return query.where(Notice.worker_id == own_worker_id(caller), Week.team_id.in_(caller.team_ids))


def mark_read(rows: Rows, notice_id: int) -> Notice:
    """Note that the caller has read a notice; the first time counts.

    Raises:
        RefusedError: there is no such notice of theirs.
    """
    notice: Notice | None = rows.session.scalar(own_notices(rows.caller).where(Notice.id == notice_id))
    if notice is None:
        cause = f"there is no notice {notice_id} that you may see"
        raise RefusedError(404, Problem(code="E8103", cause=cause, action="check the id"))
    if notice.read_at is None:
        notice.read_at = now()
        rows.record(f"notice {notice.id}", week=rows.session.get(Week, notice.week_id))
    return notice
