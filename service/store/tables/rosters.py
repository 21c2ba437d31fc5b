"""Solves and the rosters they leave: versions that never change, one of them published at a time."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.tables.base import NEVER_AGAIN, Table, now


class SolveState(StrEnum):
    """Where a solve stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


class RosterState(StrEnum):
    """Where a version of a roster stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


class Solve(Table):
    """A durable job: plan one version of a week's rota request."""

    __tablename__ = "solve"
    __table_args__ = NEVER_AGAIN
    id: Mapped[int] = mapped_column(primary_key=True)
    week_id: Mapped[int] = mapped_column(ForeignKey("week.id", ondelete="CASCADE"), index=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("rota_request.id"))
    options: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(default=SolveState.QUEUED.value, index=True)
    turn: Mapped[int]
    attempts: Mapped[int] = mapped_column(default=0)
    cancel_asked_at: Mapped[datetime | None]
    problems: Mapped[list[Any] | None]
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    queued_at: Mapped[datetime] = mapped_column(default=now)
    began_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class SolvingProcess(Table):
    """A running process that takes solves from the queue; one not seen for a while, or gone, has lost its own."""

    __tablename__ = "solving_process"
    id: Mapped[str] = mapped_column(primary_key=True)
    machine: Mapped[str]
    process_id: Mapped[int]
    solves_at_once: Mapped[int]
    seen_at: Mapped[datetime]


class SolveProgress(Table):
    """One better roster found on the way: what it was weighed at."""

    __tablename__ = "solve_progress"
    __table_args__ = (UniqueConstraint("solve_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    solve_id: Mapped[int] = mapped_column(ForeignKey("solve.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    progress: Mapped[dict[str, Any]]


class StoredRoster(Table):
    """One checked version of a week's roster, with its metrics; published and superseded, never changed."""

    __tablename__ = "roster"
    __table_args__ = (
        UniqueConstraint("week_id", "number"),
        Index(
            "uq_roster_one_published",
            "week_id",
            unique=True,
            sqlite_where=text("state = 'published'"),
            postgresql_where=text("state = 'published'"),
        ),
        NEVER_AGAIN,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    week_id: Mapped[int] = mapped_column(ForeignKey("week.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    request_id: Mapped[int] = mapped_column(ForeignKey("rota_request.id"))
    solve_id: Mapped[int | None] = mapped_column(ForeignKey("solve.id"), unique=True)
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("roster.id"))
    origin: Mapped[str]
    state: Mapped[str] = mapped_column(default=RosterState.DRAFT.value)
    document: Mapped[bytes]
    metrics: Mapped[dict[str, Any]]
    created_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    published_at: Mapped[datetime | None]


class RosterFile(Table):
    """A file made of a roster, kept because making it takes seconds; made anew by another version of the program."""

    __tablename__ = "roster_file"
    roster_id: Mapped[int] = mapped_column(ForeignKey("roster.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    made_by: Mapped[str] = mapped_column(primary_key=True)
    document: Mapped[bytes]


class OwnRota(Table):
    """One worker's duties of a published roster, so that reading one's own rota or calendar needs no whole roster."""

    __tablename__ = "own_rota"
    roster_id: Mapped[int] = mapped_column(ForeignKey("roster.id", ondelete="CASCADE"), primary_key=True)
    worker_id: Mapped[str] = mapped_column(primary_key=True)
    duties: Mapped[list[Any]]


class Notice(Table):
    """What a worker is told once: that a roster with, or without, duties of theirs was published or changed."""

    __tablename__ = "notice"
    __table_args__ = (UniqueConstraint("roster_id", "worker_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    week_id: Mapped[int] = mapped_column(ForeignKey("week.id", ondelete="CASCADE"), index=True)
    roster_id: Mapped[int] = mapped_column(ForeignKey("roster.id"))
    worker_id: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)
    read_at: Mapped[datetime | None]


class SwapState(StrEnum):
    """Where an offered duty stands."""

    OFFERED = "offered"
    TAKEN = "taken"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Swap(Table):
    """A duty that a worker offers, who would take it, for what in exchange, and what the leader decided."""

    __tablename__ = "swap"
    __table_args__ = NEVER_AGAIN
    id: Mapped[int] = mapped_column(primary_key=True)
    week_id: Mapped[int] = mapped_column(ForeignKey("week.id", ondelete="CASCADE"), index=True)
    roster_id: Mapped[int] = mapped_column(ForeignKey("roster.id"))
    giver_id: Mapped[str]
    giver_date: Mapped[str]
    taker_id: Mapped[str | None]
    taker_date: Mapped[str | None]
    state: Mapped[str] = mapped_column(default=SwapState.OFFERED.value)
    effect: Mapped[dict[str, Any] | None]
    new_roster_id: Mapped[int | None] = mapped_column(ForeignKey("roster.id"))
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)
    decided_at: Mapped[datetime | None]
