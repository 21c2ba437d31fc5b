"""A service that tests which only read share."""

from collections.abc import Iterator

import pytest

from tests.service import sqlite
from tests.service.house import House, house


@pytest.fixture(scope="package")
def reading_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A service on SQLite whose drafts are made once; nothing of it is published or changed."""
    with house(sqlite.fresh_database(tmp_path_factory.mktemp("reading"))) as made:
        yield made
