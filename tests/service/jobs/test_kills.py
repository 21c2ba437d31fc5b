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
from tests import builders as make
from tests.service.jobs import children

QUICK = ["-m", "tests.service.jobs.quick"]
ASKED_AT_ONCE = 4


@pytest.fixture
def place(tmp_path: Path, ready_database_url: str, outcome: Path) -> Iterator[Premises]:
    environment = {children.OUTCOME: str(outcome), children.SECONDS: "1.0"}
    with premises(tmp_path, ready_database_url, make.request(), QUICK, **environment) as made:
        yield made


@pytest.fixture
def small_place(tmp_path: Path) -> Iterator[Premises]:
    with premises(tmp_path, f"sqlite:///{tmp_path}/rota.sqlite3", make.request(), QUICK) as made:
        yield made


def test_a_server_killed_at_any_moment_does_every_accepted_solve_once(place: Premises) -> None:
    server = place.serve()
    first, second = place.ask(), place.ask()
    place.wait_until("running", first)
    last = place.ask()
    kill(server)

    server = place.serve()
    place.wait_until("done", first)
    place.wait_until("running", second)
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
    assert sorted(answered.values()) == [solve.id for solve in small_place.solves()] == in_the_queue(small_place)
    assert len(answered) == ASKED_AT_ONCE


def test_what_a_killed_worker_was_doing_is_done_by_another_that_lives(place: Premises) -> None:
    solves = place.queue(6, work_limit=3, seed=1)
    first, second = place.worker(), place.worker()
    place.wait_until("done", solves[0])
    time.sleep(0.5)
    kill(first)
    place.wait_until("done")
    assert second.poll() is None
    assert place.solves_of_rosters() == solves


def in_the_queue(place: Premises) -> list[int]:
    """The solves that wait, as the queue has them."""
    client = DBOSClient(system_database_url=place.store.url)
    try:
        jobs = client.list_workflows(queue_name=QUEUE, status="ENQUEUED")
        return sorted(int(job.workflow_id.removeprefix("solve-")) for job in jobs)
    finally:
        client.destroy()
