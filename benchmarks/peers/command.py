"""`rota-bench peers`: every engine on every generated day, in one table."""

import sys
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks.apart import NoAnswerError
from benchmarks.files import command_line, save_rows
from benchmarks.peers.play import CORES, ENGINES, Game, is_installed, peer_versions, play
from models.problems import InputError, Problem
from service.console import print_table

HEADINGS = ("engine", "visits", "seed", "limit s", "made", "travel min", "rules broken", "wall s", "memory MiB")
COLUMNS = ("visits", "seed", "limit_seconds", "visits_made", "travel_minutes", "violations", "seconds")


def run_peers(
    console: Console,
    visits: Sequence[int],
    limits: Sequence[float],
    seeds: int,
    engines: Sequence[str],
    json_file: Path | None,
) -> None:
    """Play all games and print the table.

    Args:
        console: where to print.
        visits: the sizes of the days.
        limits: seconds.
        seeds: how many, from 1; each draws another day.
        engines: names of `ENGINES`; all when empty. One that is not installed is skipped with a word.
        json_file: where the rows are kept.

    Raises:
        InputError: E6103 there is no such engine.
    """
    command = command_line()
    playing = _playing(console, engines or list(ENGINES))
    games = [Game(engine, *day) for day in product(visits, limits, range(1, seeds + 1)) for engine in playing]
    rows = list(_played(console, games))
    print_table(console, f"Home-care days, {CORES} cores", HEADINGS, [_cells(row) for row in rows])
    if json_file:
        save_rows(json_file, rows, command, cores=CORES, peers=peer_versions())


def _playing(console: Console, names: Sequence[str]) -> list[str]:
    """Return the engines that are installed."""
    unknown = [name for name in names if name not in ENGINES]
    if unknown:
        action = f"name some of {', '.join(ENGINES)}"
        raise InputError(
            [Problem(code="E6103", cause=f"no engine is called {name}", action=action) for name in unknown]
        )
    missing = [name for name in names if not is_installed(name)]
    for name in missing:
        console.print(f"{name} is not installed and is skipped; pip install '.[peers]' brings it")
    return [name for name in names if name not in missing]


def _played(console: Console, games: Sequence[Game]) -> Iterator[dict[str, Any]]:
    """Yield a row a game, telling each as it ends."""
    for game in games:
        try:
            row = play(game)
        except NoAnswerError as failed:
            console.print(f"{game.engine}, {game.visits} visits, {game.limit_seconds:g} s: no answer, {failed}")
            continue
        told = f"{row['visits_made']} made, {row['travel_minutes']} min travel, {row['seconds']} s"
        print(f"{game.engine}, {row['instance']}, {game.limit_seconds:g} s: {told}", file=sys.stderr, flush=True)
        yield row


def _cells(row: dict[str, Any]) -> list[str]:
    figures = [f"{row[column]:g}" for column in COLUMNS]
    return [row["engine"], *figures, str(row["peak_memory_mib"])]
