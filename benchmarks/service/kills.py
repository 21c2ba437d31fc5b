"""Queued solves of a team's week while servers and workers are killed at random: is each done, and once?

    python -m benchmarks.service.kills --solves 200 --seconds 5 --kills 10 --postgresql

One server and one worker, each doing one solve at a time, in folders of their own. After each kill the process is
started again, as a machine's service manager does.
"""

import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

import fixtures
from benchmarks.provenance import provenance
from benchmarks.service.databases import empty_database
from benchmarks.service.premises import Premises, kill, premises
from service.store.tables import SolveState


def main(
    solves: Annotated[int, typer.Option(min=1, help="how many team solves are queued")] = 6,
    seconds: Annotated[int, typer.Option(min=1, help="the time limit of each")] = 5,
    kills: Annotated[int, typer.Option(min=0, help="how many processes are killed while they are done")] = 2,
    on_postgresql: Annotated[bool, typer.Option("--postgresql", help="on PostgreSQL; on SQLite unless told")] = False,
    seed: Annotated[int, typer.Option(help="which process is killed, and when")] = 1,
    json_file: Annotated[Path | None, typer.Option("--json", help="a file for the figures")] = None,
) -> None:
    """Queue team solves, kill processes at random, and say what became of each solve."""
    origin = provenance("python -m benchmarks.service.kills")
    with team_premises(on_postgresql=on_postgresql) as place:
        began = time.monotonic()
        killed = _killed(place, solves, seconds, kills, random.Random(seed))
        place.wait_until("done", seconds=solves * seconds * 20)
        figures = {"killed": dict(killed), "seconds": round(time.monotonic() - began), **_became(place)}
    for name, figure in figures.items():
        typer.echo(f"{name}: {figure}")
    if json_file:
        database = "postgresql" if on_postgresql else "sqlite"
        json_file.write_text(json.dumps({"database": database, **figures, **origin}, indent=2) + "\n")


@contextmanager
def team_premises(*, on_postgresql: bool) -> Iterator[Premises]:
    """Give premises where the demo team's week is solved, each solve in one process."""
    with (
        tempfile.TemporaryDirectory() as folder,
        empty_database(Path(folder), on_postgresql=on_postgresql) as url,
        premises(Path(folder), url, fixtures.load("team"), ROTA_SOLVE_PROCESSES="1") as place,
    ):
        yield place


def _killed(place: Premises, solves: int, seconds: int, kills: int, chance: random.Random) -> Counter[str]:
    """Queue the solves over HTTP, kill at moments spread over the time they take; return what was killed how often."""
    starts = {"server": place.serve, "worker": place.worker}
    running = {name: start() for name, start in starts.items()}
    for _ in range(solves):
        place.ask(time_limit_seconds=seconds, ceiling=False)
    killed: Counter[str] = Counter()
    done_before_each = sorted(chance.uniform(0, solves * 0.9) for _ in range(kills))
    for done in done_before_each:
        while sum(each.state == SolveState.DONE for each in place.solves()) < done:
            time.sleep(chance.uniform(0.1, 0.5))
        name = chance.choice(list(starts))
        kill(running[name])
        running[name] = starts[name]()
        killed[name] += 1
    return killed


def _became(place: Premises) -> dict[str, Any]:
    """Return how many solves there are, how many left exactly one roster, and how many attempts they took."""
    rosters = Counter(place.solves_of_rosters())
    attempts = Counter(each.attempts for each in place.solves())
    return {
        "solves": len(place.solves()),
        "with exactly one roster": sum(count == 1 for count in rosters.values()),
        "solves by attempts": dict(sorted(attempts.items())),
    }


if __name__ == "__main__":
    typer.run(main)
