"""From a rota request to a checked roster: the same one twice, its objective the referee's, its reasons true."""

import os
import subprocess
import sys

import pytest

from models.clock import clock_text
from models.problems import InputError
from models.visits import Gap, Need
from models.wishes import Pin, PinKind
from optimiser.checks import check
from optimiser.checks.objective import recompute
from optimiser.progress import Progress
from optimiser.solve import Solution, SolveOptions, solve
from tests.builders import MONDAY, moment, request, user, visit, window, worker

CREW = tuple(worker(f"W{n}", skills=("medication",) * (n == 1)) for n in range(1, 4))
USERS = tuple(user(f"U{n}", place_id=f"P{n}") for n in range(1, 5))


def small_week():
    """Three workers and fourteen visits, some by two workers, some with gaps, more than can be made at once."""
    work = [
        visit(
            f"V{n:02d}",
            f"U{1 + n % 4}",
            minutes=30 + 15 * (n % 3),
            windows=(window("07:10", "10:00", day=n % 3, late=10), window("16:00", "18:00", day=n % 3)),
            workers_needed=1 + (n % 5 == 0),
            skills=("medication",) * (n % 7 == 3),
            need=Need.WAITING_LIST if n % 4 == 2 else Need.REQUIRED,
            gaps=(Gap(after_visit_id=f"V{n - 4:02d}", least_minutes=60),) if n % 6 == 4 else (),
        )
        for n in range(14)
    ]
    return request(workers=CREW, service_users=USERS, visits=tuple(work))


def solved(asked, work_limit: int = 2, seed: int = 1) -> Solution:
    return solve(asked, SolveOptions(work_limit=work_limit, workers=1, seed=seed))


@pytest.fixture(scope="module")
def week() -> Solution:
    return solved(small_week())


def test_a_week_is_planned_and_the_referee_accepts_it(week: Solution) -> None:
    assert check(small_week(), week.roster) == []
    assert week.objective_terms == recompute(small_week(), week.roster)
    assert week.roster.request_sha256 == small_week().sha256
    assert week.roster.seed == 1


def test_every_promised_visit_that_can_be_made_is_made_given_a_few_steps() -> None:
    required = {each.id for each in small_week().visits if each.need is Need.REQUIRED}
    assert not required & {each.visit_id for each in solved(small_week(), work_limit=5).roster.unserved}


def test_the_same_request_seed_and_work_limit_give_the_same_bytes(week: Solution) -> None:
    assert solved(small_week()).roster.model_dump_json() == week.roster.model_dump_json()


def test_the_bytes_do_not_hang_on_the_order_in_which_python_hashes(week: Solution) -> None:
    """Another process, with another hash seed: sets of ids come out in another order there."""
    program = (
        "from tests.solve.test_solve import small_week, solved\n"
        "print(solved(small_week()).roster.model_dump_json(), end='')"
    )
    elsewhere = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": "12345"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert elsewhere.stdout == week.roster.model_dump_json()


def test_a_longer_search_is_dearer_than_its_best_only_by_travel_that_it_saves() -> None:
    told: list[Progress] = []
    solution = solve(small_week(), SolveOptions(work_limit=8, workers=1, seed=3), told.append)
    assert told == solution.progress
    pence = [each.objective_pence for each in told]
    assert pence[-1] <= 1.01 * min(pence) < pence[0]
    assert pence[-1] >= sum(solution.objective_terms.values())


def test_a_time_limit_is_kept() -> None:
    solution = solve(small_week(), SolveOptions(time_limit_seconds=3, workers=1))
    assert solution.solve_seconds < 6
    assert check(small_week(), solution.roster) == []


def test_a_request_without_visits_has_a_roster_without_visits() -> None:
    solution = solved(request(visits=()))
    assert all(not duty.visits for duty in solution.roster.duties)
    assert solution.roster.unserved == ()


def test_a_pinned_visit_is_kept_though_another_worker_would_be_cheaper() -> None:
    pinned = Pin(id="P1", kind=PinKind.VISIT, worker_id="W3", visit_id="V1", start=moment("09:17"))
    asked = request(workers=CREW, service_users=(user(known_worker_ids=("W1",)),), pins=(pinned,))
    ((duty, made),) = [(duty, made) for duty in solved(asked).roster.duties for made in duty.visits]
    assert (duty.worker_id, clock_text(made.start)) == ("W3", "09:17")


def test_pins_that_clash_are_refused_by_name() -> None:
    """W1 is given the day off on which they are pinned to work."""
    pins = (
        Pin(id="on", kind=PinKind.DUTY, worker_id="W1", date=MONDAY),
        Pin(id="off", kind=PinKind.DAY_OFF, worker_id="W1", date=MONDAY),
    )
    with pytest.raises(InputError) as refused:
        solved(request(pins=pins))
    assert any("W1" in problem.cause for problem in refused.value.problems)


def test_a_pinned_visit_outside_every_shift_is_refused_by_name() -> None:
    night = visit(windows=(window("03:00", "03:30", day=1),))
    pin = Pin(id="P1", kind=PinKind.VISIT, worker_id="W1", visit_id="V1")
    with pytest.raises(InputError) as refused:
        solved(request(visits=(night,), pins=(pin,)))
    assert any("V1" in problem.cause for problem in refused.value.problems)
