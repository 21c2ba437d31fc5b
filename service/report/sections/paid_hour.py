"""Where the paid hour goes: the ledger's categories as minutes of an average paid hour, as-was beside planned."""

from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from service.bundle import Bundle
from service.report.charts.bars import Stretch, bars
from service.report.palette import CATEGORY_BY_KEY, Category

STEPS = ("unrostered", "absence", "handover", "training", "standby", "break", "wait", "travel", "contact")
PAID_HOUR = 60.0


@dataclass(frozen=True)
class Row:
    """One category: minutes of an average paid hour and minutes of the horizon, planned and (if known) as-was."""

    category: Category
    chart: Markup
    planned: float
    planned_minutes: int
    as_was: float | None
    as_was_minutes: int | None


@dataclass(frozen=True)
class PaidHour:
    """The waterfall's rows from the whole hour down to contact, and their sums; a category of no time has no row."""

    rows: tuple[Row, ...]
    planned_minutes: int
    as_was_minutes: int | None


def minutes_by_category(ledger: pd.DataFrame) -> dict[str, int]:
    """Return the ledger's minutes in each category, 0 where there are none."""
    totals = ledger.groupby("category")["minutes"].sum()
    return {key: int(totals.get(key, 0)) for key in STEPS}


def _of_an_hour(minutes: dict[str, int]) -> dict[str, float]:
    whole = sum(minutes.values())
    return {key: PAID_HOUR * value / whole if whole else 0.0 for key, value in minutes.items()}


def _falls(of_an_hour: dict[str, float]) -> dict[str, tuple[float, float]]:
    """Where each step of the waterfall begins and ends on the hour."""
    left, falls = sum(of_an_hour.values()), {}
    for key in STEPS:
        falls[key] = (left, left - of_an_hour[key])
        left -= of_an_hour[key]
    return falls


def view(bundle: Bundle) -> PaidHour:
    """Return the section's rows."""
    planned = minutes_by_category(bundle.ledger)
    as_was = minutes_by_category(bundle.as_was.ledger) if bundle.as_was else None
    of_hour, was_of_hour = _of_an_hour(planned), _of_an_hour(as_was) if as_was else None
    falls, was_falls = _falls(of_hour), _falls(was_of_hour) if was_of_hour else None
    rows = []
    for key in STEPS:
        if not planned[key] and not (as_was or {}).get(key):
            continue
        stretches = [Stretch(*was_falls[key], css=f"c-{key} faded")] if was_falls else []
        stretches.append(Stretch(*falls[key], css=f"c-{key}", row=len(stretches)))
        chart = bars(stretches, PAID_HOUR, rows=len(stretches), thickness=12, lines=(15, 30, 45))
        rows.append(
            Row(
                category=CATEGORY_BY_KEY[key],
                chart=chart,
                planned=of_hour[key],
                planned_minutes=planned[key],
                as_was=was_of_hour[key] if was_of_hour else None,
                as_was_minutes=as_was[key] if as_was else None,
            )
        )
    return PaidHour(
        rows=tuple(rows),
        planned_minutes=sum(planned.values()),
        as_was_minutes=sum(as_was.values()) if as_was else None,
    )
