"""The two demo services, read once."""

import pytest

import fixtures
from models.request import RotaRequest


@pytest.fixture(scope="session")
def team() -> RotaRequest:
    """One constituency's week."""
    return fixtures.load("team")


@pytest.fixture(scope="session")
def city() -> RotaRequest:
    """Ten constituencies' week."""
    return fixtures.load("city")


@pytest.fixture
def service(request: pytest.FixtureRequest) -> RotaRequest:
    """The service that a benchmark is parametrised with, by name."""
    found: RotaRequest = request.getfixturevalue(request.param)
    return found
