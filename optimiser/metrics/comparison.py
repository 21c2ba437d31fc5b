"""The table of the roster worked today beside the planned one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from optimiser.metrics.evidence import Value
from optimiser.metrics.registry import METRICS, Metric

SUMMARY = (
    "contact_time_pct",
    "contact_time_pct_all_paid",
    "cost_per_contact_hour_pence",
    "cost_per_paid_hour_pence",
    "cost_pence",
    "contact_minutes",
    "rostered_paid_minutes",
    "paid_minutes",
    "travel_minutes",
    "wait_minutes",
    "visits_required_unserved",
    "visits_waiting_list_served",
    "two_worker_visits_served",
    "preferences_granted_pct",
    "continuity_workers_per_user",
    "violations",
)
"""The metrics of the small table that a run ends with."""


@dataclass(frozen=True)
class Comparison:
    """One line: a metric as-was and planned, and by how much the plan is higher; None where there is no figure."""

    slug: str
    label: str
    as_was: Value
    planned: Value
    change: Value
    unit: str
    denominator: str


def compare(
    as_was: Mapping[str, Any] | None, planned: Mapping[str, Any], slugs: Sequence[str] | None = None
) -> list[Comparison]:
    """Return the lines of the as-was beside planned table.

    Args:
        as_was: today's metrics; None leaves its column and the change empty.
        planned: the planned roster's metrics.
        slugs: which metrics, in which order; all of the registry's where not told.
    """
    registered = {metric.slug: metric for metric in METRICS}
    return [_line(registered[slug], (as_was or {}).get(slug), planned.get(slug)) for slug in slugs or registered]


def _line(metric: Metric, before: Value, after: Value) -> Comparison:
    change = None if before is None or after is None else round(after - before, 2)
    return Comparison(metric.slug, metric.label, before, after, change, metric.unit, metric.denominator)
