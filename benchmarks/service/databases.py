"""An empty database to measure on: a file, or on a PostgreSQL server of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.service import postgres


@contextmanager
def empty_database(folder: Path, *, on_postgresql: bool) -> Iterator[str]:
    """Give the address of an empty database, on a PostgreSQL server of its own or in a file."""
    if not on_postgresql:
        yield f"sqlite:///{folder}/rota.sqlite3"
        return
    with postgres.server() as socket_folder:
        yield postgres.fresh_database(socket_folder)
