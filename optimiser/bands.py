"""Where a roster stands beside the bands of Birmingham's review of its in-house enablement service.

The review's own figures do not agree unless each names its denominator (FACTS.md): £25 a paid hour at 26-28% contact
is £89-96 a contact hour. So each band here says which metric it is compared with.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SOURCE = "Birmingham City Council, Review of In-House Enablement Service, 2020"


@dataclass(frozen=True)
class Band:
    """A published range for one metric, in that metric's unit; equal ends are a single figure."""

    slug: str
    least: int
    most: int
    label: str
    denominator: str
    source: str = SOURCE

    @property
    def is_money(self) -> bool:
        """Whether the metric is in pence."""
        return self.slug.endswith("_pence")

    @property
    def range_text(self) -> str:
        """The range as the review prints it: 26-28%, £45-50."""
        ends = [f"{end // 100 if self.is_money else end}" for end in sorted({self.least, self.most})]
        return f"£{'-'.join(ends)}" if self.is_money else f"{'-'.join(ends)}%"


BANDS = (
    Band("contact_time_pct", 26, 28, "what the review found", "of rostered paid time"),
    Band("contact_time_pct", 50, 50, "the review's target", "of rostered paid time"),
    Band("cost_per_paid_hour_pence", 2_500, 2_500, "the review's benchmark", "per hour of all paid time"),
    Band("cost_per_contact_hour_pence", 4_500, 5_000, "the review's benchmark", "per contact hour"),
    Band("cost_per_contact_hour_pence", 6_500, 7_000, "the service the review describes", "per contact hour"),
)


def place_in_bands(metrics: Mapping[str, Any]) -> list[str]:
    """Return a sentence for each band saying where the roster stands, in the order of BANDS.

    Args:
        metrics: what `optimiser.metrics.metrics` returns.
    """
    return [_sentence(band, metrics.get(band.slug)) for band in BANDS]


def _sentence(band: Band, value: float | None) -> str:
    if value is None:
        return f"No figure {band.denominator}, so nothing to set beside {band.label} ({band.range_text})"
    return f"{_text(band, value)} {band.denominator}: {_position(band, value)} {band.range_text} ({band.label})"


def _position(band: Band, value: float) -> str:
    if band.least <= value <= band.most:
        return "at" if band.least == band.most else "inside"
    away = band.least - value if value < band.least else value - band.most
    distance = _text(band, away) if band.is_money else f"{_number(away)} points"
    return f"{distance} {'below' if value < band.least else 'above'}"


def _text(band: Band, value: float) -> str:
    return f"£{value / 100:,.2f}" if band.is_money else f"{_number(value)}%"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
