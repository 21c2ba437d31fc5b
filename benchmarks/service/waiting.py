"""How long a solve waits before it begins when nothing else is done, and what a server costs that waits for one.

    python -m benchmarks.service.waiting --asked 10 --postgresql

The wait is from the row's being queued to its being begun, both by the server's clock.
"""

import statistics
import time
from typing import Annotated

import psutil
import typer

from benchmarks.service.kills import team_premises
from benchmarks.service.premises import Premises

SETTLING_SECONDS = 3
MEBIBYTE = 1024 * 1024


def main(
    asked: Annotated[int, typer.Option(min=1, help="how many solves are asked for, one after another")] = 5,
    idle: Annotated[int, typer.Option(min=1, help="seconds over which the idle server is measured")] = 20,
    on_postgresql: Annotated[bool, typer.Option("--postgresql", help="on PostgreSQL; on SQLite unless told")] = False,
) -> None:
    """Measure an idle server, then ask it for solves one after another."""
    with team_premises(on_postgresql=on_postgresql) as place:
        server = psutil.Process(place.serve().pid)
        place.wait_for_processes(1)
        time.sleep(SETTLING_SECONDS)
        _tell_of_idleness(server, idle)
        waits = [_wait(place) for _ in range(asked)]
        typer.echo(f"seconds before a solve began: median {statistics.median(waits):.2f}, longest {max(waits):.2f}")


def _tell_of_idleness(server: psutil.Process, seconds: int) -> None:
    before = server.cpu_times()
    time.sleep(seconds)
    after = server.cpu_times()
    used = after.user + after.system - before.user - before.system
    memory = server.memory_info().rss / MEBIBYTE
    typer.echo(f"idle server: {100 * used / seconds:.1f}% of one core, {memory:.0f} MiB resident")


def _wait(place: Premises) -> float:
    solve_id = place.ask(work_limit=1, ceiling=False)
    place.wait_until("done", solve_id)
    (solve,) = [each for each in place.solves() if each.id == solve_id]
    assert solve.began_at
    return (solve.began_at - solve.queued_at).total_seconds()


if __name__ == "__main__":
    typer.run(main)
