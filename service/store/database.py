"""The way to the tables: an engine on SQLite or PostgreSQL, its transactions, its migrations."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from threading import Lock
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import Session, sessionmaker

from service.store import migrating

BUSY_MILLISECONDS = 30_000
CONNECT_SECONDS = 5
HELD_UP_SECONDS = 60  # as DBOS has it
POOL: dict[str, Any] = {"pool_size": 20, "max_overflow": 20, "hide_parameters": True}  # no row's values in a log


class Store:
    """A database with the service's tables."""

    def __init__(self, database_url: str) -> None:
        self.url = for_psycopg(database_url)
        self.engine = _engine(self.url)
        self._turn = Lock() if self.url.startswith("sqlite") else nullcontext()  # its writers would wait by polling
        self._writing = sessionmaker(self.engine, expire_on_commit=False)
        self._reading = sessionmaker(self.engine.execution_options(reading=True), expire_on_commit=False)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a transaction: kept when the block ends well, undone when it does not; keep it short."""
        with self._turn, self._writing.begin() as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a transaction that only reads: one state of everything, and nobody waits for it."""
        with self._reading() as session:
            yield session

    def migrate(self) -> None:
        """Bring the tables to the newest form; does nothing where they have it."""
        migrating.upgrade(self.engine)

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def for_psycopg(database_url: str) -> str:
    """Return the address with the driver we bring; hosts write postgres:// or postgresql://."""
    for prefix in ("postgres://", "postgresql://"):
        if database_url.startswith(prefix):
            return "postgresql+psycopg://" + database_url.removeprefix(prefix)
    return database_url


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        patience = {"connect_timeout": CONNECT_SECONDS}
        engine = create_engine(url, **POOL, pool_pre_ping=True, connect_args=patience)
        event.listen(engine, "begin", _end_if_held_up)
        return engine
    engine = create_engine(url, **POOL)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _take_the_write_lock)
    return engine


def _end_if_held_up(connection: Any) -> None:
    """Have PostgreSQL end a change whose machine is asleep or gone without a word: others wait for what it locked."""
    if not connection.get_execution_options().get("reading", False):
        connection.exec_driver_sql(f"SET LOCAL idle_in_transaction_session_timeout = '{HELD_UP_SECONDS}s'")


def _prepare_sqlite(connection: sqlite3.Connection, _: Any) -> None:
    """Readers beside a writer, references kept, and our own BEGIN (the driver's would come too late)."""
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _take_the_write_lock(connection: Any) -> None:
    """Begin as a writer at once, so that two transactions never find out at commit that they clash."""
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
