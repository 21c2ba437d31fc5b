"""`rota-bench draw`: results as pictures beside them, one a set: quality against time, instance by instance.

Every seed is a point; what is joined are the medians of the seeds that had the same limit.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console

from benchmarks.chart import Panel, sheet
from benchmarks.files import Row, rows_if_any
from benchmarks.provenance import RESULTS
from models.problems import InputError, Problem

OURS = "this engine"
SHOWN: Mapping[str, Sequence[tuple[str, str]]] = {
    "home-care day": (("visits_made", "visits made"), ("travel_minutes", "travel, minutes")),
    "team week": (("contact_time_pct", "contact time, %"), ("cost_per_contact_hour_pence", "pence a contact hour")),
}
PUBLIC = (("total", "total"),)
Point = tuple[float, float]
UNDRAWN = {"quality", "speed"}  # measured at fixed work, so there is no time to draw them against


def run_draw(console: Console, folder: Path | None) -> None:
    """Draw every set that has rows in a folder's JSON files, and say what was drawn.

    Args:
        console: where to say so.
        folder: where the files are, and the pictures go; `benchmarks/results` unless told.

    Raises:
        InputError: E6105 there is nothing to draw.
    """
    home = folder or RESULTS
    by_set: dict[str, list[Row]] = defaultdict(list)
    for path in sorted(home.rglob("*.json")):
        for row in rows_if_any(path):
            by_set[str(row.get("set", path.stem))].append(row)
    drawn = {name: panels for name, rows in by_set.items() if (panels := panels_of(name, rows))}
    if not drawn:
        action = "name a folder of files that --json wrote"
        raise InputError([Problem(code="E6105", cause=f"{home} holds no rows that can be drawn", action=action)])
    for name, panels in drawn.items():
        picture = home / f"{name.replace(' ', '-')}.svg"
        picture.write_text(sheet(name, panels), encoding="utf-8")
        console.print(f"{picture}: {len(panels)} charts")


def panels_of(name: str, rows: Sequence[Row]) -> list[Panel]:
    """Return the charts of one set."""
    if name in UNDRAWN:
        return []
    if name == "growth":
        points = [(float(row["visits"]), float(row["first_checked_seconds"])) for row in rows]
        return [Panel("seconds to a first checked roster", "visits, both axes logarithmic", {OURS: points}, {}, True)]
    instances = list(dict.fromkeys(row["instance"] for row in rows))
    return [
        panel
        for instance in instances
        for measure, words in SHOWN.get(name, PUBLIC)
        if (panel := _panel(instance, [row for row in rows if row["instance"] == instance], measure, words))
    ]


def _panel(instance: str, rows: Sequence[Row], measure: str, words: str) -> Panel | None:
    """Return one instance's chart of one measure; None where no row has it."""
    by_limit: dict[str, dict[float, list[Point]]] = defaultdict(lambda: defaultdict(list))
    references: dict[str, float] = {}
    for row in rows:
        for solved in row.get("seeds", [row]):
            if measure in solved:
                seconds = float(solved["seconds"])
                limit = float(solved.get("limit_seconds", seconds))
                by_limit[row.get("engine", OURS)][limit].append((seconds, float(solved[measure])))
        references |= _published(row)
    series = {engine: [point for seeds in limits.values() for point in seeds] for engine, limits in by_limit.items()}
    lines = {engine: [_median(seeds) for seeds in limits.values()] for engine, limits in by_limit.items()}
    return Panel(f"{instance}: {words}", "seconds", series, references, lines=lines) if series else None


def _median(points: Sequence[Point]) -> Point:
    return median(x for x, _ in points), median(y for _, y in points)


def _published(row: Mapping[str, Any]) -> dict[str, float]:
    """Return the published figures that totals are held against; others say how large an instance is, or how long."""
    figures = row.get("published", {})
    return {name: figures[name] for name in row.get("gap_pct", {}) if name in figures}
