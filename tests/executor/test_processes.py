"""Jobs run the same here and in a pool of processes, and what goes wrong in one is told to whoever waits for it."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from models.problems import InputError, Problem
from optimiser.executor import InThisProcess, executor

PROBLEM = Problem(code="E4001", cause="W1 is away all week", action="find somebody else")


def test_one_worker_is_this_process() -> None:
    with executor(1) as pool:
        assert isinstance(pool, InThisProcess)
        assert pool.submit(os.getpid).result() == os.getpid()


def test_two_workers_are_other_processes() -> None:
    with executor(2) as pool:
        assert pool.submit(os.getpid).result() != os.getpid()


def test_an_error_waits_for_whoever_asks_for_the_result() -> None:
    with executor(1) as pool:
        failed = pool.submit(divmod, 1, 0)
        with pytest.raises(ZeroDivisionError):
            failed.result()


def test_problems_found_in_another_process_arrive_whole() -> None:
    error = InputError([PROBLEM], ["one row read"])
    arrived = pickle.loads(pickle.dumps(error))
    assert arrived.problems == (PROBLEM,)
    assert arrived.report_lines == ("one row read",)
    assert str(arrived) == str(error)


SEARCHING_FOR_A_MINUTE = """
import os, time
from optimiser.executor.processes import process_pool
if __name__ == "__main__":
    with process_pool(1) as pool:
        print(pool.submit(os.getpid).result(), flush=True)
        pool.submit(time.sleep, 60).result()
"""


def test_a_pool_ends_with_the_process_that_started_it_even_when_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "search.py"
    script.write_text(SEARCHING_FOR_A_MINUTE)
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
        child.wait(timeout=10)
    assert not child.is_running()
