"""Generated requests split between two constituencies and planned in parts: accepted by the referee, or refused."""

from collections import Counter

import pytest
from hypothesis import assume, given, settings

import optimiser.parts
from models.problems import InputError
from models.request import RotaRequest
from optimiser.checks import check
from optimiser.checks.objective import recompute
from optimiser.solve import SolveOptions, solve
from tests.strategies import requests

OPTIONS = SolveOptions(work_limit=1, workers=1, seed=1)
TOWNS = ("Yardley", "Ladywood")
generated = settings(max_examples=5)


def split(asked: RotaRequest) -> RotaRequest:
    """Every other worker in another town; the first two cross the border."""
    crew = [
        worker.model_copy(update={"constituency": TOWNS[row % 2], "reach_constituencies": ("*",) if row < 2 else ()})
        for row, worker in enumerate(asked.workers)
    ]
    return asked.changed(workers=tuple(crew))


def test_generated_requests_in_parts_give_accepted_rosters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(optimiser.parts, "LARGEST_WHOLE", 1)
    outcomes: Counter[str] = Counter()

    @generated
    @given(requests())
    def every_request(request_: RotaRequest) -> None:
        asked = split(request_)
        assume(optimiser.parts.is_large(asked))
        try:
            solution = solve(asked, OPTIONS)
        except InputError as refused:
            outcomes["refused"] += 1
            assert refused.problems
            return
        outcomes["solved"] += 1
        assert check(asked, solution.roster) == []
        assert solution.objective_terms == recompute(asked, solution.roster)

    every_request()
    assert outcomes["solved"] > outcomes["refused"]
