"""Days on which nobody has a choice of shifts: routes alone are searched, and the roster is checked like any other."""

from typing import Any

import pytest

import optimiser.by_routes
from models.clock import Horizon
from models.problems import InputError
from models.request import RotaRequest
from models.wishes import Pin, PinKind
from optimiser.budget import Budget
from optimiser.by_routes import plan_by_routes
from optimiser.checks import check
from optimiser.checks.objective import recompute
from optimiser.progress import Progress, Reporter
from optimiser.solve import Solution, SolveOptions, solve
from tests.builders import MONDAY, request, user, visit, window, worker

CREW = ("W1", "W2", "W3")
STEPS = SolveOptions(work_limit=1, workers=1, seed=1)


def pinned_day(**fields: Any) -> RotaRequest:
    """Three workers on the early that each is pinned to, and ten visits of which some take two workers."""
    pins = tuple(
        Pin(id=f"pin {name}", kind=PinKind.DUTY, worker_id=name, date=MONDAY, pattern_id="early") for name in CREW
    )
    work = tuple(
        visit(f"V{n}", f"U{n % 4}", windows=(window("07:30", "11:00", late=20),), workers_needed=1 + (n % 5 == 0))
        for n in range(10)
    )
    own = {
        "horizon": Horizon(start=MONDAY, days=1),
        "workers": tuple(worker(name, pattern_ids=("early",)) for name in CREW),
        "service_users": tuple(user(f"U{n}", place_id=f"P{n}") for n in range(4)),
        "visits": work,
        "pins": pins,
    }
    return request(**{**own, **fields})


def assert_sound(asked: RotaRequest, solution: Solution) -> None:
    assert check(asked, solution.roster) == []
    assert solution.objective_terms == recompute(asked, solution.roster)


def sources(solution: Solution) -> set[str]:
    return {each.source for each in solution.progress}


def test_a_day_of_given_shifts_is_searched_by_routes_alone_and_accepted() -> None:
    solution = solve(pinned_day(), STEPS)
    assert_sound(pinned_day(), solution)
    assert solution.roster.unserved == ()
    assert sources(solution) <= {"first roster", "routes"}


def test_the_same_seed_and_steps_give_the_same_roster() -> None:
    assert solve(pinned_day(), STEPS).roster == solve(pinned_day(), STEPS).roster


def test_two_chains_with_a_clock_give_a_checked_roster_early() -> None:
    solution = solve(pinned_day(), SolveOptions(time_limit_seconds=3, workers=2, seed=1))
    assert_sound(pinned_day(), solution)
    assert 0 < solution.first_checked_seconds < solution.solve_seconds
    assert solution.progress[-1].objective_pence == sum(solution.objective_terms.values())


def test_the_roster_told_of_last_is_never_worse_than_those_before() -> None:
    pence = [each.objective_pence for each in solve(pinned_day(), STEPS).progress]
    assert pence[-1] == min(pence)


def test_a_cancelled_day_gives_the_roster_it_has() -> None:
    told: list[Progress] = []
    options = SolveOptions(time_limit_seconds=600, workers=2)
    solution = solve(pinned_day(), options, told.append, cancelled=lambda: bool(told))
    assert_sound(pinned_day(), solution)
    assert solution.solve_seconds < 60


def test_duties_of_before_are_gone_on_from_and_never_worsened() -> None:
    before = solve(pinned_day(), STEPS)
    budget = Budget(None, 1, 1, 2)
    after = plan_by_routes(pinned_day(), budget, Reporter.silent(), before.roster.duties)
    assert after is not None
    at_first = plan_by_routes(pinned_day(), Budget(None, 0, 1, 2), Reporter.silent(), before.roster.duties)
    assert at_first is not None
    assert after.pence() <= at_first.pence()
    assert at_first.plan.duties() == before.roster.duties


def test_duties_on_other_shifts_are_left_to_the_joint_search() -> None:
    before = solve(pinned_day(), STEPS).roster.duties
    assert plan_by_routes(pinned_day(), Budget(None, 0, 1, 1), Reporter.silent(), before[:2]) is None


@pytest.mark.parametrize("change", [{"pins": ()}, {"visits": ()}])
def test_where_there_is_a_choice_or_nothing_to_do_the_joint_search_plans(change: dict[str, Any]) -> None:
    assert plan_by_routes(pinned_day(**change), Budget(None, 0, 1, 1), Reporter.silent(), ()) is None


def test_given_shifts_that_clash_are_named() -> None:
    crew = tuple(
        worker(name, pattern_ids=("early",), contract_minutes_per_week=0, tolerance_over_minutes=60) for name in CREW
    )
    with pytest.raises(InputError):
        solve(pinned_day(workers=crew), STEPS)


def test_more_goes_change_who_is_told_and_not_what_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    once = solve(pinned_day(), STEPS).roster
    monkeypatch.setattr(optimiser.by_routes, "GOES", 3)
    assert solve(pinned_day(), STEPS).roster == once
