"""How many solves an hour one worker process does, and two, each in a folder of its own, with one database.

    python -m benchmarks.service.throughput --solves 20 --seconds 5

Each solve uses one process; twice as many are done by two workers where the machine has two cores to spare.
"""

import json
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.provenance import provenance
from benchmarks.service.kills import team_premises


def main(
    solves: Annotated[int, typer.Option(min=2, help="how many team solves each time")] = 8,
    seconds: Annotated[int, typer.Option(min=1, help="the time limit of each")] = 5,
    on_sqlite: Annotated[bool, typer.Option("--sqlite", help="on SQLite; on PostgreSQL unless told")] = False,
    json_file: Annotated[Path | None, typer.Option("--json", help="a file for the figures")] = None,
) -> None:
    """Do the same solves with one worker, then with two."""
    origin = provenance("python -m benchmarks.service.throughput")
    alone, together = (_seconds(workers, solves, seconds, on_sqlite=on_sqlite) for workers in (1, 2))
    for workers, taken in ((1, alone), (2, together)):
        typer.echo(
            f"{workers} worker(s): {solves} solves of {seconds} s in {taken:.1f} s, {3600 * solves / taken:.0f} an hour"
        )
    typer.echo(f"throughput of two / of one: {alone / together:.2f}")
    if json_file:
        asked = {"database": "sqlite" if on_sqlite else "postgresql", "solves": solves, "seconds_each": seconds}
        figures = {"seconds_one_worker": round(alone, 1), "seconds_two_workers": round(together, 1)}
        json_file.write_text(json.dumps(asked | figures | origin, indent=2) + "\n")


def _seconds(workers: int, solves: int, seconds: int, *, on_sqlite: bool) -> float:
    """Return the seconds from the first solve's beginning to the last one's end."""
    with team_premises(on_postgresql=not on_sqlite) as place:
        for _ in range(workers):
            place.worker()
        place.wait_for_processes(workers)
        place.queue(solves, time_limit_seconds=seconds, seed=1, ceiling=False)
        place.wait_until("done", seconds=solves * seconds * 20)
        done = place.solves()
        began = min(each.began_at for each in done if each.began_at)
        ended = max(each.ended_at for each in done if each.ended_at)
        return (ended - began).total_seconds()


if __name__ == "__main__":
    typer.run(main)
