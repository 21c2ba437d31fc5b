"""The stored instances for tests, each read once in a process: reading the city takes longer than most tests."""

from functools import cache

import fixtures
from models.request import RotaRequest


@cache
def stored(name: str) -> RotaRequest:
    """The instance `team` or `city`."""
    return fixtures.load(name)
