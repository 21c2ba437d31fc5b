"""Where the gain comes from: each thing freed in turn, in points of contact time and pence per contact hour."""

from dataclasses import dataclass

from markupsafe import Markup

from service.outputs import Bundle
from service.report.charts.bars import Stretch, bars
from service.report.words import signed, signed_pounds

LEAST_AXIS = 70.0


@dataclass(frozen=True)
class Row:
    """One step: what was freed, and what that alone added."""

    name: str
    sentence: str
    chart: Markup
    contact_time_pct: float
    cost_per_contact_hour_pence: float
    points: str
    pence: str
    contact_minutes: int
    paid_minutes: int


def view(bundle: Bundle) -> tuple[Row, ...]:
    """Return a row a step, in the order in which things were freed; none where the run did not ask."""
    most = max([LEAST_AXIS, *(step.contact_time_pct * 1.1 for step in bundle.gain)])
    rows = []
    for step in bundle.gain:
        before = step.contact_time_pct - step.contact_points_gained
        css = "gain" if step.contact_points_gained >= 0 else "loss"
        stretches = [
            Stretch(0, min(before, step.contact_time_pct), "base"),
            Stretch(before, step.contact_time_pct, css),
        ]
        rows.append(
            Row(
                name=step.name,
                sentence=step.sentence,
                chart=bars(stretches, most, lines=(50,)),
                contact_time_pct=step.contact_time_pct,
                cost_per_contact_hour_pence=step.cost_per_contact_hour_pence,
                points=signed(step.contact_points_gained),
                pence=signed_pounds(step.pence_gained),
                contact_minutes=step.contact_minutes,
                paid_minutes=step.paid_minutes,
            )
        )
    return tuple(rows)
