"""A dask scheduler and workers on this machine, each a process in a folder of its own, as on machines of their own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

START_SECONDS = 60.0
ORPHANED_SECONDS = 60  # a worker without its scheduler ends
IDLE_SECONDS = 900  # a scheduler that nobody ended ends
ROOT = Path(__file__).parent.parent
DASK = (sys.executable, "-m", "dask")


class Machines:
    """A scheduler's address and the processes of its workers, to be added to and killed."""

    def __init__(self, folder: Path) -> None:
        self.workers: list[subprocess.Popen[bytes]] = []
        self._folder = folder
        port = _free_port()
        self.address = f"tcp://127.0.0.1:{port}"
        options = ("--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--idle-timeout", str(IDLE_SECONDS))
        self.scheduler = self._started("scheduler", "scheduler", *options)
        _wait_for(port)

    def add_worker(self) -> None:
        """Start a worker of one thread, which nothing starts again once it is killed."""
        name = f"worker-{len(self.workers)}"
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--death-timeout", str(ORPHANED_SECONDS))
        self.workers.append(self._started(name, "worker", self.address, "--name", name, *options))

    def kill_worker(self, pid: int) -> None:
        """Kill the worker with this process id as a power cut would."""
        next(worker for worker in self.workers if worker.pid == pid).kill()

    def end(self) -> None:
        """End every process."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()

    def _started(self, name: str, what: str, *options: str) -> subprocess.Popen[bytes]:
        own = self._folder / name
        own.mkdir()
        with (own / "log").open("wb") as log:
            told = os.environ | {"PYTHONPATH": str(ROOT)}  # jobs of tests and benchmarks are found there too
            return subprocess.Popen((*DASK, what, *options), cwd=own, env=told, stdout=log, stderr=log)


@contextmanager
def machines(folder: Path, workers: int) -> Iterator[Machines]:
    """Give a scheduler with so many workers that have begun to start."""
    running = Machines(folder)
    try:
        for _ in range(workers):
            running.add_worker()
        yield running
    finally:
        running.end()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(port: int) -> None:
    """Return once something listens at a port.

    Raises:
        TimeoutError: nothing does.
    """
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nothing listens at port {port}")
