"""What every change of a week's rota request shares: a new version, checked and kept, as the answer."""

from typing import Any

from fastapi import Response
from pydantic import BaseModel, ConfigDict

from models.request import RotaRequest
from service.access.acting import Acting
from service.web.conditions import tag
from service.web.instants import ToldInstant
from service.weeks.changing import Change, Changing
from service.weeks.requests import as_request, latest_request


class RequestOut(BaseModel):
    """A version of a week's rota request, without what it holds."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    week_id: int
    number: int
    sha256: str
    constituencies: list[str]
    origin: str
    with_preferences: bool
    created_at: ToldInstant


def changed(
    act: Acting, response: Response, week_id: int, if_match: str | None, change: Change, **details: Any
) -> RequestOut:
    """Change a week's newest request and answer the version that this leaves, with the week's new ETag.

    Args:
        act: the leader's.
        response: gets the ETag.
        week_id: the week.
        if_match: the week's version that was read.
        change: makes the new request from the newest.
        details: ids for the audit log.
    """
    changing = Changing(act, week_id, if_match)
    request = changing.work_out(change)
    with act.writing() as rows:
        week, stored = changing.keep(rows, request, "changed", **details)
        tag(response, week.version)
        return rows.answered(RequestOut.model_validate(stored))


def newest(act: Acting, response: Response, week_id: int) -> RotaRequest:
    """Return a week's newest request, with the week's ETag: what a change of it names as If-Match."""
    with act.reading() as rows:
        week = rows.week(week_id)
        stored = latest_request(rows.session, week)
    tag(response, week.version)
    return as_request(stored)
