"""A team's week on its way from opened to closed: its rota requests, its workers' preferences, what was delivered."""

import datetime as calendar
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.tables.base import NEVER_AGAIN, Table, now


class WeekState(StrEnum):
    """Where a week stands."""

    OPEN = "open"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    CLOSED = "closed"


class Week(Table):
    """One team's week (or whatever horizon its request has)."""

    __tablename__ = "week"
    __table_args__ = (UniqueConstraint("team_id", "starts"), NEVER_AGAIN)
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    starts: Mapped[calendar.date]
    days: Mapped[int]
    state: Mapped[str] = mapped_column(default=WeekState.OPEN.value)
    version: Mapped[int] = mapped_column(default=1)
    preferences_until: Mapped[datetime]
    preference_limits: Mapped[dict[str, Any]]
    follows_week_id: Mapped[int | None] = mapped_column(ForeignKey("week.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    closed_at: Mapped[datetime | None]


class StoredRequest(Table):
    """One version of a week's rota request; a version never changes, the next one takes its place."""

    __tablename__ = "rota_request"
    __table_args__ = (UniqueConstraint("week_id", "number"), NEVER_AGAIN)
    id: Mapped[int] = mapped_column(primary_key=True)
    week_id: Mapped[int] = mapped_column(ForeignKey("week.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    sha256: Mapped[str]
    document: Mapped[bytes]
    constituencies: Mapped[list[str]]
    origin: Mapped[str]
    with_preferences: Mapped[bool] = mapped_column(default=False)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)


class StatedPreferences(Table):
    """Everything one worker wishes of one week, as last stated."""

    __tablename__ = "stated_preferences"
    __table_args__ = (UniqueConstraint("week_id", "worker_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    week_id: Mapped[int] = mapped_column(ForeignKey("week.id", ondelete="CASCADE"), index=True)
    worker_id: Mapped[str]
    preferences: Mapped[list[Any]]
    version: Mapped[int] = mapped_column(default=1)
    stated_at: Mapped[datetime] = mapped_column(default=now)


class DeliveredRecord(Table):
    """What was really done of a published week: its visits with start and end, as last recorded."""

    __tablename__ = "delivered_record"
    week_id: Mapped[int] = mapped_column(ForeignKey("week.id", ondelete="CASCADE"), primary_key=True)
    document: Mapped[bytes]
    ledger: Mapped[dict[str, Any] | None]
    version: Mapped[int] = mapped_column(default=1)
    recorded_at: Mapped[datetime] = mapped_column(default=now)
