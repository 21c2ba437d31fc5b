"""`rota-bench pipeline`: a week of the team by this engine and by the glued pipeline, in the same seconds."""

import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console

import fixtures
from benchmarks.apart import NoAnswerError, run_apart
from benchmarks.files import command_line, save_rows
from benchmarks.peers.play import peer_versions
from models.request import RotaRequest
from models.roster import Roster
from optimiser.metrics import score
from service.console import print_table

SCENARIO = "team"
CORES = 2
OURS, GLUED = "this engine", "glued pipeline"
FIGURES = (
    "contact_time_pct",
    "cost_per_contact_hour_pence",
    "cost_pence",
    "visits_required_unserved",
    "visits_waiting_list_served",
    "two_worker_visits_served",
    "violations",
    "objective_pence",
)
HEADINGS = (
    "engine",
    "seed",
    "contact %",
    "p/contact hour",
    "required unserved",
    "waiting list made",
    "objective £",
    "s",
)


@dataclass(frozen=True)
class Run:
    """Who plans the week, for how long, from which seed."""

    engine: str
    limit_seconds: float
    seed: int


def run_pipeline(console: Console, seconds: float, seeds: int, json_file: Path | None) -> None:
    """Plan with both, print the table and by how much the engine is ahead in the median.

    Args:
        console: where to print.
        seconds: time limit of each run.
        seeds: how many, from 1.
        json_file: where the rows are kept.
    """
    engines = [OURS, GLUED] if find_spec("vroom") else [OURS]
    if GLUED not in engines:
        console.print(f"{GLUED} needs pyvroom and is skipped; pip install '.[peers]' brings it")
    command, rows = command_line(), []
    for seed in range(1, seeds + 1):
        for engine in engines:
            try:
                rows.append(measured(Run(engine, seconds, seed)))
            except NoAnswerError as failed:
                console.print(f"{engine}, seed {seed}: no answer, {failed}")
                continue
            print(f"{engine}, seed {seed}: {rows[-1]['contact_time_pct']}% contact", file=sys.stderr, flush=True)
    print_table(console, f"A week of {SCENARIO}, {seconds:g} s, {CORES} cores", HEADINGS, map(_cells, rows))
    _print_lead(console, rows)
    if json_file:
        save_rows(json_file, rows, command, cores=CORES, peers=peer_versions())


def measured(run: Run) -> dict[str, Any]:
    """Return a row of the table.

    Raises:
        NoAnswerError: it gave no roster.
    """
    watched = run_apart(planned, run)
    seconds, roster = watched.answer
    request = fixtures.load(SCENARIO)
    found = score(request, roster)
    return {
        "set": "team week",
        "instance": SCENARIO,
        **asdict(run),
        **{name: found[name] for name in FIGURES},
        "seconds": round(seconds, 1),
        "process_seconds": round(watched.process_seconds, 1),
        "peak_memory_mib": watched.peak_memory_mib,
        "request_sha256": request.sha256,
    }


def planned(run: Run) -> tuple[float, Roster]:
    """Return the seconds from the request in hand to the roster, and the roster."""
    request = fixtures.load(SCENARIO)
    plan = {OURS: _by_this_engine, GLUED: _by_the_pipeline}[run.engine]
    began = time.perf_counter()
    roster = plan(request, run)
    return time.perf_counter() - began, roster


def _by_this_engine(request: RotaRequest, run: Run) -> Roster:
    from optimiser.solve import SolveOptions, solve

    return solve(request, SolveOptions(time_limit_seconds=run.limit_seconds, workers=CORES, seed=run.seed)).roster


def _by_the_pipeline(request: RotaRequest, run: Run) -> Roster:
    from benchmarks.pipeline.glue import glued

    return glued(request, run.limit_seconds, CORES, run.seed)


def _print_lead(console: Console, rows: Sequence[dict[str, Any]]) -> None:
    """Print by how much the engine is ahead, median against median."""
    own, theirs = ([row for row in rows if row["engine"] == engine] for engine in (OURS, GLUED))
    if own and theirs:
        points = _median(own, "contact_time_pct") - _median(theirs, "contact_time_pct")
        dearer = 100 * (
            _median(own, "cost_per_contact_hour_pence") / _median(theirs, "cost_per_contact_hour_pence") - 1
        )
        console.print(f"Medians: {points:+.2f} points of contact time, {dearer:+.1f}% cost per contact hour.")


def _median(rows: Sequence[dict[str, Any]], name: str) -> float:
    return float(median(row[name] for row in rows))


def _cells(row: dict[str, Any]) -> list[str]:
    names = ("seed", "contact_time_pct", "cost_per_contact_hour_pence", "visits_required_unserved")
    pounds = f"{row['objective_pence'] / 100:.0f}"
    return [
        row["engine"],
        *(str(row[name]) for name in (*names, "visits_waiting_list_served")),
        pounds,
        str(row["seconds"]),
    ]
