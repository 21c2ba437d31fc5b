"""A solve is done in a process of its own, and ends with a checked roster or with every problem in its way."""

import multiprocessing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
import pytest
from sqlalchemy.exc import InternalError, OperationalError

from service.jobs import records
from service.jobs.attempt import MOST_TRIES, LeftForOthersError, Solving
from service.jobs.messages import Task
from service.jobs.records import MOST_ATTEMPTS, Attempt
from service.jobs.solver import SolverLostError, solver
from service.rosters.keeping import checked_roster
from service.settings import Settings
from service.store.tables import AuditEntry, Role
from tests import builders as make
from tests.service.house import House
from tests.service.jobs import children
from tests.service.jobs.asking import asked, rosters_of, standing, submitted_week, waited_for

ACCEPTED = make.roster(make.duty(visits=[("V1", "08:00")]))


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch, outcome: Path) -> Any:
    def use(work: Any) -> None:
        monkeypatch.setattr("service.jobs.solver.work", work)

    return use


def solvers() -> list[multiprocessing.process.BaseProcess]:
    """The solving processes of this one; what works on rosters stays between tests."""
    return [child for child in multiprocessing.active_children() if child.name == "solve"]


def solved(home: House, solve_id: int, **settings: Any) -> dict[str, Any]:
    """A solve done here and now."""
    Solving(home.store, Settings(**settings)).solve(solve_id)
    return standing(home, solve_id)


def begun(home: House, solve_id: int) -> Attempt:
    attempt = records.begin(home.store, solve_id)
    assert attempt is not None
    return attempt


def test_a_solve_that_is_asked_for_is_done_and_leaves_one_roster(working_home: House) -> None:
    solve = waited_for(working_home, asked(working_home, submitted_week(working_home)), "done")
    assert [solve["roster_id"]] == rosters_of(working_home, solve["id"])
    assert (solve["attempts"], solve["problems"]) == (1, None)
    assert solve["latest"]["objective_pence"] == 400


def test_a_solve_asked_of_an_idle_service_begins_soon(working_home: House) -> None:
    week = submitted_week(working_home)
    for _ in range(2):
        solve = waited_for(working_home, asked(working_home, week), "done")
    waited = datetime.fromisoformat(solve["began_at"]) - datetime.fromisoformat(solve["queued_at"])
    assert waited < timedelta(seconds=2)


