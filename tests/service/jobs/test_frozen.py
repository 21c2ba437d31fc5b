"""A process that is held up loses its solve to another, and changes nothing of it once it goes on."""

import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from benchmarks.service.premises import Premises, premises
from service.store.tables import AuditEntry, Solve, SolveProgress
from tests import builders as make
from tests.service import postgres, sqlite
from tests.service.house import House, house
from tests.service.jobs import children
from tests.service.jobs.asking import asked, submitted_week

LEASE_SECONDS = "3.0"  # a busy machine may forget who lives for a second or two
PATIENCE_SECONDS = 20
WORK = {"work_limit": 3, "seed": 1, "ceiling": False}
Worker = subprocess.Popen[str]


@contextmanager
def forgetful(folder: Path, database_url: str, outcome: Path) -> Iterator[Premises]:
    """Gives premises where who is not seen for a moment is taken to be gone."""
    given = {children.OUTCOME: str(outcome), children.SECONDS: "1.0", children.LEASE: LEASE_SECONDS}
    run = ["-m", "tests.service.jobs.quick"]
    with premises(folder, database_url, make.request(), run, **given) as made:
        yield made


@pytest.fixture
def place(tmp_path: Path, ready_database_url: str, outcome: Path) -> Iterator[Premises]:
    """Premises on each kind of database."""
    with forgetful(tmp_path, ready_database_url, outcome) as made:
        yield made


@pytest.fixture
def small_place(tmp_path: Path, outcome: Path) -> Iterator[Premises]:
    """Premises on SQLite."""
    with forgetful(tmp_path, sqlite.fresh_database(tmp_path), outcome) as made:
        yield made


@pytest.fixture
def postgres_home(postgres_server: str) -> Iterator[House]:
    """A service on PostgreSQL: on SQLite whoever writes is on the same machine."""
    with house(postgres.fresh_database(postgres_server, postgres.with_tables(postgres_server))) as made:
        yield made


def with_its_solver(worker: Worker) -> list[psutil.Process]:
    """The process of a worker, and those it has started for a solve, if it has one."""
    process = psutil.Process(worker.pid)
    return [process, *process.children(recursive=True)]


def one_is_frozen(place: Premises) -> tuple[int, Worker, Worker]:
    """A solve, the worker that is held up while it does it, as a machine is that sleeps, and another worker.

    It is held up outside a change: on SQLite nobody can take away from a process what it has locked.
    """
    (solve,) = place.queue(1, **WORK)
    workers = (place.worker(), place.worker())
    wait_for_progress(place, solve, attempt=1)
    other, solving = sorted(workers, key=lambda worker: len(with_its_solver(worker)))
    freeze(solving)
    while others_must_wait(place):
        thaw(solving)
        time.sleep(0.02)
        freeze(solving)
    return solve, solving, other


def others_must_wait(place: Premises) -> bool:
    """Whether somebody is in the middle of a change."""
    return (sqlite if place.store.url.startswith("sqlite") else postgres).is_being_changed(place.store.url)


def freeze(worker: Worker) -> None:
    for each in with_its_solver(worker):
        each.send_signal(signal.SIGSTOP)


def thaw(worker: Worker) -> None:
    for each in reversed(with_its_solver(worker)):
        each.send_signal(signal.SIGCONT)


def wait_for_progress(place: Premises, solve: int, attempt: int) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while attempt not in attempts_of_progress(place, solve):
        assert time.monotonic() < until
        time.sleep(0.05)


def attempts_of_progress(place: Premises, solve: int) -> list[int]:
    """Which attempt each better roster of a solve came from."""
    with place.store.reading() as session:
        found = session.scalars(select(SolveProgress).filter_by(solve_id=solve).order_by(SolveProgress.number))
        return [each.progress["attempt"] for each in found]


def ends_told(place: Premises) -> list[tuple[str, object]]:
    """What the audit log says of how solves ended."""
    with place.store.reading() as session:
        entries = session.scalars(select(AuditEntry).where(AuditEntry.action == "solve").order_by(AuditEntry.id))
        return [(each.what, each.details["state"]) for each in entries]


def test_a_worker_that_thaws_while_another_does_its_solve_leaves_it_to_that_one(place: Premises) -> None:
    solve, frozen, other = one_is_frozen(place)
    wait_for_progress(place, solve, attempt=2)
    thaw(frozen)  # its time is up: it would have its roster before the other
    place.wait_until("done", solve, seconds=PATIENCE_SECONDS)
    attempts = attempts_of_progress(place, solve)
    assert attempts == sorted(attempts)
    assert place.solves_of_rosters() == [solve]
    assert ends_told(place) == [(f"solve {solve}", "done")]
    assert [each.poll() for each in (frozen, other)] == [None, None]


def test_a_worker_that_thaws_when_another_has_done_its_solve_changes_nothing_and_takes_the_next(
    small_place: Premises,
) -> None:
    solve, frozen, other = one_is_frozen(small_place)
    small_place.wait_until("done", solve, seconds=PATIENCE_SECONDS)
    other.terminate()
    assert other.wait(PATIENCE_SECONDS) == 0
    thaw(frozen)
    (following,) = small_place.queue(1, **WORK)
    small_place.wait_until("done", following, seconds=PATIENCE_SECONDS)
    assert small_place.solves_of_rosters() == [solve, following]
    assert ends_told(small_place) == [(f"solve {solve}", "done"), (f"solve {following}", "done")]


def test_what_a_machine_locked_that_fell_asleep_while_it_wrote_is_free_again(
    postgres_home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.store.database.HELD_UP_SECONDS", 1)
    solve = asked(postgres_home, submitted_week(postgres_home))
    with pytest.raises(DBAPIError) as ended, postgres_home.store.writing() as asleep:
        asleep.get(Solve, solve, with_for_update=True)
        with postgres_home.store.writing() as awake:
            awake.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE_SECONDS}s'"))
            assert awake.get(Solve, solve, with_for_update=True)
        asleep.scalar(text("SELECT 1"))
    assert ended.value.connection_invalidated
