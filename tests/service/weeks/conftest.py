"""A service that the tests of a file share: for what is refused and leaves nothing, or keeps nothing anyway."""

from collections.abc import Iterator

import pytest

from tests.service import sqlite
from tests.service.house import House, house


@pytest.fixture(scope="module")
def lasting_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A service on SQLite, one for all tests of a file."""
    with house(sqlite.fresh_database(tmp_path_factory.mktemp("lasting"))) as made:
        yield made
