"""The audit log: who did what, when, to what, from which version."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict
from sqlalchemy import and_, or_, select

from service.access.acting import Acting, may
from service.access.permissions import Action
from service.store.tables import AuditEntry, Week, now
from service.web.ids import GivenId
from service.web.instants import AskedInstant, ToldInstant
from service.web.pages import Before, Limit, Page, one_page

router = APIRouter(prefix="/api/v1/audit", tags=["audit"])


Since = Annotated[AskedInstant | None, Query(alias="from", description="not before; without an offset London's time")]
Until = Annotated[AskedInstant | None, Query(alias="to", description="before")]
OfAction = Annotated[Action | None, Query(description="only this action")]


class AuditOut(BaseModel):
    """An entry of the audit log."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    at: ToldInstant
    account_id: int | None
    account_role: str | None
    action: str
    team_id: int | None
    week_id: int | None
    what: str
    from_version: int | None
    details: dict[str, Any]
    correlation_id: str | None


@router.get("")
def list_entries(
    team: GivenId = None,
    week: GivenId = None,
    account: GivenId = None,
    action: OfAction = None,
    since: Since = None,
    until: Until = None,
    before: Before = None,
    limit: Limit = 50,
    act: Acting = may(Action.READ_AUDIT),
) -> Page[AuditOut]:
    """Return the log, newest first; who has stated preferences is in it once their deadline has passed."""
    columns = {
        AuditEntry.team_id: team,
        AuditEntry.week_id: week,
        AuditEntry.account_id: account,
        AuditEntry.action: action,
    }
    with act.reading() as rows:
        query = rows.in_reach(select(AuditEntry), AuditEntry.team_id).where(_may_be_known())
        query = query.where(*(column == value for column, value in columns.items() if value is not None))
        if since is not None:
            query = query.where(AuditEntry.at >= since)
        if until is not None:
            query = query.where(AuditEntry.at < until)
        found, following = one_page(rows.session, query, AuditEntry.id, before, limit)
        return Page(items=[AuditOut.model_validate(entry) for entry in found], next_before=following)


def _may_be_known() -> Any:
    """Return the condition that keeps from everybody who has stated preferences before the deadline."""
    still_asked = select(Week.id).where(Week.preferences_until > now())
    stated = and_(AuditEntry.action == Action.STATE_PREFERENCES, AuditEntry.week_id.in_(still_asked))
    return or_(AuditEntry.week_id.is_(None), ~stated)
