"""The first sheets: every metric as-was beside planned with its denominator, and where the gain comes from."""

from optimiser.metrics import METRICS, compare
from service.bundle import Bundle
from service.sheets.shape import Cell, Column, Figure, Kind, Sheet, hours, pounds

UNIT_KINDS = {"pence": Kind.POUNDS, "minutes": Kind.HOURS, "%": Kind.DECIMAL}


def summary_sheet(bundle: Bundle) -> Sheet:
    """Every metric with its unit and denominator, today's roster beside the planned one."""

    columns = [Column(name) for name in ("metric", "unit", "denominator")]
    columns += [Column(name, Kind.DECIMAL) for name in ("as-was", "planned", "change")]
    every = [metric.slug for metric in METRICS]
    lines = compare(bundle.metrics["as_was"], bundle.metrics, every)
    rows: list[list[Cell]] = [
        [
            line.label,
            _shown_unit(line.unit),
            line.denominator,
            *(_figure(value, line.unit) for value in (line.as_was, line.planned, line.change)),
        ]
        for line in lines
    ]
    return Sheet("summary", columns, rows)


def gain_sheet(bundle: Bundle) -> Sheet:
    """What each freedom brings, in points of contact time and pence per contact hour."""
    columns = (
        Column("step"),
        Column("contact time % of rostered paid time", Kind.DECIMAL),
        Column("gained, points of contact time", Kind.DECIMAL),
        Column("cost £ per contact hour, unrostered hours left out", Kind.POUNDS),
        Column("saved, £ per contact hour", Kind.POUNDS),
        Column("rostered paid hours", Kind.HOURS),
        Column("contact hours", Kind.HOURS),
        Column("what was freed"),
    )
    rows: list[list[Cell]] = [
        [
            step.name,
            step.contact_time_pct,
            step.contact_points_gained,
            pounds(step.cost_per_contact_hour_pence),
            pounds(step.pence_gained),
            hours(step.paid_minutes),
            hours(step.contact_minutes),
            step.sentence,
        ]
        for step in bundle.gain
    ]
    return Sheet("gain", columns, rows)


def _figure(value: float | None, unit: str) -> Cell:
    kind = UNIT_KINDS.get(unit, Kind.DECIMAL if isinstance(value, float) else Kind.WHOLE)
    shown = {Kind.POUNDS: pounds, Kind.HOURS: hours}.get(kind)
    return Figure(shown(value) if shown else value, kind)


def _shown_unit(unit: str) -> str:
    return {"pence": "£", "minutes": "hours"}.get(unit, unit)
