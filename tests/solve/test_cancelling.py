"""A solve that is cancelled ends soon, and with the best roster it has by then, checked like any other."""

import pytest

import optimiser.parts
import optimiser.side_by_side
from models.request import RotaRequest
from optimiser.checks import check
from optimiser.checks.objective import recompute
from optimiser.progress import Progress
from optimiser.solve import Solution, SolveOptions, solve
from tests.solve.two_towns import two_towns

LONG = 600.0


def cancelled_after_first(asked: RotaRequest, options: SolveOptions) -> Solution:
    """A solve that is cancelled as soon as there is a roster."""
    told: list[Progress] = []
    return solve(asked, options, told.append, cancelled=lambda: bool(told))


@pytest.mark.parametrize("largest_whole", [1, 60])
@pytest.mark.parametrize("workers", [1, 2])
def test_a_cancelled_solve_gives_the_roster_it_has(
    monkeypatch: pytest.MonkeyPatch, workers: int, largest_whole: int
) -> None:
    monkeypatch.setattr(optimiser.parts, "LARGEST_WHOLE", largest_whole)
    monkeypatch.setattr(optimiser.side_by_side, "WORTH_A_PROCESS", 0.0)
    solution = cancelled_after_first(two_towns(), SolveOptions(time_limit_seconds=LONG, workers=workers))
    assert solution.solve_seconds < LONG / 10
    assert check(two_towns(), solution.roster) == []
    assert solution.objective_terms == recompute(two_towns(), solution.roster)
    assert any(duty.visits for duty in solution.roster.duties)


def test_a_solve_cancelled_before_it_begins_still_gives_a_first_roster() -> None:
    solution = solve(two_towns(), SolveOptions(time_limit_seconds=LONG, workers=1), cancelled=lambda: True)
    assert check(two_towns(), solution.roster) == []
    assert any(duty.visits for duty in solution.roster.duties)
