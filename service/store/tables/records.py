"""What is written once and never again: the audit log, and the answers given to requests with an idempotency key."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.tables.base import Table, now


class AuditEntry(Table):
    """Who did what, when, to what, from which version; the database itself refuses to change or delete one."""

    __tablename__ = "audit_entry"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)
    account_id: Mapped[int | None] = mapped_column(index=True)
    account_role: Mapped[str | None]
    action: Mapped[str] = mapped_column(index=True)
    team_id: Mapped[int | None] = mapped_column(index=True)
    week_id: Mapped[int | None] = mapped_column(index=True)
    what: Mapped[str]
    from_version: Mapped[int | None]
    details: Mapped[dict[str, Any]]
    correlation_id: Mapped[str | None]


class GivenAnswer(Table):
    """The answer to a POST with an idempotency key, so that the same POST again gets the same answer."""

    __tablename__ = "given_answer"
    __table_args__ = (UniqueConstraint("account_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    key: Mapped[str]
    asked_sha256: Mapped[str]
    status: Mapped[int]
    headers: Mapped[dict[str, Any]]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(default=now, index=True)
