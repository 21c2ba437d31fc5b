"""The versions of a week's rota request: each kept as it is, the newest one standing."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.problems import Problem
from models.request import RotaRequest
from service.store.tables import StoredRequest, Week
from service.web.refusals import RefusedError


def keep_request(
    session: Session,
    week: Week,
    request: RotaRequest,
    origin: str,
    account_id: int | None,
    *,
    with_preferences: bool = False,
    document: bytes | None = None,
) -> StoredRequest:
    """Keep a request as the newest version of its week's.

    Args:
        session: a writing transaction.
        week: the week it is for.
        request: a request without problems; it is not looked at again here.
        origin: how it came about: "uploaded", "carried on", "submitted", "changed".
        account_id: who gave it.
        with_preferences: whether the workers' preferences are already in it.
        document: its canonical JSON, where the caller has it; writing a city's takes long for a transaction.
    """
    latest = session.scalar(select(func.max(StoredRequest.number)).where(StoredRequest.week_id == week.id)) or 0
    stored = StoredRequest(
        week_id=week.id,
        number=latest + 1,
        sha256=request.sha256,
        document=document or request.canonical_json().encode(),
        constituencies=sorted({worker.constituency for worker in request.workers}),
        origin=origin,
        with_preferences=with_preferences,
        created_by=account_id,
    )
    session.add(stored)
    session.flush()
    return stored


def latest_request(session: Session, week: Week) -> StoredRequest:
    """Return the newest version of a week's request.

    Raises:
        RefusedError: the week has none.
    """
    query = select(StoredRequest).where(StoredRequest.week_id == week.id).order_by(StoredRequest.number.desc())
    stored = session.scalar(query.limit(1))
    if stored is None:
        problem = Problem(code="E8202", cause=f"week {week.id} has no rota request", action="upload one")
        raise RefusedError(409, problem)
    return stored


def latest_request_id(session: Session, week: Week) -> int | None:
    """Return the id of the newest version of a week's request, None where there is none; reads no document."""
    return session.scalar(select(func.max(StoredRequest.id)).where(StoredRequest.week_id == week.id))


def as_request(stored: StoredRequest) -> RotaRequest:
    """Return a stored version as the request it is."""
    return RotaRequest.model_validate_json(stored.document)
