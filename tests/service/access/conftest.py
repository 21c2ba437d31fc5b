"""A service that tests share which leave nothing in it that others notice; making one takes longer than most tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service import sqlite
from tests.service.house import House, house


@pytest.fixture(scope="module")
def standing_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A service on SQLite for all tests of a file."""
    with house(sqlite.fresh_database(tmp_path_factory.mktemp("standing"))) as made:
        yield made


@pytest.fixture(scope="module")
def home_behind_https(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A service that people reach at https://rota.example, for all tests of a file."""
    folder: Path = tmp_path_factory.mktemp("https")
    with house(sqlite.fresh_database(folder), address="https://rota.example") as made:
        yield made
