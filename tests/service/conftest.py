"""What tests of the service share: a database of each kind, and a service on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service import postgres
from tests.service.house import House, house


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server for the whole run of tests; skips where there is none."""
    with postgres.server() as folder:
        yield folder


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database: SQLite, then PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/rota.sqlite3"
    return postgres.fresh_database(request.getfixturevalue("postgres_server"))


@pytest.fixture
def home(database_url: str) -> Iterator[House]:
    """A service on each kind of database."""
    with house(database_url) as made:
        yield made


@pytest.fixture
def small_home(tmp_path: Path) -> Iterator[House]:
    """A service on SQLite, for what does not depend on the database."""
    with house(f"sqlite:///{tmp_path}/rota.sqlite3") as made:
        yield made
