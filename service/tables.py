"""The small tables a run ends with: today's roster beside the planned one, the gain, the review's bands."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from optimiser.bands import SOURCE, place_in_bands
from optimiser.metrics import SUMMARY, Comparison, compare
from service.console import table
from service.outputs import Bundle
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
    made = table(bundle.request.name, "metric", "as-was", heading, "change")
    for line in compare(bundle.metrics["as_was"], bundle.metrics, SUMMARY):
        values = (figure(value, line.unit) for value in (line.as_was, line.planned))
        made.add_row(_label(line), *values, change(line.change, line.unit))
    console.print(made)
    console.print(f"Beside the bands of {SOURCE}:")
    for sentence in place_in_bands(bundle.metrics):
        console.print(f"  {sentence}", soft_wrap=True)


def print_gain(console: Console, steps: "Sequence[GainStep]") -> None:
    """Print where the gain comes from, in points of contact time and pence per contact hour."""
    made = table(
        "Where the gain comes from",
        "step",
        "contact time % of rostered paid time",
        "points gained",
        "cost per contact hour",
        "gained per contact hour",
    )
    for step in steps:
        made.add_row(
            step.name,
            figure(step.contact_time_pct, "%"),
            change(step.contact_points_gained, "%"),
            figure(step.cost_per_contact_hour_pence, "pence"),
            change(step.pence_gained, "pence"),
        )
    console.print(made)


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
