"""Jobs run the same here and in a pool of processes, and what goes wrong in one is told to whoever waits for it."""

import os
import pickle

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
