"""The small tables a run ends with: today's roster beside the planned one, the gain, the review's bands."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from optimiser.bands import SOURCE, place_in_bands
from optimiser.metrics import SUMMARY, Comparison, compare
from service.bundle import Bundle
from service.console import print_table
from service.words import change, figure

if TYPE_CHECKING:
    from optimiser.gain import GainStep


def print_scores(console: Console, bundle: Bundle, heading: str) -> None:
    """Print the metrics that matter, each with its denominator, and where they stand in the review's bands.

    Args:
        console: where to print.
        bundle: the result.
        heading: what to call the roster beside today's.
    """
    lines = compare(bundle.metrics["as_was"], bundle.metrics, SUMMARY)
    rows = [
        (
            _label(line),
            figure(line.as_was, line.unit),
            figure(line.planned, line.unit),
            change(line.change, line.unit),
        )
        for line in lines
    ]
    title = f"{bundle.request.name}, {len(bundle.request.horizon.dates)} days from {bundle.request.horizon.start}"
    print_table(console, title, ("metric", "as-was", heading, "change"), rows)
    console.print(f"Beside the bands of {SOURCE}:")
    for sentence in place_in_bands(bundle.metrics):
        console.print(f"  {sentence}", soft_wrap=True)


def print_gain(console: Console, steps: "Sequence[GainStep]") -> None:
    """Print where the gain comes from, in points of contact time and pence per contact hour."""
    headings = (
        "step",
        "contact time % of rostered paid time",
        "points gained",
        "cost per contact hour, unrostered hours left out",
        "gained per contact hour",
    )
    rows = [
        (
            step.name,
            figure(step.contact_time_pct, "%"),
            change(step.contact_points_gained, "%"),
            figure(step.cost_per_contact_hour_pence, "pence"),
            change(step.pence_gained, "pence"),
        )
        for step in steps
    ]
    print_table(console, "Where the gain comes from", headings, rows)


def print_result(console: Console, bundle: Bundle, folder: Path) -> None:
    """Print what a solve ends with: the tables, the files, and the referee's verdict."""
    print_scores(console, bundle, "planned")
    if bundle.gain:
        print_gain(console, bundle.gain)
    names = ", ".join(sorted(path.name for path in folder.iterdir()))
    console.print(f"Written to {folder}: {names}", soft_wrap=True)
    console.print(verdict(len(bundle.violations)))


def verdict(violations: int) -> str:
    """Return the referee's verdict as a run's last line."""
    return f"{violations} violation{'' if violations == 1 else 's'} (referee)"


def _label(line: Comparison) -> str:
    """Return a metric's name with its denominator, where its name does not say it already."""
    denominator = line.denominator.partition(" (")[0]
    said = ", of " in line.label or denominator.removesuffix("s") in line.label.lower()
    return line.label if said else f"{line.label} (of {denominator})"
