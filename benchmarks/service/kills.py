"""Queued solves of a team's week while servers and workers are killed at random: is each done, and once?

    python -m benchmarks.service.kills --solves 200 --seconds 5 --kills 10 --postgresql

One server and one worker, each doing one solve at a time, in folders of their own. After each kill the process is
started again, as a machine's service manager does.
"""

import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

import fixtures
from benchmarks.service.premises import Premises, kill, premises
from service.store.tables import SolveState
from tests.service import postgres


def main(
    solves: Annotated[int, typer.Option(min=1, help="how many team solves are queued")] = 6,
    seconds: Annotated[int, typer.Option(min=1, help="the time limit of each")] = 5,
    kills: Annotated[int, typer.Option(min=0, help="how many processes are killed while they are done")] = 2,
    on_postgresql: Annotated[bool, typer.Option("--postgresql", help="on PostgreSQL; on SQLite unless told")] = False,
    seed: Annotated[int, typer.Option(help="which process is killed, and when")] = 1,
) -> None:
    """Queue team solves, kill processes at random, and say what became of each solve."""
    with team_premises(on_postgresql=on_postgresql) as place:
        began = time.monotonic()
        killed = _killed(place, solves, seconds, kills, random.Random(seed))
        place.wait_until("done", seconds=solves * seconds * 20)
        _tell(place, killed, time.monotonic() - began)


@contextmanager
def team_premises(*, on_postgresql: bool) -> Iterator[Premises]:
    """Give premises where the demo team's week is solved, each solve in one process."""
    with (
        tempfile.TemporaryDirectory() as folder,
        _database(Path(folder), on_postgresql=on_postgresql) as url,
        premises(Path(folder), url, fixtures.load("team"), ROTA_SOLVE_PROCESSES="1") as place,
    ):
        yield place


@contextmanager
def _database(folder: Path, *, on_postgresql: bool) -> Iterator[str]:
    """Give the address of an empty database, on a PostgreSQL server of its own or in a file."""
    if not on_postgresql:
        yield f"sqlite:///{folder}/rota.sqlite3"
        return
    with postgres.server() as socket_folder:
        yield postgres.fresh_database(socket_folder)


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


def _tell(place: Premises, killed: Counter[str], seconds: float) -> None:
    rosters = Counter(place.solves_of_rosters())
    attempts = Counter(each.attempts for each in place.solves())
    typer.echo(f"killed: {dict(killed)}; seconds in all: {seconds:.0f}")
    typer.echo(f"solves: {len(place.solves())}; with exactly one roster: {sum(n == 1 for n in rosters.values())}")
    typer.echo(f"attempts a solve took: {dict(sorted(attempts.items()))}")


if __name__ == "__main__":
    typer.run(main)
