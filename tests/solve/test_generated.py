"""Generated requests: always a roster the referee accepts, priced as it prices it, or problems with their causes."""

from collections import Counter

from hypothesis import given, settings

from models.problems import InputError
from models.request import RotaRequest
from models.roster import Roster
from optimiser.checks import check
from optimiser.checks.objective import recompute
from optimiser.solve import Solution, SolveOptions, solve
from tests.solve.by_hand import ways_to_add
from tests.strategies import requests

OPTIONS = SolveOptions(work_limit=1, workers=1, seed=1)
generated = settings(max_examples=12)


def solved(request: RotaRequest) -> Solution | InputError:
    try:
        return solve(request, OPTIONS)
    except InputError as refused:
        return refused


def test_generated_requests_give_accepted_rosters_or_named_problems() -> None:
    outcomes: Counter[str] = Counter()

    @generated
    @given(requests())
    def every_request(request_: RotaRequest) -> None:
        result = solved(request_)
        if isinstance(result, InputError):
            outcomes["refused"] += 1
            assert_named(result)
        else:
            outcomes["solved"] += 1
            outcomes["visits made"] += assert_sound(request_, result)

    every_request()
    assert outcomes["solved"] > outcomes["refused"]
    assert outcomes["visits made"] > 20


def assert_named(refused: InputError) -> None:
    """A refusal names what is wrong and what to do."""
    assert refused.problems
    assert all(problem.code.startswith("E") and problem.cause and problem.action for problem in refused.problems)


def assert_sound(request: RotaRequest, solution: Solution) -> int:
    """The roster keeps every rule, is priced as the referee prices it, and tells the truth about what it leaves out."""
    roster = solution.roster
    assert check(request, roster) == []
    assert solution.objective_terms == recompute(request, roster)
    assert roster.request_sha256 == request.sha256
    made = {visit.visit_id for duty in roster.duties for visit in duty.visits}
    assert sorted([*made, *(each.visit_id for each in roster.unserved)]) == sorted(request.visit_by_id)
    for unserved in roster.unserved:
        assert reason_is_true(request, roster, unserved.visit_id, unserved.reason_code)
    return len(made)


def reason_is_true(request: RotaRequest, roster: Roster, visit_id: str, code: str) -> bool:
    """Whether what the reason rules out cannot be done by hand in the roster as it is, U05 only at a loss."""
    before = sum(recompute(request, roster).values())
    gains = [before - sum(recompute(request, better).values()) for better in ways_to_add(request, roster, visit_id)]
    return all(gain <= 0 for gain in gains) if code == "U05" else not gains
