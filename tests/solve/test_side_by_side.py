"""With two processes a team is searched twice at once, and the better search goes on."""

import pytest

import optimiser.side_by_side
from optimiser.checks import check
from optimiser.checks.objective import recompute
from optimiser.solve import SolveOptions, solve
from tests.builders import request, visit, window, worker

ASKED = request(
    workers=(worker("W1"), worker("W2")),
    visits=tuple(visit(f"V{day}", windows=(window("08:00", "10:00", day),)) for day in range(5)),
)


def test_searches_side_by_side_make_every_visit_and_keep_every_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(optimiser.side_by_side, "WORTH_A_PROCESS", 0.0)
    solution = solve(ASKED, SolveOptions(time_limit_seconds=8, workers=2))
    assert solution.roster.unserved == ()
    assert check(ASKED, solution.roster) == []
    assert solution.objective_terms == recompute(ASKED, solution.roster)


def test_the_first_checked_roster_is_there_before_the_last() -> None:
    solution = solve(ASKED, SolveOptions(work_limit=1, workers=1))
    assert 0 < solution.first_checked_seconds <= solution.solve_seconds
