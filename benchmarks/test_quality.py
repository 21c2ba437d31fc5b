"""The demo team's week at a fixed number of steps is no worse than stored."""

import json

from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.provenance import RESULTS
from benchmarks.quality import OPTIONS, SCENARIO, Quality, judge, solve_team
from models.request import RotaRequest


def test_team_is_no_worse_than_stored(benchmark: BenchmarkFixture, team: RotaRequest) -> None:
    """Contact time and cost per contact hour, against benchmarks/results/team.json."""
    stored = json.loads((RESULTS / f"{SCENARIO}.json").read_text(encoding="utf-8"))
    same = (stored["request_sha256"], stored["work_limit"], stored["seed"])
    assert same == (team.sha256, OPTIONS.work_limit, OPTIONS.seed), (
        "another request or limit: python -m benchmarks.store"
    )
    solution = benchmark.pedantic(solve_team, (team,), rounds=1)
    found = judge(team, solution)
    print(f"stored {stored['quality']}\nnow    {found}")
    assert not found.complaints(Quality(**stored["quality"]))
