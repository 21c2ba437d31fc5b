"""Whole solves on a cluster: the same roster as on one machine, and one that the referee accepts after a loss."""

import os
import threading
import time
from collections.abc import Iterator

import pytest

import optimiser.parts
import optimiser.rounds
import optimiser.side_by_side
from benchmarks.machines import Machines, machines
from models.studies import Scenario, Study, WidenWindows
from optimiser.checks import check
from optimiser.checks.objective import recompute
from optimiser.rostering.lines import search
from optimiser.rostering.lines.part_job import solved_elsewhere
from optimiser.rostering.lines.start import first_lines
from optimiser.solve import Solution, SolveOptions, solve
from optimiser.studies.study import StudyOptions, what_if
from tests.rostering_lines.rotas import generated, lines_of
from tests.solve.two_towns import two_towns

distributed = pytest.importorskip("distributed", reason="the library `distributed` is not installed: no cluster")
cluster = pytest.importorskip("optimiser.executor.cluster")

SECONDS = 4.0
MARGIN = 20.0  # seconds that a busy machine may take besides


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    with machines(tmp_path_factory.mktemp("machines"), workers=2) as both:
        yield both


@pytest.fixture(autouse=True)
def _named(monkeypatch: pytest.MonkeyPatch, running: Machines) -> None:
    monkeypatch.setenv("ROTA_SCHEDULER", running.address)
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 30.0)


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(optimiser.parts, "LARGEST_WHOLE", 1)
    monkeypatch.setattr(optimiser.rounds, "WORTH_A_ROUND", 0.1)


def accepted(solution: Solution) -> bool:
    """Whether the referee finds nothing against a roster, and comes to the same price."""
    priced = recompute(two_towns(), solution.roster)
    return check(two_towns(), solution.roster) == [] and solution.objective_terms == priced


@pytest.mark.usefixtures("in_parts")
def test_the_same_work_and_seed_give_the_same_roster_as_on_one_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    work = SolveOptions(time_limit_seconds=None, work_limit=2, workers=2, seed=3)
    on_cluster = solve(two_towns(), work).roster
    monkeypatch.delenv("ROTA_SCHEDULER")
    assert solve(two_towns(), work).roster == on_cluster


def test_scenarios_of_a_study_come_out_on_a_cluster_as_here() -> None:
    study = Study(name="small", scenarios=(Scenario(name="wider", levers=(WidenWindows(minutes=60),)),))
    one_step = StudyOptions(seconds_each=None, work_limit=1, workers=2)
    here = StudyOptions(seconds_each=None, work_limit=1, workers=1)
    assert what_if(two_towns(), study, one_step) == what_if(two_towns(), study, here)


def test_searches_side_by_side_run_on_a_cluster_within_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(optimiser.side_by_side, "WORTH_A_PROCESS", 0.0)
    solution = solve(two_towns(), SolveOptions(time_limit_seconds=SECONDS, workers=3))
    assert accepted(solution)
    assert solution.solve_seconds < SECONDS + MARGIN


def kill_one_that_is_busy(running: Machines) -> None:
    """Wait until a worker has a job, and kill it."""
    with distributed.Client(running.address, set_as_default=False) as client:
        while not (busy := [worker for worker, jobs in client.processing().items() if jobs]):
            time.sleep(0.05)
        running.kill_worker(client.run(os.getpid, workers=busy[:1])[busy[0]])


def test_lines_are_improved_part_after_part_on_a_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is generated whole, so that only parts can gain anything."""
    monkeypatch.setattr(search, "WORTH_PROCESSES", 0.0)
    monkeypatch.setattr(search, "LARGEST", 1)
    monkeypatch.setattr(search, "LARGEST_BESIDE", 1)
    handed_over: list[object] = []
    submit = cluster.Cluster.submit
    monkeypatch.setattr(cluster.Cluster, "submit", lambda *job: handed_over.append(job[1]) or submit(*job))
    problem = lines_of(generated(3)).problem
    found = search.improve_lines(problem, seconds=60.0, workers=2, cancelled=lambda: len(handed_over) > 3)
    assert set(handed_over) == {solved_elsewhere}
    assert found.pence == found.lines.pence(problem)
    assert found.pence <= first_lines(problem, 1).pence(problem)


@pytest.mark.usefixtures("in_parts")
def test_a_solve_whose_worker_is_killed_in_the_midst_of_a_job_ends_in_time_with_a_roster(running: Machines) -> None:
    killing = threading.Thread(target=kill_one_that_is_busy, args=(running,))
    killing.start()
    solution = solve(two_towns(), SolveOptions(time_limit_seconds=SECONDS, workers=2))
    killing.join()
    assert sum(worker.poll() is None for worker in running.workers) == 1
    assert accepted(solution)
    assert any(duty.visits for duty in solution.roster.duties)
    assert solution.solve_seconds < SECONDS + MARGIN
