"""How long each part of planning takes on this machine, in wall seconds; `speed.py` holds it against a calibration."""

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.speed import ROUNDS, Part, parts


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.name)
def test_speed(benchmark: BenchmarkFixture, part: Part) -> None:
    """One part, prepared anew for each round."""
    part.work(part.prepare())  # what is compiled or remembered is so before the clock starts
    benchmark.pedantic(part.work, setup=lambda: ((part.prepare(),), {}), rounds=ROUNDS)
