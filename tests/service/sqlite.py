"""SQLite databases for tests, each a copy of one that has every table: making tables takes longer than most tests."""

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import make_url

from tests.service.making import make_tables

MOMENT_SECONDS = 0.1


def address_in(folder: Path) -> str:
    """The address of a database in a folder, which is there or not."""
    return f"sqlite:///{folder}/rota.sqlite3"


def fresh_database(folder: Path) -> str:
    """Put a database with every table into a folder, and return its address."""
    (folder / "rota.sqlite3").write_bytes(_with_tables())
    return address_in(folder)


def is_being_changed(address: str) -> bool:
    """Whether somebody is in the middle of a change, and stays there for a moment."""
    connection = sqlite3.connect(str(make_url(address).database), timeout=MOMENT_SECONDS, isolation_level=None)
    with closing(connection):
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        return False


@cache
def _with_tables() -> bytes:
    """The file of a database with every table, made once in a process."""
    with TemporaryDirectory() as folder:
        make_tables(address_in(Path(folder)))
        return (Path(folder) / "rota.sqlite3").read_bytes()
