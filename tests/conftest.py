"""What tests of every area share."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.chromium import started_browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser for all tests of a file."""
    with started_browser() as started:
        yield started
