"""What simulated weeks do to a roster: how late visits begin, when in the day, and which duties break."""

from dataclasses import dataclass

from markupsafe import Markup

from models.clock import clock_text
from optimiser.stress.result import DutyStrain, StressResult, VisitLateness
from service.report.charts import scale
from service.report.charts.bars import Stretch, bars
from service.report.words import day_name

NORM_PCT = 10.0
"""Visits that start more than 30 minutes late, of all: one in ten (Access, 2018; FACTS.md)."""
LEAST_AXIS = 20.0
LISTED = 25


@dataclass(frozen=True)
class Bar:
    """One row of a chart: its name, its share and its bar."""

    name: str
    pct: float
    chart: Markup
    note: str = ""


@dataclass(frozen=True)
class VisitRow:
    """One visit, and when in words."""

    visit: VisitLateness
    when: str


@dataclass(frozen=True)
class DutyRow:
    """One duty, and its date in words."""

    duty: DutyStrain
    when: str


@dataclass(frozen=True)
class View:
    """Everything that the section shows."""

    result: StressResult
    scale: Markup
    lateness: tuple[Bar, ...]
    hours: tuple[Bar, ...]
    visits: tuple[VisitRow, ...]
    duties: tuple[DutyRow, ...]


def view(result: StressResult) -> View:
    """Return the section's charts and rows."""
    most = max([LEAST_AXIS, *(pct * 1.1 for _, pct in result.lateness)])
    highest = max([LEAST_AXIS, *(each.very_late_pct * 1.1 for each in result.hours)])
    return View(
        result=result,
        scale=_scale(result),
        lateness=tuple(Bar(name, pct, bars([Stretch(0, pct, "gain")], most)) for name, pct in result.lateness),
        hours=tuple(
            Bar(
                f"{each.hour:02}:00",
                each.very_late_pct,
                bars([Stretch(0, each.very_late_pct, "gain")], highest, lines=(NORM_PCT,)),
                f"{each.made:,.1f}",
            )
            for each in result.hours
        ),
        visits=tuple(
            VisitRow(each, f"{day_name(each.told.date())} {clock_text(each.told)}") for each in result.visits[:LISTED]
        ),
        duties=tuple(DutyRow(each, day_name(each.date)) for each in result.duties[:LISTED]),
    )


def _scale(result: StressResult) -> Markup:
    least = result.terms.very_late_minutes
    own = scale.Mark(result.very_late_pct, f"{result.very_late_pct:.1f}%", scale.PLANNED)
    norm = scale.Band(NORM_PCT, NORM_PCT, f"{NORM_PCT:.0f}%", "norm")
    most = max(LEAST_AXIS, result.very_late_pct * 1.1)
    words = f"{result.very_late_pct:.1f}% of visits made begin more than {least} minutes late; the norm is one in ten."
    return scale.scale(words, most, [norm], [own], ("0%", f"{most:.0f}%"))
