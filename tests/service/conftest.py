"""What tests of the service share: a database of each kind, and a service on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service import postgres, sqlite
from tests.service.house import House, house


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server for the whole run of tests; skips where there is none."""
    with postgres.server() as folder:
        yield folder


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Each kind of database in turn."""
    return str(request.param)


@pytest.fixture
def database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database: SQLite, then PostgreSQL."""
    if database_kind == "sqlite":
        return sqlite.address_in(tmp_path)
    return postgres.fresh_database(request.getfixturevalue("postgres_server"))


@pytest.fixture
def ready_database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database of each kind that has its tables."""
    if database_kind == "sqlite":
        return sqlite.fresh_database(tmp_path)
    folder = request.getfixturevalue("postgres_server")
    return postgres.fresh_database(folder, postgres.with_tables(folder))


@pytest.fixture
def home(ready_database_url: str) -> Iterator[House]:
    """A service on each kind of database."""
    with house(ready_database_url) as made:
        yield made


@pytest.fixture
def small_home(tmp_path: Path) -> Iterator[House]:
    """A service on SQLite, for what does not depend on the database."""
    with house(sqlite.fresh_database(tmp_path)) as made:
        yield made
