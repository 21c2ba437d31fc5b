"""The whole of a request for cover: before parts, beside them or never, and no dive where there is no time for it."""

from concurrent.futures import Future
from contextlib import nullcontext
from typing import Any

import numpy as np
import pytest

from optimiser.executor import InThisProcess
from optimiser.rostering.lines import dive as dives
from optimiser.rostering.lines import search
from optimiser.rostering.lines.dive import converge, dive
from optimiser.rostering.lines.generation import ColumnGeneration
from optimiser.rostering.lines.part_job import PartFound, PartJob, solved_elsewhere
from optimiser.rostering.lines.problem import LineProblem
from optimiser.rostering.lines.start import first_lines
from optimiser.rostering.lines.tables import WorkerTables
from tests.rostering_lines.rotas import generated, lines_of

SECONDS = 60.0
ENOUGH_JOBS = 4


class Recording(InThisProcess):
    """Runs jobs here and keeps them."""

    def __init__(self) -> None:
        self.jobs: list[PartJob] = []

    @property
    def at_once(self) -> int:
        return 2

    def submit(self, *job: Any, **named: Any) -> Future[Any]:
        self.jobs.append(job[1])
        return super().submit(*job, **named)


def begun(problem: LineProblem) -> ColumnGeneration:
    tables = [WorkerTables(problem, row) for row in range(problem.workers)]
    generation = ColumnGeneration(problem, tables, InThisProcess())
    generation.add_lines(first_lines(problem, 1))
    return generation


def improved(monkeypatch: pytest.MonkeyPatch, largest: int, beside: int, long: int = 105) -> list[PartJob]:
    """Return the jobs handed to processes where requests up to these sizes have the whole first, or beside parts."""
    processes = Recording()
    for name, value in (("WORTH_PROCESSES", 0.0), ("LARGEST", largest), ("LARGEST_BESIDE", beside), ("LONG", long)):
        monkeypatch.setattr(search, name, value)
    monkeypatch.setattr(search, "elsewhere", lambda *_: nullcontext(processes))
    problem = lines_of(generated(3, workers=6)).problem
    search.improve_lines(problem, None, SECONDS, workers=2, cancelled=lambda: len(processes.jobs) >= ENOUGH_JOBS)
    return processes.jobs


def settled_early(jobs: list[PartJob]) -> list[bool]:
    """Return which jobs have less time until days are settled than in all: the whole has."""
    return [job.settle_within < 0.9 * job.within for job in jobs]


def test_of_a_request_that_is_less_large_the_whole_is_generated_beside_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = improved(monkeypatch, largest=1, beside=10**9)
    assert settled_early(jobs) == [True] + [False] * (len(jobs) - 1)
    assert jobs[0].part.workers == 6
    assert len(jobs) > 1


@pytest.mark.parametrize(
    "sizes",
    [{"largest": 1, "beside": 1}, {"largest": 10**9, "beside": 10**9}, {"largest": 1, "beside": 10**9, "long": 1}],
)
def test_it_is_not_where_it_comes_first_or_is_too_large_or_too_long(
    monkeypatch: pytest.MonkeyPatch, sizes: dict[str, int]
) -> None:
    assert not any(settled_early(improved(monkeypatch, **sizes)))


def test_no_dive_is_begun_where_time_ends_while_the_bound_is_far_off(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = lines_of(generated(2)).problem
    monkeypatch.setattr(dives, "FAR", 0.0)
    assert not converge(begun(problem), np.inf, lambda: True)
    assert dive(begun(problem), 10**6, lambda: True, lambda: False) is None


def test_one_is_begun_where_the_bound_is_near(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = lines_of(generated(2)).problem
    monkeypatch.setattr(dives, "FAR", np.inf)
    assert dive(begun(problem), 10**6, lambda: True, lambda: False) is not None


def test_elsewhere_too_days_of_the_whole_are_settled_when_it_is_time() -> None:
    problem = lines_of(generated(2)).problem
    standing = first_lines(problem, 1)

    def found(settle_within: float) -> PartFound:
        return solved_elsewhere(PartJob(problem, standing, within=SECONDS, settle_within=settle_within))

    assert found(0.0).bound < found(SECONDS).bound
