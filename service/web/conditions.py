"""Changing only what one has read: a row's version as its ETag, and If-Match on every change."""

import re
from typing import Annotated, TypeVar

from fastapi import Header, Response
from sqlalchemy.orm import Session

from models.problems import Problem
from service.store.tables import Account, DeliveredRecord, StatedPreferences, Swap, Week
from service.web.refusals import RefusedError

Versioned = TypeVar("Versioned", Week, StatedPreferences, DeliveredRecord, Swap, Account)

IfMatch = Annotated[
    str | None,
    Header(alias="If-Match", max_length=200, description='the ETag of what you read, such as "3", or * for any'),
]


def tag(response: Response, version: int) -> None:
    """Answer with a row's version as its ETag."""
    response.headers["ETag"] = f'"{version}"'


def next_version(session: Session, row: Versioned, if_match: str | None) -> int:
    """Lock a row, see that the caller read its newest version, number the next one, and return the one before.

    Args:
        session: a writing transaction; the row stays locked to its end.
        row: what is about to be changed.
        if_match: the header as sent.

    Raises:
        RefusedError: 428 without the header, 412 when the row was changed since.
    """
    session.refresh(row, with_for_update=True)
    require_version(row.version, if_match)
    row.version += 1
    return row.version - 1


def require_version(version: int, if_match: str | None) -> None:
    """See that a change is asked for the version that stands; 0 = there is none yet.

    Raises:
        RefusedError: as `next_version`.
    """
    if if_match is None:
        cause = "no If-Match says which version you are changing"
        raise RefusedError(428, Problem(code="E8605", cause=cause, action="read it, and send its ETag as If-Match"))
    if if_match.strip() == "*" or f'"{version}"' in re.findall(r'(?<!W/)"[^"]*"', if_match):
        return
    raise stale()


def stale() -> RefusedError:
    """Return the refusal of a change to what somebody else has changed meanwhile."""
    cause = "it was changed since you read it"
    return RefusedError(412, Problem(code="E8606", cause=cause, action="read it again, and change that"))
