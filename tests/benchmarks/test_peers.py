"""The peers: each routes a small day in its time, inside every rule; one that is not installed is skipped."""

import math
from importlib import import_module
from pathlib import Path

import pytest
from rich.console import Console

from benchmarks.files import read_rows
from benchmarks.peers.command import run_peers
from benchmarks.peers.day import Day
from benchmarks.peers.days import day_request
from benchmarks.peers.play import ENGINES, is_installed
from models.problems import InputError
from optimiser.checks import check

PEERS = ("VROOM then PyVRP", "PyVRP", "VROOM", "OR-Tools")


@pytest.fixture(scope="module")
def day() -> Day:
    return Day.of(day_request(12, seed=0))


@pytest.mark.parametrize("engine", PEERS)
def test_a_peer_makes_most_visits_of_a_small_day_and_keeps_every_rule(day: Day, engine: str) -> None:
    if not is_installed(engine):
        pytest.skip(f"{engine} is not installed: pip install '.[peers]'")
    rows = import_module(f"benchmarks.peers.{ENGINES[engine]}").route(day, 2.0, 1, 0)
    assert sum(map(len, rows)) >= 6
    assert check(day.request, day.roster(rows)) == []


def test_nobody_is_sent_where_they_lack_a_skill_however_dear_the_visit() -> None:
    if not is_installed("PyVRP"):
        pytest.skip("PyVRP is not installed: pip install '.[peers]'")
    request = day_request(12, seed=0)
    unskilled = request.changed(
        workers=tuple(worker.model_copy(update={"skills": ()}) for worker in request.workers),
        visits=tuple(visit.model_copy(update={"skills": ("catheter",)}) for visit in request.visits),
    )
    rows = import_module("benchmarks.peers.pyvrp_peer").route(Day.of(unskilled), 1.0, 1, 0)
    assert not any(rows)


def test_an_engine_nobody_knows_is_named_with_those_there_are() -> None:
    with pytest.raises(InputError, match="E6103 no engine is called Gurobi; name some of this engine"):
        run_peers(Console(quiet=True), [12], [1.0], 1, ["Gurobi"], None)


def test_a_game_is_told_with_what_it_reached_and_what_it_took(tmp_path: Path) -> None:
    out = tmp_path / "peers.json"
    run_peers(Console(quiet=True), [12], [1.0], 1, ["OR-Tools"], out)
    (row,) = read_rows(out)
    assert (row["set"], row["engine"], row["visits"], row["violations"]) == ("home-care day", "OR-Tools", 12, 0)
    assert row["visits_made"] > 0
    assert row["peak_memory_mib"] > 10
    assert math.isclose(row["limit_seconds"], 1.0)
    assert 0 < row["seconds"] <= row["process_seconds"]
