"""What a worker was told: that a rota of theirs was published or changed, once each."""

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from service.access.acting import Acting, may
from service.access.permissions import Action
from service.rosters.own_rota import mark_read, own_notices
from service.store.tables import Notice
from service.web.ids import RowId
from service.web.pages import Before, Limit, Page, one_page

router = APIRouter(prefix="/api/v1/notices", tags=["rota"])


class NoticeOut(BaseModel):
    """One thing told; `kind` is "new" for a week's first rota, "changed" for one that is not what it was."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    week_id: int
    roster_id: int
    kind: str
    created_at: datetime
    read_at: datetime | None


@router.get("")
def list_notices(
    unread: bool = False, before: Before = None, limit: Limit = 50, act: Acting = may(Action.READ_OWN_ROTA)
) -> Page[NoticeOut]:
    """Return what one was told, of it all or of what is not read yet."""
    with act.reading() as rows:
        query = own_notices(act.caller)
        query = query.where(Notice.read_at.is_(None)) if unread else query
        found, following = one_page(rows.session, query, Notice.id, before, limit)
        return Page(items=[NoticeOut.model_validate(notice) for notice in found], next_before=following)


@router.post("/{notice_id}/read")
def read(notice_id: RowId, act: Acting = may(Action.READ_OWN_ROTA)) -> NoticeOut:
    """Say that one has read it."""
    with act.writing() as rows:
        return rows.answered(NoticeOut.model_validate(mark_read(rows, notice_id)))
