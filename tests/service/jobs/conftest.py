"""What tests of solves share: a checked roster that stand-ins for the solving process send."""

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.rosters.keeping import checked_roster
from tests import builders as make
from tests.service.house import House, house
from tests.service.jobs import children


@pytest.fixture
def outcome(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file with the roster of the smallest request, checked, for stand-ins to send."""
    roster = make.roster(make.duty(visits=[("V1", "08:00")]))
    path = tmp_path / "outcome"
    path.write_bytes(pickle.dumps(checked_roster(make.request(), roster)))
    monkeypatch.setenv(children.OUTCOME, str(path))
    return path


@pytest.fixture
def working_home(ready_database_url: str, outcome: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A service on each kind of database that does solves itself, with a quick stand-in for the solving process."""
    monkeypatch.setattr("service.jobs.solver.work", children.quick)
    with house(ready_database_url, solves_at_once=1) as made:
        yield made