def test_cancelling_a_running_solve_keeps_the_best_checked_roster_so_far(
    small_home: House, stand_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(children.endless)
    solve = asked(small_home, submitted_week(small_home))
    original = records.keep_progress

    def cancel_at_the_first_roster(*given: Any) -> None:
        original(*given)
        small_home.as_(Role.LEADER).post(f"/api/v1/solves/{solve}/cancel")

    monkeypatch.setattr(records, "keep_progress", cancel_at_the_first_roster)
    ended = solved(small_home, solve)
    assert (ended["state"], [ended["roster_id"]]) == ("cancelled", rosters_of(small_home, solve))
    assert ended["cancel_asked_at"]


def test_a_request_that_cannot_be_met_ends_with_all_its_problems(small_home: House, stand_in: Any) -> None:
    stand_in(children.unsolvable)
    ended = solved(small_home, asked(small_home, submitted_week(small_home)))
    assert (ended["state"], ended["roster_id"]) == ("failed", None)
    assert [problem["code"] for problem in ended["problems"]] == ["E3001", "E4001"]


def test_a_solver_that_dies_is_tried_again_and_then_reported(
    small_home: House, stand_in: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(children.dies)
    monkeypatch.setenv(children.LINES, str(tmp_path / "lines"))
    ended = solved(small_home, asked(small_home, submitted_week(small_home)))
    assert (ended["state"], [problem["code"] for problem in ended["problems"]]) == ("failed", ["E8405"])
    assert len((tmp_path / "lines").read_text().splitlines()) == ended["attempts"] == MOST_TRIES


def test_a_solver_that_hears_nothing_is_ended_after_its_deadline(
    small_home: House, stand_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(children.deaf)
    monkeypatch.setattr("service.jobs.solver.GRACE_SECONDS", -5)
    ended = solved(small_home, asked(small_home, submitted_week(small_home), time_limit_seconds=5))
    assert ([problem["code"] for problem in ended["problems"]], ended["attempts"]) == (["E8411"], 1)
    assert not solvers()


def test_a_solve_without_a_time_limit_is_asked_for_what_it_has_when_the_longest_is_over(
    small_home: House, stand_in: Any
) -> None:
    stand_in(children.endless)
    ended = solved(small_home, asked(small_home, submitted_week(small_home)), most_solve_seconds=1)
    assert (ended["state"], len(rosters_of(small_home, ended["id"]))) == ("done", 1)


def test_a_solve_takes_no_more_memory_than_it_may(small_home: House, stand_in: Any, monkeypatch: Any) -> None:
    stand_in(children.deaf)
    monkeypatch.setattr("service.jobs.solver.MEBIBYTE", 1)
    ended = solved(small_home, asked(small_home, submitted_week(small_home)))
    assert [problem["code"] for problem in ended["problems"]] == ["E8407"]


def test_a_mistake_of_ours_ends_a_solve_and_says_so(small_home: House, stand_in: Any, monkeypatch: Any) -> None:
    stand_in(children.quick)
    monkeypatch.setattr(Solving, "_outcome", lambda *_: 1 / 0)
    ended = solved(small_home, asked(small_home, submitted_week(small_home)))
    assert [problem["code"] for problem in ended["problems"]] == ["E8408"]


def test_a_solve_that_keeps_ending_with_its_process_is_given_up(small_home: House) -> None:
    solve = asked(small_home, submitted_week(small_home))
    for _ in range(MOST_ATTEMPTS):
        begun(small_home, solve)
    ended = solved(small_home, solve)
    assert [problem["code"] for problem in ended["problems"]] == ["E8406"]


def test_a_process_that_lost_its_solve_to_another_changes_nothing_any_more(small_home: House) -> None:
    solve = asked(small_home, submitted_week(small_home))
    lost, standing_one = begun(small_home, solve), begun(small_home, solve)
    checked = checked_roster(make.request(), ACCEPTED)
    records.keep_progress(small_home.store, lost, [children.progress()])
    records.keep_result(small_home.store, lost, checked)
    assert (standing(small_home, solve)["state"], standing(small_home, solve)["latest"]) == ("running", None)
    for _ in range(2):
        records.keep_result(small_home.store, standing_one, checked)
    assert standing(small_home, solve)["state"] == "done"
    assert len(rosters_of(small_home, solve)) == 1
    with small_home.store.reading() as session:
        ends = session.query(AuditEntry).filter(AuditEntry.account_id.is_(None)).all()
    assert [entry.details["state"] for entry in ends] == ["done"]


def test_a_solve_that_has_ended_is_not_done_again(small_home: House, stand_in: Any) -> None:
    stand_in(children.quick)
    solve = asked(small_home, submitted_week(small_home))
    assert solved(small_home, solve) == solved(small_home, solve)


def test_a_solve_cancelled_while_its_process_is_dead_ends_when_it_is_taken_up(small_home: House) -> None:
    solve = asked(small_home, submitted_week(small_home))
    begun(small_home, solve)
    small_home.as_(Role.LEADER).post(f"/api/v1/solves/{solve}/cancel")
    assert solved(small_home, solve)["state"] == "cancelled"


def test_a_process_told_to_stop_leaves_its_solve_as_it_is(small_home: House, stand_in: Any, monkeypatch: Any) -> None:
    stand_in(children.endless)
    solve = asked(small_home, submitted_week(small_home))
    solving = Solving(small_home.store, Settings())
    original = records.keep_progress

    def stop_at_the_first_roster(*given: Any) -> None:
        original(*given)
        solving._stopping.set()

    monkeypatch.setattr(records, "keep_progress", stop_at_the_first_roster)
    with pytest.raises(LeftForOthersError):
        solving.solve(solve)
    assert standing(small_home, solve)["state"] == "running"
    assert not solvers()


def test_a_process_whose_solve_another_took_up_ends_its_own_solver(
    small_home: House, stand_in: Any, monkeypatch: Any
) -> None:
    stand_in(children.endless)
    solve = asked(small_home, submitted_week(small_home))
    original = records.keep_progress

    def taken_up_at_the_first_roster(*given: Any) -> None:
        original(*given)
        begun(small_home, solve)

    monkeypatch.setattr(records, "keep_progress", taken_up_at_the_first_roster)
    with pytest.raises(LeftForOthersError):
        Solving(small_home.store, Settings()).solve(solve)
    assert not solvers()


def test_a_process_whose_solver_died_does_not_take_its_solve_back_from_another(
    small_home: House, monkeypatch: Any
) -> None:
    solve = asked(small_home, submitted_week(small_home))

    def taken_up_before_it_dies(*_: Any) -> None:
        begun(small_home, solve)
        raise SolverLostError("killed")

    monkeypatch.setattr(Solving, "_outcome", taken_up_before_it_dies)
    with pytest.raises(LeftForOthersError):
        Solving(small_home.store, Settings()).solve(solve)
    assert (standing(small_home, solve)["state"], standing(small_home, solve)["attempts"]) == ("running", 2)


def test_numbers_of_progress_run_on_over_attempts(small_home: House) -> None:
    solve = asked(small_home, submitted_week(small_home))
    for _ in range(2):
        records.keep_progress(small_home.store, begun(small_home, solve), [children.progress(), children.progress()])
    latest = standing(small_home, solve)["latest"]
    assert (latest["number"], latest["attempt"]) == (4, 2)


@pytest.mark.parametrize(
    "failure",
    [
        OperationalError("COMMIT", {}, Exception("the server is restarting")),
        InternalError("SELECT", {}, Exception("held up for too long"), connection_invalidated=True),
    ],
)
def test_a_database_out_of_reach_for_a_while_costs_time_and_not_the_solve(
    small_home: House, stand_in: Any, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    stand_in(children.quick)
    monkeypatch.setattr("service.jobs.attempt.RETRY_SECONDS", 0.01)
    solve = asked(small_home, submitted_week(small_home))
    original, failures = records.keep_result, iter([True, True])

    def at_the_third_time(*given: Any) -> None:
        if next(failures, False):
            raise failure
        original(*given)

    monkeypatch.setattr(records, "keep_result", at_the_third_time)
    assert solved(small_home, solve)["state"] == "done"


def test_a_solver_is_gone_when_its_block_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.jobs.solver.work", children.deaf)
    with solver(Task(b"", 60, None, 1, 1, 60, with_ceiling=False), 4096) as running:
        (child,) = solvers()
        assert running.news(0.1).outcome is None
        process_id = child.pid
    assert not psutil.pid_exists(process_id)
