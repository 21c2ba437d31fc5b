"""`rota-bench regress`: the fast set, whose results CI holds against those stored in `results/regress.json`."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks.files import command_line, save_rows
from benchmarks.quality import CASES, quality_row
from benchmarks.speed import speed_rows
from service.console import print_table

COLUMNS = ("contact_time_pct", "cost_per_contact_hour_pence", "visits_required_unserved", "objective_pence")


def run_regress(console: Console, json_file: Path | None) -> None:
    """Measure quality and speed, and print both.

    Args:
        console: where to print.
        json_file: where the rows are kept.
    """
    command = command_line()
    rows = []
    for row in _rows():
        print(f"{row['set']}: {row['instance']}", file=sys.stderr, flush=True)
        rows.append(row)
    quality = [[row["instance"], *(str(row[name]) for name in COLUMNS)] for row in rows if row["set"] == "quality"]
    headings = (
        "quality after a fixed number of steps",
        "contact %",
        "p/contact hour",
        "required unserved",
        "objective p",
    )
    print_table(console, "Quality", headings, quality)
    speed = [[row["instance"], f"{row['of_calibration']:g}"] for row in rows if row["set"] == "speed"]
    print_table(console, "Speed", ("part of planning", "calibration loops"), speed)
    if json_file:
        save_rows(json_file, rows, command)


def _rows() -> Iterator[dict[str, Any]]:
    yield from speed_rows()
    yield from map(quality_row, CASES)
