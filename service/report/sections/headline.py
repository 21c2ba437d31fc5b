"""The headline: contact time and cost before and after, each with its denominator, beside the review's bands."""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from optimiser.bands import BANDS, SOURCE
from optimiser.metrics import describe
from service.bundle import Bundle
from service.report.charts import scale
from service.report.words import NOT_KNOWN, count, percent, pounds, signed, signed_pounds, whole_pounds

FIGURES = (
    ("contact_time_pct", 70),
    ("cost_per_contact_hour_pence", 9_000),
    ("contact_time_pct_all_paid", 70),
    ("cost_per_paid_hour_pence", 4_000),
)
"""Each figure's key in metrics.json, and the least that its scale reaches to."""

SHORT_NAMES = {
    "what the review found": "review found",
    "the review's target": "target",
    "the review's benchmark": "benchmark",
    "the service the review describes": "review found",
}


@dataclass(frozen=True)
class Figure:
    """One figure before and after, in words, on its scale."""

    title: str
    of_what: str
    planned: str
    as_was: str
    change: str
    trend: str
    chart: Markup


@dataclass(frozen=True)
class Headline:
    """The section's figures; `violations` counts what the independent referee found."""

    figures: tuple[Figure, ...]
    sentence: str
    ceiling: str | None
    source: str
    violations: int
    violation_sentences: tuple[str, ...]
    required: str
    required_unserved: int
    required_unserved_before: int | None


def _bands(slug: str) -> list[scale.Band]:
    own = [band for band in BANDS if band.slug == slug]
    return [
        scale.Band(band.least, band.most, band.range_text.replace("-", "–"), SHORT_NAMES.get(band.label, band.label))
        for band in own
    ]


def _marks(planned: float | None, as_was: float | None) -> list[scale.Mark]:
    pairs = ((as_was, scale.AS_WAS), (planned, scale.PLANNED))
    return [scale.Mark(value, kind, kind) for value, kind in pairs if value is not None]


def _change(planned: float | None, as_was: float | None, is_money: bool) -> str:
    if planned is None or as_was is None:
        return NOT_KNOWN
    return signed_pounds(planned - as_was) if is_money else f"{signed(planned - as_was)} points"


def _trend(planned: float | None, as_was: float | None, is_money: bool) -> str:
    """Return whether the plan is better, worse or the same: more contact time is better, and less cost."""
    gain = (planned or 0) - (as_was or 0)
    if not gain:
        return "same"
    return "better" if (gain < 0) == is_money else "worse"


def _figure(metrics: dict[str, Any], slug: str, least_axis: int) -> Figure:
    planned, as_was = metrics[slug], (metrics["as_was"] or {}).get(slug)
    is_money, about = slug.endswith("_pence"), describe()[slug]
    words = pounds if is_money else percent
    most = max([float(least_axis), *(1.15 * value for value in (planned, as_was) if value is not None)])
    chart = scale.scale(
        description=f"{about['label']}: planned {words(planned)}, as-was {words(as_was)}",
        most=most,
        bands=_bands(slug),
        marks=_marks(planned, as_was),
        ends=("£0", whole_pounds(most)) if is_money else ("0%", f"{most:.0f}%"),
    )
    return Figure(
        title=about["label"],
        of_what=f"{'whole cost over' if is_money else 'of'} {about['denominator']}",
        planned=words(planned),
        as_was=words(as_was),
        change=_change(planned, as_was, is_money),
        trend=_trend(planned, as_was, is_money),
        chart=chart,
    )


def _sentence(bundle: Bundle) -> str:
    request = bundle.request
    people = f"{count(len(request.workers), 'worker')}, {count(len(request.service_users), 'service user')}"
    return f"{people} and {count(len(request.visits), 'visit')} asked for over {count(request.horizon.days, 'day')}."


def _ceiling(metrics: dict[str, Any]) -> str | None:
    """Return what no roster can better, and how far below it the plan is; None where that was not worked out."""
    most, below = metrics["contact_time_ceiling_pct"], metrics["contact_time_below_ceiling_points"]
    if most is None:
        return None
    words = f"The ceiling is {percent(most)}: no roster has more that keeps the rules and the promises kept here."
    return words if below is None else f"{words} The plan is {below:.1f} points below it."


def view(bundle: Bundle) -> Headline:
    """Return the section's figures."""
    metrics = bundle.metrics
    return Headline(
        figures=tuple(_figure(metrics, slug, least_axis) for slug, least_axis in FIGURES),
        sentence=_sentence(bundle),
        ceiling=_ceiling(metrics),
        source=SOURCE,
        violations=len(bundle.violations),
        violation_sentences=tuple(f"{each.code}: {each.sentence}" for each in bundle.violations),
        required=count(int(metrics["visits_required"]), "required visit"),
        required_unserved=int(metrics["visits_required_unserved"]),
        required_unserved_before=(metrics["as_was"] or {}).get("visits_required_unserved"),
    )
