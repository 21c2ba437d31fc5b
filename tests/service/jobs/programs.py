"""Real processes of the service, started, asked and killed from outside."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx

from service.jobs.queue import SolveQueue
from service.store.database import Store
from service.store.tables import Solve, StoredRoster
from tests.service.house import House
from tests.service.jobs.asking import submitted_week

ROOT = Path(__file__).parents[3]
TOKEN = "leader of the north"


class Premises:
    """A database with a week to solve, and the processes of the service that work on it."""

    def __init__(self, folder: Path, database_url: str, module: str = "tests.service.jobs.quick") -> None:
        self.folder = folder
        self.module = module
        self.port = _free_port()
        self.environment = {
            **os.environ,
            "DATABASE_URL": database_url,
            "ROTA_PORT": str(self.port),
            "PYTHONPATH": str(ROOT),
        }
        self.store = Store(database_url)
        self.store.migrate()
        self.queue = SolveQueue(self.store)
        self.week = self._furnished()
        self.running: list[subprocess.Popen[bytes]] = []

    def begin(self, command: str, folder: str = "here", **environment: str) -> subprocess.Popen[bytes]:
        """Start `rota serve` or `rota worker` in a folder of its own."""
        (self.folder / folder).mkdir(exist_ok=True)
        process = subprocess.Popen(
            [sys.executable, "-m", self.module, command],
            cwd=self.folder / folder,
            env={**self.environment, **environment},
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / f"{folder}.log").open("ab"),
        )
        self.running.append(process)
        return process

    def serve(self, **environment: str) -> subprocess.Popen[bytes]:
        """Start a server, and return once it answers."""
        process = self.begin("serve", **environment)
        until = time.monotonic() + 120
        while not self._answers():
            assert process.poll() is None, (self.folder / "here.log").read_text()
            assert time.monotonic() < until
            time.sleep(0.05)
        return process

    def ask(self, key: str | None = None, **options: Any) -> int:
        """Ask the server for a solve; its id."""
        headers = {"Authorization": f"Bearer {TOKEN}"} | ({"Idempotency-Key": key} if key else {})
        path = f"{self.address}/api/v1/weeks/{self.week}/solves"
        answer = httpx.post(path, json=options or {"work_limit": 3}, headers=headers, timeout=60)
        assert answer.status_code == 202, answer.text
        return int(answer.json()["id"])

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def states(self) -> dict[int, str]:
        """Where each solve stands."""
        with self.store.reading() as session:
            return {solve.id: solve.state for solve in session.query(Solve)}

    def wait_for(self, state: str, *solves: int, seconds: float = 120) -> None:
        """Wait until these solves, or all, are in a state."""
        until = time.monotonic() + seconds
        while {(found := self.states())[solve] for solve in (solves or found)} != {state}:
            assert time.monotonic() < until, found
            time.sleep(0.05)

    def rosters(self) -> list[int]:
        """The solve of every roster there is, in order."""
        with self.store.reading() as session:
            return sorted(roster.solve_id or 0 for roster in session.query(StoredRoster))

    def close(self) -> None:
        for process in self.running:
            kill(process)
        self.queue.close()
        self.store.close()

    def _answers(self) -> bool:
        with suppress(httpx.HTTPError):
            return httpx.get(f"{self.address}/health/ready", timeout=5).status_code == 200
        return False

    def _furnished(self) -> int:
        home = House(None)  # type: ignore[arg-type]  # no client: the service is asked over the network
        return 0


@contextmanager
def premises(folder: Path, database_url: str, module: str = "tests.service.jobs.quick") -> Iterator[Premises]:
    """Give premises whose processes are all gone afterwards."""
    made = Premises(folder, database_url, module)
    try:
        yield made
    finally:
        made.close()


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process as the machine would when it runs out of memory."""
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGKILL)
    process.wait()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
