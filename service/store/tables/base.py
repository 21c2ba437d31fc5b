"""What every table shares: how instants, documents and structured details are kept."""

import gzip
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, DateTime, Dialect, LargeBinary, MetaData
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

NEVER_AGAIN = {"sqlite_autoincrement": True}
"""For rows that a purge removes: the audit log and the queue of solves go on naming them, so no later one has their id;
PostgreSQL never gives an id twice anyway."""


class Instant(TypeDecorator[datetime]):
    """An instant: given with a time zone, kept in UTC, returned in UTC, on SQLite too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Keep the instant in UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the instant its time zone back where the database dropped it."""
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


class Document(TypeDecorator[bytes]):
    """The canonical JSON bytes of a request or roster, packed: a city's week is megabytes of text."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        """Pack the bytes, always alike."""
        return None if value is None else gzip.compress(value, 6, mtime=0)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        """Unpack the bytes."""
        return None if value is None else gzip.decompress(value)


class Table(DeclarativeBase):
    """The base of all tables."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Instant(),
        bytes: Document(),
        dict[str, Any]: JSON(),
        list[Any]: JSON(),
        list[str]: JSON(),
    }


def now() -> datetime:
    """Return this instant."""
    return datetime.now(UTC)
