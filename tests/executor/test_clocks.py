"""A job has the seconds that are left when it begins, not those that were left when it was handed over."""

import pytest

from optimiser.executor import InThisProcess
from optimiser.executor.processes import process_pool
from optimiser.improve.job import Job
from optimiser.improve.search import Cooling
from tests.builders import request
from tests.executor.jobs import TimeLeft, pause, seconds_left


def job(seconds: float | None, within: float | None) -> Job:
    return Job(request(), (), seconds, 1, Cooling(), 1, within=within)


def test_a_job_that_waited_ends_when_nobody_waits_for_it_any_more() -> None:
    assert job(seconds=10.0, within=12.0).after_waiting(5.0).seconds == pytest.approx(7.0)


def test_a_job_that_waited_little_has_all_its_seconds() -> None:
    assert job(seconds=10.0, within=30.0).after_waiting(5.0).seconds == 10.0


def test_a_job_that_waited_too_long_has_no_second_left() -> None:
    assert job(seconds=10.0, within=12.0).after_waiting(60.0).seconds == 0.0


def test_steps_do_not_pass_while_a_job_waits() -> None:
    counted = job(seconds=None, within=None)
    assert counted.after_waiting(60.0) is counted


def test_the_wait_for_a_free_process_counts() -> None:
    with process_pool(1) as pool:
        pool.submit(pause, 0.5)
        left = pool.submit(seconds_left, TimeLeft(60.0)).result()
    assert left < 59.5


def test_a_job_in_this_process_waits_for_nothing() -> None:
    assert InThisProcess().submit(seconds_left, TimeLeft(60.0)).result() == 60.0
