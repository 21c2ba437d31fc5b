"""Backups of a SQLite file through SQLite's own online backup: a writer is never stopped, the copy is of one moment."""

import os
import sqlite3
import uuid
from contextlib import closing, suppress
from pathlib import Path

from service.store import backup_problems
from service.store.database import Store
from service.store.restored import end_every_sign_in

BUSY_SECONDS = 30


def back_up(database: Path, file: Path) -> None:
    """Copy a database that may be in use.

    Raises:
        InputError: there is none.
    """
    if not database.is_file():
        raise backup_problems.no_database(str(database.absolute()))
    with closing(sqlite3.connect(database, timeout=BUSY_SECONDS)) as source, closing(sqlite3.connect(file)) as copy:
        source.backup(copy)


def restore(database: Path, file: Path, *, replace: bool) -> None:
    """Put a backup in a database's place: made ready beside it first, then put there in one step."""
    if not _is_ours(file):
        raise backup_problems.no_backup(file)
    if database.exists():
        _refuse_what_is_used(database, replace=replace)
    ready = database.with_name(f"{database.name}.{uuid.uuid4().hex[:8]}")
    try:
        back_up(file, ready)
        _bring_up_to_date(ready)
        os.replace(ready, database)  # noqa: PTH105  # in one step
    finally:
        for suffix in ("", "-wal", "-shm"):
            ready.with_name(ready.name + suffix).unlink(missing_ok=True)


def _bring_up_to_date(database: Path) -> None:
    store = Store(f"sqlite:///{database}")
    try:
        store.migrate()
        end_every_sign_in(store)
    finally:
        store.close()


def _is_ours(file: Path) -> bool:
    """Say whether a file is a whole database with our tables."""
    with (
        closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as source,
        suppress(sqlite3.DatabaseError),
    ):
        source.execute("SELECT version_num FROM alembic_version")
        source.execute("SELECT max(id) FROM audit_entry")
        return bool(source.execute("PRAGMA quick_check").fetchone() == ("ok",))
    return False


def _refuse_what_is_used(database: Path, *, replace: bool) -> None:
    """Refuse a database with accounts, or anybody connected: SQLite leaves WAL mode only for the last one."""
    with closing(sqlite3.connect(database, timeout=0)) as there:
        try:
            holds = there.execute("SELECT count(*) FROM account").fetchone() != (0,)
        except sqlite3.OperationalError:
            holds = False
        if holds and not replace:
            raise backup_problems.something_there()
        try:
            there.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            raise backup_problems.in_use() from error
