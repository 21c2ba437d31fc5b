"""What rows of measurements are compared by: each measure, which way is better, and how much worse may pass."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

KEYS = ("set", "instance", "engine", "visits", "limit_seconds", "work_limit", "seed", "request_sha256")


@dataclass(frozen=True)
class Measure:
    """One figure of a row.

    Attributes:
        name: its key in the row.
        higher_is_better: which way is better.
        points: how much worse may pass, in its own unit.
        per_cent: how much worse may pass, of the earlier figure; the larger of the two counts.
    """

    name: str
    higher_is_better: bool = False
    points: float = 0.0
    per_cent: float = 0.0

    def worse_by(self, before: float, after: float) -> float:
        """Return by how much a figure got worse, in its own unit; below 0 it got better."""
        return before - after if self.higher_is_better else after - before

    def is_regression(self, before: float, after: float) -> bool:
        """Return whether it got worse by more than may pass."""
        return self.worse_by(before, after) > max(self.points, abs(before) * self.per_cent / 100) + 1e-9


MEASURES = (
    Measure("violations"),
    Measure("contact_time_pct", higher_is_better=True, points=0.5),
    Measure("cost_per_contact_hour_pence", per_cent=1.0),
    Measure("visits_required_unserved"),
    Measure("visits_made", higher_is_better=True, per_cent=0.5),
    Measure("travel_minutes", per_cent=2.0),
    Measure("mean", per_cent=1.0),
    Measure("total", per_cent=1.0),
    Measure("of_calibration", per_cent=100.0),  # the same code has differed by 40% from one hour to the next here
    Measure("first_checked_seconds", points=1.0, per_cent=25.0),
    Measure("peak_memory_mib", points=50, per_cent=25.0),
)


def key_of(row: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    """Return what a row is a measurement of: what it names of KEYS."""
    return tuple((name, row[name]) for name in KEYS if name in row)


def name_of(row: Mapping[str, Any]) -> str:
    """Return a row's key in words."""
    words = {"limit_seconds": "{:g} s", "seed": "seed {}", "visits": "", "work_limit": "{} steps", "request_sha256": ""}
    told = (words.get(name, "{}").format(value) for name, value in key_of(row) if value is not None)
    return ", ".join(word for word in told if word)
