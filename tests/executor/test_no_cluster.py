"""A cluster that cannot be used says so within seconds, with code, cause and action, not in the midst of a solve."""

import socket
import sys
import time
from pathlib import Path

import pytest

from benchmarks.machines import machines
from models.problems import InputError, Problem
from optimiser.executor import executor
from optimiser.solve import SolveOptions, solve
from tests.solve.two_towns import two_towns

pytest.importorskip("distributed", reason="the library `distributed` is not installed: no cluster")
cluster = pytest.importorskip("optimiser.executor.cluster")


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1.0)


def refused(monkeypatch: pytest.MonkeyPatch, address: str) -> Problem:
    """The problem that a scheduler's address leads to."""
    monkeypatch.setenv("ROTA_SCHEDULER", address)
    began = time.monotonic()
    with pytest.raises(InputError) as error, executor(2):
        pass
    assert time.monotonic() - began < 10.0
    (problem,) = error.value.problems
    return problem


def test_a_scheduler_that_nobody_started_is_told_with_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{closed.getsockname()[1]}"
        problem = refused(monkeypatch, address)
    assert problem.code == "E8001"
    assert address in problem.cause
    assert "dask scheduler" in problem.action


@pytest.mark.parametrize(
    "address", ["nonsense", "tcp://", "tcp://127.0.0.1:none", "http://127.0.0.1:1", "tcp://no.such.host.invalid:8786"]
)
def test_what_is_no_address_of_a_scheduler_is_told(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    assert refused(monkeypatch, address).code == "E8001"


def test_a_solve_in_parts_tells_of_the_scheduler_instead_of_planning_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("optimiser.parts.LARGEST_WHOLE", 1)
    monkeypatch.setenv("ROTA_SCHEDULER", "tcp://127.0.0.1:1")
    with pytest.raises(InputError, match="E8001"):
        solve(two_towns(), SolveOptions(None, work_limit=1, workers=2))


def test_a_scheduler_without_workers_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with machines(tmp_path, workers=0) as running:
        assert refused(monkeypatch, running.address).code == "E8003"


def test_without_its_library_a_named_scheduler_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "optimiser.executor.cluster")
    monkeypatch.setitem(sys.modules, "distributed", None)
    problem = refused(monkeypatch, "tcp://127.0.0.1:1")
    assert problem.code == "E8001"
    assert "enablement-rota[cluster]" in problem.action
