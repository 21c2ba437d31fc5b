"""A database with weeks to solve, and real processes of the service on it: started, asked, and killed from outside."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import select

from models.request import RotaRequest
from service.access.keys import hashed
from service.jobs.presence import living
from service.jobs.queue import SolveQueue
from service.store.database import Store
from service.store.tables import (
    Account,
    ApiToken,
    Membership,
    Role,
    Solve,
    SolveState,
    StoredRoster,
    Team,
    Week,
    WeekState,
    now,
)
from service.weeks.requests import keep_request, latest_request

ROOT = Path(__file__).parents[2]
RUN = ["-c", "from service.cli import main; main()"]
READY = re.compile(r"^The service is at (\S+) ")
PATIENCE_SECONDS = 120
TOKEN = "premises"


class Premises:
    """A team with one week to solve, and the processes that work on it, each in a folder of its own."""

    def __init__(
        self, folder: Path, database_url: str, request: RotaRequest, run: Sequence[str] = RUN, **environment: str
    ) -> None:
        self.store = Store(database_url)
        self.store.migrate()
        self.week = _furnished(self.store, request)
        self.address = ""
        self._folder = folder
        self._run = run
        self._environment = _environment(database_url, **environment)
        self._running: list[subprocess.Popen[str]] = []

    def serve(self, **environment: str) -> subprocess.Popen[str]:
        """Start a server, and return once it answers."""
        process = self._start("serve", "--port", "0", **environment)
        assert process.stdout
        for line in process.stdout:
            if ready := READY.match(line):
                self.address = ready[1]
                return process
        raise RuntimeError(f"the server ended with status {process.wait()}; see {self._folder}")

    def worker(self, **environment: str) -> subprocess.Popen[str]:
        """Start a process that only does solves."""
        return self._start("worker", **environment)

    def ask(self, key: str | None = None, **options: Any) -> int:
        """Ask the server for a solve; its id.

        Raises:
            httpx.HTTPError: the server was killed meanwhile, or refused.
        """
        headers = {"Authorization": f"Bearer {TOKEN}"} | ({"Idempotency-Key": key} if key else {})
        path = f"{self.address}/api/v1/weeks/{self.week}/solves"
        answer = httpx.post(path, json=options or {"work_limit": 3}, headers=headers, timeout=PATIENCE_SECONDS)
        return int(answer.raise_for_status().json()["id"])

    def queue(self, number: int, **options: Any) -> list[int]:
        """Queue so many solves without a server; their ids."""
        with closing(SolveQueue(self.store)) as queue, self.store.writing() as session:
            week = session.get_one(Week, self.week)
            stored = latest_request(session, week)
            kept = {"options": options, "request_id": stored.id, "week_id": week.id, "team_id": week.team_id}
            solves = [Solve(**kept) for _ in range(number)]
            for solve in solves:
                queue.add(session, solve)
            return [solve.id for solve in solves]

    def solves(self) -> list[Solve]:
        """Return every solve as it stands."""
        with self.store.reading() as session:
            return list(session.scalars(select(Solve).order_by(Solve.id)))

    def solves_of_rosters(self) -> list[int | None]:
        """Return which solve each roster comes from, in order."""
        with self.store.reading() as session:
            return list(session.scalars(select(StoredRoster.solve_id).order_by(StoredRoster.solve_id)))

    def wait_until(self, state: str, *solve_ids: int, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until these solves, or all of them, are in a state."""
        until = time.monotonic() + seconds
        while left := [each for each in self.solves() if each.state != state and each.id in (solve_ids or (each.id,))]:
            if time.monotonic() > until:
                raise TimeoutError(f"{len(left)} solves are not {state}; the first is {left[0].state}")
            time.sleep(0.05)

    def wait_until_begun(self, solve_id: int) -> None:
        """Wait until a solve is not queued any more; a short one may be done by then."""
        until = time.monotonic() + PATIENCE_SECONDS
        while any(each.id == solve_id and each.state == SolveState.QUEUED for each in self.solves()):
            if time.monotonic() > until:
                raise TimeoutError(f"solve {solve_id} has not begun")
            time.sleep(0.05)

    def wait_for_processes(self, number: int) -> None:
        """Wait until so many processes take solves from the queue."""
        until = time.monotonic() + PATIENCE_SECONDS
        while len(living(self.store)) < number:
            if time.monotonic() > until:
                raise TimeoutError(f"fewer than {number} processes take solves")
            time.sleep(0.05)

    def close(self) -> None:
        """End every process."""
        for process in self._running:
            kill(process)
            if process.stdout:
                process.stdout.close()
        self.store.close()

    def _start(self, *command: str, **environment: str) -> subprocess.Popen[str]:
        own = self._folder / f"{command[0]}-{len(self._running)}"
        own.mkdir()
        with (own / "log.jsonl").open("w") as errors:
            process = subprocess.Popen(
                [sys.executable, *self._run, *command],
                cwd=own,
                env=self._environment | environment,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        self._running.append(process)
        return process


@contextmanager
def premises(
    folder: Path, database_url: str, request: RotaRequest, run: Sequence[str] = RUN, **environment: str
) -> Iterator[Premises]:
    """Give premises whose processes are all gone afterwards.

    Args:
        folder: where each process gets a folder of its own, with its log.
        database_url: an empty database, or one with the tables only.
        request: what the one week is solved for.
        run: how Python is to run `rota`.
        environment: settings of all processes.
    """
    made = Premises(folder, database_url, request, run, **environment)
    try:
        yield made
    finally:
        made.close()


def kill(process: subprocess.Popen[str]) -> None:
    """Kill a process as a machine short of memory does."""
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGKILL)
    process.wait()


def _environment(database_url: str, **environment: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ROTA_", "DATABASE_URL"))}
    return kept | {"PYTHONPATH": str(ROOT), "DATABASE_URL": database_url} | environment


def _furnished(store: Store, request: RotaRequest) -> int:
    """Make a team, its leader with a token, and a submitted week; return the week's id."""
    with store.writing() as session:
        team = Team(name="premises")
        session.add(team)
        session.flush()
        leader = Account(name="leader", role=Role.LEADER, memberships=[Membership(team_id=team.id)])
        week = Week(
            team_id=team.id,
            starts=request.horizon.start,
            days=request.horizon.days,
            state=WeekState.SUBMITTED,
            preferences_until=now() - timedelta(days=1),
            preference_limits={},
        )
        session.add_all([leader, week])
        session.flush()
        session.add(ApiToken(account_id=leader.id, name="benchmark", secret_hash=hashed(TOKEN)))
        keep_request(session, week, request, "uploaded", leader.id)
        return week.id
