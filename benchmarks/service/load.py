"""`python -m benchmarks.service.load [--postgresql] [--json FILE]`: how fast a real `rota serve` answers on loopback.

Measured are: seconds from the command to its being ready, on an empty store and on a used one; memory when idle; 100
workers who each state their preferences in the same instant, and change them at once again, four times; 20 leaders who
each read a roster of the demo team ten times, half a second apart, while two solves of it run. One leader has read it
before: its file is made at the first reading, and kept. The asking program runs on the same two cores. A preference is
lost when it was accepted and is not there afterwards.
"""

import argparse
import asyncio
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from benchmarks.provenance import provenance
from benchmarks.service.asking import Answered, Line
from benchmarks.service.databases import empty_database
from benchmarks.service.furnished import LEADERS, WORKERS, furnish
from service.store.database import Store

READY = re.compile(r"^The service is at (\S+) ")
RUN = [sys.executable, "-c", "from service.cli import main; main()", "serve", "--port", "0"]
ROUNDS = 5
READS, PAUSE_SECONDS = 10, 0.5
SOLVES, SOLVE_SECONDS = 2, 45
SETTLING_SECONDS = 5
STARTS = 3


@dataclass(frozen=True)
class Running:
    """A service that answers, and how long it took to."""

    process: psutil.Process
    address: str
    seconds: float

    @property
    def mebibytes(self) -> float:
        """Memory of the process and those it started."""
        family = [self.process, *self.process.children(recursive=True)]
        return float(sum(each.memory_info().rss for each in family) / 2**20)


@contextmanager
def serving(folder: Path, database_url: str, **environment: str) -> Iterator[Running]:
    """Serve until the block ends."""
    told = os.environ | {"DATABASE_URL": database_url, "PYTHONPATH": str(Path(__file__).parents[2])} | environment
    began = time.perf_counter()
    with (folder / "log.jsonl").open("a") as log:
        process = subprocess.Popen(RUN, cwd=folder, env=told, stdout=subprocess.PIPE, stderr=log, text=True)
    assert process.stdout
    try:
        for line in process.stdout:
            if ready := READY.match(line):
                yield Running(psutil.Process(process.pid), ready[1], time.perf_counter() - began)
                break
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def measured(folder: Path, database_url: str) -> dict[str, Any]:
    """Return every figure of a service on one database, empty at first."""
    figures: dict[str, Any] = {}
    with serving(folder, database_url) as running:
        figures["start_seconds_empty"] = round(running.seconds, 2)
    store = Store(database_url)
    week, submitted, roster = furnish(store)
    figures["start_seconds"] = round(statistics.median(_start(folder, database_url) for _ in range(STARTS)), 2)
    with serving(folder, database_url, ROTA_SOLVES_AT_ONCE="2", ROTA_SOLVE_PROCESSES="1") as running:
        time.sleep(SETTLING_SECONDS)
        figures["idle_mebibytes"] = round(running.mebibytes)
        figures["preferences"] = asyncio.run(_state_preferences(running.address, week))
        figures["reading"] = asyncio.run(_read_rosters(running.address, submitted, roster))
    store.close()
    return figures


def _start(folder: Path, database_url: str) -> float:
    with serving(folder, database_url) as running:
        return running.seconds


async def _state_preferences(address: str, week: int) -> dict[str, Any]:
    """Have all workers state their preferences at once, several times; then read what is there."""
    path = f"/api/v1/weeks/{week}/preferences/own"
    lines = [await Line.opened(address, f"worker-{n}") for n in range(WORKERS)]
    answers: list[Answered] = []
    for number in range(ROUNDS):
        asking = (line.ask("PUT", path, _wishes(number), If_Match=f'"{number}"') for line in lines)
        answers += await asyncio.gather(*asking)
    kept = [json.loads((await line.ask("GET", path)).body) for line in lines]
    last = _wishes(ROUNDS - 1)["wishes"][0]["date"]
    lost = sum(own["version"] != ROUNDS or own["wishes"][0]["date"] != last for own in kept)
    return {"workers": WORKERS, "lost": lost, **summary(answers)}


