"""Where the gain comes from: each thing freed in turn, in points of contact time and pence per contact hour."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from optimiser.bands import BANDS
from service.bundle import Bundle
from service.report.charts.bars import Stretch, bars
from service.report.words import signed, signed_pounds

if TYPE_CHECKING:
    from optimiser.gain import GainStep

LEAST_AXIS = 70.0
TARGET = next(band.most for band in BANDS if band.slug == "contact_time_pct" and band.least == band.most)


@dataclass(frozen=True)
class Row:
    """One step: its chart, and what freeing it added; the first row is today's roster and adds nothing."""

    step: "GainStep"
    chart: Markup
    points: str
    change: str


def _row(step: "GainStep", most: float, is_first: bool) -> Row:
    before = step.contact_time_pct - step.contact_points_gained
    css = "gain" if step.contact_points_gained >= 0 else "loss"
    stretches = [Stretch(0, min(before, step.contact_time_pct), "base"), Stretch(before, step.contact_time_pct, css)]
    return Row(
        step=step,
        chart=bars(stretches, most, lines=(TARGET,)),
        points="" if is_first else signed(step.contact_points_gained),
        change="" if is_first else signed_pounds(-step.pence_gained),
    )


def view(bundle: Bundle) -> tuple[Row, ...]:
    """Return a row a step, in the order in which things were freed; none where the run did not ask."""
    most = max([LEAST_AXIS, *(step.contact_time_pct * 1.1 for step in bundle.gain)])
    return tuple(_row(step, most, number == 0) for number, step in enumerate(bundle.gain))
