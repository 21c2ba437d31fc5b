"""Whatever is killed whenever, a solve that was accepted is done, once."""

import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from dbos import DBOSClient

from benchmarks.service.premises import Premises, kill, premises
from service.jobs.queue import QUEUE
from service.store.tables import SolveState, SolvingProcess
from tests import builders as make
from tests.service.jobs import children

QUICK = ["-m", "tests.service.jobs.quick"]
ASKED_AT_ONCE = 4


def quick(outcome: Path) -> dict[str, str]:
    return {children.OUTCOME: str(outcome), children.SECONDS: "1.0"}


@pytest.fixture
def place(tmp_path: Path, ready_database_url: str, outcome: Path) -> Iterator[Premises]:
    with premises(tmp_path, ready_database_url, make.request(), QUICK, **quick(outcome)) as made:
        yield made


@pytest.fixture
def small_place(tmp_path: Path, outcome: Path) -> Iterator[Premises]:
    with premises(tmp_path, f"sqlite:///{tmp_path}/rota.sqlite3", make.request(), QUICK, **quick(outcome)) as made:
        yield made


def test_a_server_killed_at_any_moment_does_every_accepted_solve_once(place: Premises) -> None:
    server = place.serve()
    first, second = place.ask(), place.ask()
    place.wait_until("running", first)
    last = place.ask()
    kill(server)

    server = place.serve()
    place.wait_until("done", first)
    place.wait_until_begun(second)
    time.sleep(random.uniform(0.8, 1.2))  # just before, at or just after the end
    kill(server)

    place.serve()
    place.wait_until("done")
    assert place.solves_of_rosters() == [first, second, last]


def test_a_server_killed_while_it_is_asked_does_what_it_accepted_and_what_is_sent_again_once(
    small_place: Premises,
) -> None:
    server = small_place.serve(ROTA_SOLVES_AT_ONCE="0")
    answered: dict[str, int] = {}

    def ask(key: str) -> None:
        try:
            answered[key] = small_place.ask(key)
        except httpx.HTTPError:
            return

    asking = [threading.Thread(target=ask, args=(f"monday-{n}",)) for n in range(ASKED_AT_ONCE)]
    for each in asking:
        each.start()
    time.sleep(random.uniform(0.0, 0.2))
    kill(server)
    for each in asking:
        each.join()
    before = dict(answered)

    small_place.serve(ROTA_SOLVES_AT_ONCE="0")
    for n in range(ASKED_AT_ONCE):
        ask(f"monday-{n}")
    assert before.items() <= answered.items()
    assert (
        sorted(answered.values()) == [solve.id for solve in small_place.solves()] == sorted(in_the_queue(small_place))
    )
    assert len(answered) == ASKED_AT_ONCE


def test_what_a_killed_worker_was_doing_is_done_by_another_that_lives(place: Premises) -> None:
    solves = place.queue(4, work_limit=3, seed=1, ceiling=False)
    longer = {children.SECONDS: "2.0"}  # none ends between being seen under way and being killed
    workers = {process.pid: process for process in (place.worker(**longer), place.worker(**longer))}
    while len(busy := under_way(place)) < len(workers):
        time.sleep(0.05)
    killed_at, process_id = busy.popitem()
    kill(workers.pop(process_id))
    place.wait_until("done")
    assert [process.poll() for process in workers.values()] == [None]
    assert place.solves_of_rosters() == solves
    assert {solve.id: solve.attempts for solve in place.solves()}[killed_at] > 1


def under_way(place: Premises) -> dict[int, int]:
    """The solves begun and not ended, and which process does each."""
    begun = {solve.id for solve in place.solves() if solve.state == SolveState.RUNNING}
    with place.store.reading() as session:
        process_ids = {process.id: process.process_id for process in session.query(SolvingProcess)}
    taken = in_the_queue(place, "PENDING")
    return {solve: process_ids[executor] for solve, executor in taken.items() if solve in begun}


def test_a_worker_told_to_stop_ends_soon_and_another_takes_its_solve_up(small_place: Premises) -> None:
    (solve,) = small_place.queue(1, work_limit=3, seed=1, ceiling=False)
    worker = small_place.worker(**{children.SECONDS: "600"})
    small_place.wait_until("running")
    worker.terminate()
    assert worker.wait(30) == 0
    assert [each.state for each in small_place.solves()] == ["running"]
    small_place.worker()
    small_place.wait_until("done")
    assert small_place.solves_of_rosters() == [solve]


def in_the_queue(place: Premises, status: str = "ENQUEUED") -> dict[int, str]:
    """The solves that the queue has with this status, and the process that each is at, if any."""
    client = DBOSClient(system_database_url=place.store.url)
    try:
        jobs = client.list_workflows(queue_name=QUEUE, status=status)
        return {int(job.workflow_id.removeprefix("solve-")): job.executor_id or "" for job in jobs}
    finally:
        client.destroy()
