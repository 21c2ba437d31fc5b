"""`rota-bench growth`: how the seconds to a first checked roster grow with the number of visits."""

import sys
from collections.abc import Sequence
from math import log
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks.apart import NoAnswerError, run_apart
from benchmarks.files import command_line, save_rows
from benchmarks.services import service_of
from service.console import print_table

CORES = 2
MOST_EXPONENT = 1.3
HEADINGS = ("service", "visits", "workers", "s to a checked roster", "contact %", "required unserved", "memory MiB")
FIGURES = ("visits", "workers_rostered", "first_checked_seconds", "contact_time_pct", "visits_required_unserved")


def run_growth(console: Console, sizes: Sequence[int], seconds: float, json_file: Path | None) -> None:
    """Measure each size in a process of its own, print the table and the exponent.

    Args:
        console: where to print.
        sizes: about how many visits; a service is made of whole constituencies.
        seconds: time limit of each run; the search stops at the first roster, long before it.
        json_file: where the rows are kept.
    """
    command, rows = command_line(), []
    for size in sizes:
        try:
            watched = run_apart(first_roster, size, seconds)
        except NoAnswerError as failed:
            console.print(f"{size} visits: no answer, {failed}")
            continue
        rows.append(watched.answer | {"peak_memory_mib": watched.peak_memory_mib})
        print(f"{rows[-1]['visits']} visits: {rows[-1]['first_checked_seconds']} s", file=sys.stderr, flush=True)
    cells = [[row["instance"], *(str(row[name]) for name in (*FIGURES, "peak_memory_mib"))] for row in rows]
    print_table(console, f"The cost of growth, {CORES} cores", HEADINGS, cells)
    found: dict[str, Any] = {}
    if len({row["visits"] for row in rows}) > 1:
        found["exponent"] = round(exponent(rows), 3)
        console.print(f"Seconds grow as visits to the power of {found['exponent']}; at most {MOST_EXPONENT} is wanted.")
    if json_file:
        save_rows(json_file, rows, command, cores=CORES, **found)


def first_roster(size: int, seconds: float) -> dict[str, Any]:
    """Return a row: a service's seconds to its first checked roster, from the request in hand, and what it reaches."""
    from optimiser.metrics import score
    from optimiser.solve import SolveOptions, solve

    request = service_of(size)
    solution = solve(request, SolveOptions(time_limit_seconds=seconds, workers=CORES), cancelled=lambda: True)
    found = score(request, solution.roster)
    return {
        "set": "growth",
        "instance": f"about {size} visits",
        "visits": len(request.visits),
        "workers_rostered": len(request.workers),
        "first_checked_seconds": round(solution.solve_seconds, 2),
        "contact_time_pct": found["contact_time_pct"],
        "visits_required_unserved": found["visits_required_unserved"],
        "violations": found["violations"],
        "request_sha256": request.sha256,
    }


def exponent(rows: Sequence[dict[str, Any]]) -> float:
    """Return the slope of log seconds over log visits, by least squares."""
    points = [(log(row["visits"]), log(row["first_checked_seconds"])) for row in rows]
    across, up = (sum(values) / len(points) for values in zip(*points, strict=True))
    lean = sum((x - across) * (y - up) for x, y in points)
    return float(lean / sum((x - across) ** 2 for x, _ in points))
