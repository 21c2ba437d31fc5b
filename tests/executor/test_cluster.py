"""Jobs on a cluster: they run elsewhere, hear that they are to end, and outlive neither a worker nor whoever asked."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.machines import Machines, machines
from models.problems import InputError, Problem
from optimiser.executor import JobLostError, executor
from optimiser.versions import versions
from tests.executor.jobs import TimeLeft, pause, refuse, seconds_left, until_asked, until_there, wait_for

pytest.importorskip("distributed", reason="the library `distributed` is not installed: no cluster")
cluster = pytest.importorskip("optimiser.executor.cluster")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    with machines(tmp_path_factory.mktemp("machines"), workers=2) as both:
        yield both


@pytest.fixture(autouse=True)
def _named(monkeypatch: pytest.MonkeyPatch, running: Machines) -> None:
    alive = [worker for worker in running.workers if worker.poll() is None]
    for _ in range(2 - len(alive)):
        running.add_worker()
    monkeypatch.setenv("ROTA_SCHEDULER", running.address)
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 30.0)  # a busy machine starts workers slowly


def pids(running: Machines) -> set[int]:
    return {worker.pid for worker in running.workers if worker.poll() is None}


def test_jobs_run_in_the_workers_of_the_cluster(running: Machines) -> None:
    with executor(2) as pool:
        assert pool.submit(os.getpid).result() in pids(running)


def test_one_job_at_a_time_runs_in_this_process_whatever_scheduler_is_named() -> None:
    with executor(1) as pool:
        assert pool.submit(os.getpid).result() == os.getpid()


def test_the_same_job_given_twice_is_done_twice(tmp_path: Path) -> None:
    with executor(2) as pool:
        assert len({pool.submit(time.monotonic).result() for _ in range(2)}) == 2


def test_an_error_in_a_job_is_told_to_whoever_asks_for_the_result() -> None:
    with executor(2) as pool, pytest.raises(ZeroDivisionError):
        pool.submit(divmod, 1, 0).result()


def test_problems_found_on_a_worker_arrive_whole() -> None:
    clash = Problem(code="E4001", cause="W1 is away all week", action="find somebody else")
    with executor(2) as pool:
        found = pool.submit(refuse, clash).exception()
    assert isinstance(found, InputError)
    assert found.problems == (clash,)


def test_a_worker_that_would_plan_otherwise_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("optimiser.executor.installation.versions", lambda: {**versions(), "ortools": "9.99"})
    with pytest.raises(InputError) as refused, executor(2):
        pass
    assert {problem.code for problem in refused.value.problems} == {"E8002"}
    causes = [problem.cause for problem in refused.value.problems]
    assert sum("worker tcp://127.0.0.1" in cause for cause in causes) == 2
    assert sum("the cluster's scheduler" in cause for cause in causes) == 1
    assert all("instead of 9.99" in cause for cause in causes)


def test_a_worker_that_joins_later_and_would_plan_otherwise_does_no_job(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="E8002"), executor(2) as pool:
        monkeypatch.setattr("optimiser.executor.installation.versions", lambda: {**versions(), "ortools": "9.99"})
        pool.submit(os.getpid).result()


def test_cancelling_reaches_a_running_job_which_gives_what_it_has(tmp_path: Path, running: Machines) -> None:
    asked: list[bool] = []
    with executor(2, lambda: bool(asked)) as pool:
        job = pool.submit(until_asked, tmp_path / "begun")
        wait_for(tmp_path / "begun")
        began = time.monotonic()
        asked.append(True)
        assert not job.cancel()
        assert job.result() in pids(running)
        assert time.monotonic() - began < 10.0


def test_an_error_of_whoever_asked_ends_the_jobs(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), executor(2) as pool:
        pool.submit(until_asked, tmp_path / "begun", tmp_path / "ended")
        wait_for(tmp_path / "begun")
        raise KeyboardInterrupt
    assert wait_for(tmp_path / "ended") == wait_for(tmp_path / "begun")


GONE = """
import sys
from pathlib import Path
from optimiser.executor import cluster, executor
from tests.executor.jobs import until_asked
cluster.SILENT_SECONDS = 3.0
if __name__ == "__main__":
    with executor(2) as pool:
        pool.submit(until_asked, Path(sys.argv[1]), Path(sys.argv[2])).result()
"""


def test_a_job_ends_soon_after_the_process_that_asked_for_it_was_killed(tmp_path: Path) -> None:
    script, begun, ended = tmp_path / "asks.py", tmp_path / "begun", tmp_path / "ended"
    script.write_text(GONE)
    told = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen([sys.executable, str(script), str(begun), str(ended)], env=told) as asking:
        wait_for(begun)
        asking.kill()
    began = time.monotonic()
    assert wait_for(ended) == begun.read_text()
    assert time.monotonic() - began < 15.0


def test_the_wait_for_a_free_worker_counts() -> None:
    with executor(2) as pool:
        for _ in range(pool.at_once):
            pool.submit(pause, 1.5)
        assert pool.submit(seconds_left, TimeLeft(60.0)).result() < 59.0


def test_a_job_whose_worker_is_killed_is_done_by_another_in_the_time_left(tmp_path: Path, running: Machines) -> None:
    with executor(2) as pool:
        job = pool.submit(until_there, tmp_path / "begun", tmp_path / "go", TimeLeft(60.0))
        first = int(wait_for(tmp_path / "begun"))
        (tmp_path / "begun").unlink()
        time.sleep(2.0)
        running.kill_worker(first)
        wait_for(tmp_path / "begun")
        (tmp_path / "go").write_text("go")
        second, left = job.result()
        assert second in pids(running) - {first}
        assert left < 58.5


def test_without_any_worker_left_a_job_is_told_lost_instead_of_waited_for(
    tmp_path: Path, running: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE_SECONDS", 1.0)
    with pytest.raises(InputError, match="E8004"), executor(2) as pool:
        job = pool.submit(until_asked, tmp_path / "begun")
        wait_for(tmp_path / "begun")
        for pid in pids(running):
            running.kill_worker(pid)
        with pytest.raises(JobLostError):
            job.result()
        job.result()
