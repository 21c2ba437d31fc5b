"""What is read of solves: where each stands, what it has reached, which roster it left."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.store.tables import Solve, SolveProgress, StoredRequest, StoredRoster


class ProgressOut(BaseModel):
    """The best roster at one moment of a solve; contact time is of rostered paid minutes.

    Pence are those of the objective; a later attempt begins from nothing again.
    """

    model_config = ConfigDict(extra="ignore")

    number: int
    attempt: int
    elapsed_seconds: float
    objective_pence: int
    contact_minutes: int
    paid_minutes: int
    contact_time_pct: float | None = None
    visits_required_unserved: int
    source: str
    cost_per_contact_hour_pence: int | None


class SolveOut(BaseModel):
    """A solve: what was asked, where it stands, and the roster it left or the problems in its way."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    week_id: int
    team_id: int
    request_number: int
    options: dict[str, Any]
    state: str
    attempts: int
    queued_at: datetime
    began_at: datetime | None
    ended_at: datetime | None
    cancel_asked_at: datetime | None
    problems: list[dict[str, Any]] | None
    roster_id: int | None
    latest: ProgressOut | None


def told(session: Session, solves: Sequence[Solve]) -> list[SolveOut]:
    """Return solves as they are told, with what each has reached and left."""
    numbers = _column(session, StoredRequest.id, StoredRequest.number, [solve.request_id for solve in solves])
    ids = [solve.id for solve in solves]
    rosters = _column(session, StoredRoster.solve_id, StoredRoster.id, ids)
    reached = _latest(session, ids)
    return [
        SolveOut.model_validate(
            {
                **{name: getattr(solve, name) for name in SolveOut.model_fields if hasattr(solve, name)},
                "request_number": numbers[solve.request_id],
                "roster_id": rosters.get(solve.id),
                "latest": reached.get(solve.id),
            }
        )
        for solve in solves
    ]


def progress_after(session: Session, solve_id: int, number: int) -> list[ProgressOut]:
    """Return what a solve has reached since the progress of this number, in order."""
    query = select(SolveProgress).where(SolveProgress.solve_id == solve_id, SolveProgress.number > number)
    return [_progress(row) for row in session.scalars(query.order_by(SolveProgress.number))]


def _latest(session: Session, solve_ids: Sequence[int]) -> dict[int, ProgressOut]:
    """Return the newest progress of each solve that has found a roster."""
    of_these = SolveProgress.solve_id.in_(solve_ids)
    newest = select(func.max(SolveProgress.id)).where(of_these).group_by(SolveProgress.solve_id)
    rows = session.scalars(select(SolveProgress).where(SolveProgress.id.in_(newest)))
    return {row.solve_id: _progress(row) for row in rows}


def _progress(row: SolveProgress) -> ProgressOut:
    return ProgressOut.model_validate({"number": row.number, **row.progress})


def _column(session: Session, key: Any, value: Any, keys: Sequence[int]) -> dict[int, int]:
    return {row[0]: row[1] for row in session.execute(select(key, value).where(key.in_(keys)))}