def _wishes(number: int) -> dict[str, Any]:
    return {"wishes": [{"kind": "rather_not", "date": f"2020-01-{20 + number}"}]}


async def _read_rosters(address: str, week: int, roster: int) -> dict[str, Any]:
    """Have all leaders read a roster, again and again, while solves run."""
    lines = [await Line.opened(address, f"leader-{n}") for n in range(LEADERS)]
    await lines[0].ask("GET", f"/api/v1/rosters/{roster}/files/roster.json")
    for seed in range(SOLVES):
        asked = {"time_limit_seconds": SOLVE_SECONDS, "seed": seed}
        answer = await lines[0].ask("POST", f"/api/v1/weeks/{week}/solves", asked)
        assert answer.status == 202, answer.body
    while await _under_way(lines[0]) < SOLVES:
        await asyncio.sleep(PAUSE_SECONDS)
    await asyncio.sleep(SETTLING_SECONDS)  # until the solves have read their request and use their cores
    answers = [each for own in await asyncio.gather(*(_reading(line, roster) for line in lines)) for each in own]
    return {"leaders": LEADERS, "solves_under_way": await _under_way(lines[0]), **summary(answers)}


async def _reading(line: Line, roster: int) -> list[Answered]:
    answers = []
    for _ in range(READS):
        answers.append(await line.ask("GET", f"/api/v1/rosters/{roster}/files/roster.json"))
        await asyncio.sleep(PAUSE_SECONDS)
    return answers


async def _under_way(line: Line) -> int:
    listed = json.loads((await line.ask("GET", "/api/v1/solves?limit=50")).body)
    return [solve["state"] for solve in listed["items"]].count("running")


def summary(answers: Sequence[Answered]) -> dict[str, Any]:
    """Return how many answers there were, how many were refusals, and how long they took in milliseconds."""
    took = sorted(answer.milliseconds for answer in answers)
    cuts = statistics.quantiles(took, n=100, method="inclusive")
    refused = sum(answer.status != 200 for answer in answers)
    times = {"median": round(cuts[49]), "p95": round(cuts[94]), "slowest": round(took[-1])}
    return {"requests": len(took), "refused": refused, "milliseconds": times}


def main() -> None:
    """Measure and print; --json writes a file for programs."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.service.load", description=__doc__)
    parser.add_argument("--postgresql", action="store_true", help="on PostgreSQL; on SQLite unless told")
    parser.add_argument("--json", type=Path, help="a file for the figures")
    asked = parser.parse_args()
    origin = provenance("python -m benchmarks.service.load")
    with tempfile.TemporaryDirectory() as folder, empty_database(Path(folder), on_postgresql=asked.postgresql) as url:
        figures = measured(Path(folder), url)
    database = "postgresql" if asked.postgresql else "sqlite"
    _print(database, figures)
    if asked.json:
        asked.json.write_text(json.dumps({"database": database, **figures, **origin}, indent=2) + "\n")


def _print(database: str, figures: dict[str, Any]) -> None:
    stated, read = figures["preferences"], figures["reading"]
    rows = [
        ("seconds from the command to ready, empty store", figures["start_seconds_empty"], ""),
        ("seconds from the command to ready", figures["start_seconds"], "3"),
        ("idle memory, MiB", figures["idle_mebibytes"], "250"),
        ("preferences, p95 in ms", stated["milliseconds"]["p95"], "250"),
        ("preferences, slowest in ms", stated["milliseconds"]["slowest"], ""),
        ("preferences lost or refused", stated["lost"] + stated["refused"], "0"),
        ("rosters read, p95 in ms", read["milliseconds"]["p95"], "300"),
        ("rosters read, slowest in ms", read["milliseconds"]["slowest"], ""),
        ("rosters read, refused", read["refused"], "0"),
        ("solves still under way at the end", read["solves_under_way"], str(SOLVES)),
    ]
    print(f"{'on ' + database:<50} {'measured':>9} {'to reach':>9}")
    for name, value, reach in rows:
        print(f"{name:<50} {value:>9} {reach:>9}")


if __name__ == "__main__":
    main()
