"""A real `rota serve` in a process of its own, in a folder of its own, on a free port."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import httpx

READY = re.compile(r"^The service is at (\S+) ")
COMMAND = [sys.executable, "-c", "from service.cli import main; main()"]
PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Served:
    """A service that answers: its process, its address, what it printed before it was ready, where it logs."""

    process: subprocess.Popen[str]
    address: str
    told: list[str]
    log: Path

    def get(self, path: str, **given: object) -> httpx.Response:
        return httpx.get(self.address + path, timeout=PATIENCE_SECONDS, **given)  # type: ignore[arg-type]

    def stop(self) -> int:
        """Ask it to stop; its status."""
        self.process.terminate()
        return self.process.wait(PATIENCE_SECONDS)

    def link_of(self, name: str) -> str:
        """The secret of a sign-in link that was printed for an account of the demo."""
        (line,) = [line for line in self.told if line.split()[:1] == [name]]
        return line.split("#")[1].strip()


@contextmanager
def served(folder: Path, *arguments: str, **environment: str) -> Iterator[Served]:
    """Serve from a folder until the block ends."""
    log = folder / "log.jsonl"
    with log.open("a") as errors:
        process = subprocess.Popen(
            [*COMMAND, "serve", "--port", "0", *arguments],
            cwd=folder,
            env=surroundings(**environment),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    assert process.stdout
    try:
        told = list(until_ready(process.stdout))
        ready = READY.match(told[-1]) if told else None
        assert ready, log.read_text()
        yield Served(process, ready[1], told, log)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def until_ready(lines: TextIO) -> Iterator[str]:
    """What is printed up to the line that says where the service is."""
    for line in lines:
        yield line
        if READY.match(line):
            return


def surroundings(**environment: str) -> dict[str, str]:
    """This environment without the service's own settings, with those given; our code found from any folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ROTA_", "DATABASE_URL"))}
    root = str(Path(__file__).parents[3])
    return kept | {"PYTHONPATH": root} | environment
