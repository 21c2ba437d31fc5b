"""The registry of metrics: to add one, add one entry; its slug is its key in metrics.json."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.visits import Need, Period
from optimiser.ledger import Category
from optimiser.metrics.evidence import Evidence, Value

ROSTERED = "rostered paid minutes (absence and unrostered minutes left out)"
ALL_PAID = "all paid minutes (absence and unrostered minutes included)"
NONE = ""


@dataclass(frozen=True)
class Metric:
    """One figure: its key, how a report names it, its unit, what it is a share or rate of, and how it is computed."""

    slug: str
    label: str
    unit: str
    denominator: str
    function: Callable[[Evidence], Value]


def describe() -> dict[str, dict[str, str]]:
    """Return each metric's label, unit and denominator by its slug, in the order in which reports show them."""
    return {each.slug: {"label": each.label, "unit": each.unit, "denominator": each.denominator} for each in METRICS}


def percent(part: int, whole: int) -> float | None:
    """Return part of whole in percent with two decimals; None where the whole is 0."""
    return round(100 * part / whole, 2) if whole else None


def _mean(counts: Sequence[int]) -> float | None:
    return round(sum(counts) / len(counts), 2) if counts else None


def _minutes_of(category: Category, label: str) -> Metric:
    return Metric(f"{category}_minutes", label, "minutes", NONE, lambda evidence: evidence.minutes[category])


def _below_ceiling(evidence: Evidence) -> float | None:
    reached = percent(evidence.costs.contact_minutes, evidence.rostered_paid_minutes)
    if evidence.ceiling is None or reached is None:
        return None
    return round(evidence.ceiling.contact_time_pct - reached, 2)


TIME = (
    Metric(
        "contact_time_pct",
        "Contact time, of rostered paid time",
        "%",
        ROSTERED,
        lambda evidence: percent(evidence.costs.contact_minutes, evidence.rostered_paid_minutes),
    ),
    Metric(
        "contact_time_pct_all_paid",
        "Contact time, of all paid time",
        "%",
        ALL_PAID,
        lambda evidence: percent(evidence.costs.contact_minutes, evidence.costs.paid_minutes),
    ),
    Metric("paid_minutes", "All paid time", "minutes", NONE, lambda evidence: evidence.costs.paid_minutes),
    Metric(
        "rostered_paid_minutes",
        "Rostered paid time",
        "minutes",
        NONE,
        lambda evidence: evidence.rostered_paid_minutes,
    ),
    _minutes_of(Category.CONTACT, "Contact time"),
    _minutes_of(Category.TRAVEL, "Travel"),
    _minutes_of(Category.WAIT, "Wait between visits"),
    _minutes_of(Category.HANDOVER, "Handover and admin"),
    _minutes_of(Category.TRAINING, "Training and supervision"),
    _minutes_of(Category.BREAK, "Paid breaks"),
    _minutes_of(Category.STANDBY, "Standing cover at posts"),
    _minutes_of(Category.ABSENCE, "Leave and sickness"),
    _minutes_of(Category.UNROSTERED, "Contracted but not rostered"),
    Metric(
        "night_contact_minutes",
        "Contact time at night",
        "minutes",
        NONE,
        lambda evidence: evidence.night_contact_minutes,
    ),
    Metric(
        "night_contact_pct",
        "Contact time at night, of contact time",
        "%",
        "contact minutes",
        lambda evidence: percent(evidence.night_contact_minutes, evidence.costs.contact_minutes),
    ),
)

COST = (
    Metric("cost_pence", "Cost", "pence", NONE, lambda evidence: evidence.costs.total_pence),
    Metric(
        "cost_per_contact_hour_pence",
        "Cost per contact hour",
        "pence",
        "contact hours",
        lambda evidence: evidence.costs.per_contact_hour_pence,
    ),
    Metric(
        "cost_per_paid_hour_pence",
        "Cost per paid hour",
        "pence",
        "all paid hours (absence and unrostered hours included)",
        lambda evidence: evidence.costs.per_paid_hour_pence,
    ),
    Metric("cost_day_pence", "Cost of day work", "pence", NONE, lambda evidence: evidence.cost_of_period(Period.DAY)),
    Metric(
        "cost_night_pence",
        "Cost of night work",
        "pence",
        NONE,
        lambda evidence: evidence.cost_of_period(Period.NIGHT),
    ),
)

VISITS = (
    Metric("visits_required", "Required visits", "visits", NONE, lambda evidence: len(evidence.visits(Need.REQUIRED))),
    Metric(
        "visits_required_unserved",
        "Required visits nobody makes",
        "visits",
        "required visits",
        lambda evidence: sum(not evidence.is_made(visit) for visit in evidence.visits(Need.REQUIRED)),
    ),
    Metric(
        "visits_waiting_list",
        "Waiting-list visits",
        "visits",
        NONE,
        lambda evidence: len(evidence.visits(Need.WAITING_LIST)),
    ),
    Metric(
        "visits_waiting_list_served",
        "Waiting-list visits made",
        "visits",
        "waiting-list visits",
        lambda evidence: sum(evidence.is_made(visit) for visit in evidence.visits(Need.WAITING_LIST)),
    ),
    Metric(
        "two_worker_visits",
        "Two-worker visits",
        "visits",
        NONE,
        lambda evidence: sum(visit.workers_needed == 2 for visit in evidence.index.request.visits),
    ),
    Metric(
        "two_worker_visits_served",
        "Two-worker visits made by two",
        "visits",
        "two-worker visits",
        lambda evidence: sum(
            visit.workers_needed == 2 and len(evidence.workers_at(visit)) >= 2
            for visit in evidence.index.request.visits
        ),
    ),
    Metric(
        "continuity_workers_per_user",
        "Different workers for each service user",
        "workers",
        "service users visited",
        lambda evidence: _mean(evidence.workers_per_user),
    ),
)

ROSTER = (
    Metric(
        "preferences_granted_pct",
        "Preferences granted",
        "%",
        "preferences stated (want and rather not)",
        lambda evidence: percent(sum(map(evidence.is_granted, evidence.wishes)), len(evidence.wishes)),
    ),
    Metric("violations", "Rules broken", "violations", NONE, lambda evidence: len(evidence.violations)),
    Metric(
        "objective_pence",
        "Objective, the sum of its priced terms",
        "pence",
        NONE,
        lambda evidence: sum(evidence.objective_terms.values()),
    ),
    Metric("solve_seconds", "Time to solve", "seconds", NONE, lambda evidence: evidence.solve_seconds),
)

CEILING = (
    Metric(
        "contact_time_ceiling_pct",
        "Ceiling of contact time: no roster has more that keeps the rules and the promises that this one keeps",
        "%",
        ROSTERED,
        lambda evidence: evidence.ceiling.contact_time_pct if evidence.ceiling else None,
    ),
    Metric(
        "contact_time_below_ceiling_points",
        "Contact time below its ceiling",
        "points",
        "of contact time %",
        _below_ceiling,
    ),
    Metric(
        "cost_per_contact_hour_least_pence",
        "Least that a contact hour can cost, under the same rules",
        "pence",
        "contact hours",
        lambda evidence: evidence.ceiling.cost_per_contact_hour_pence if evidence.ceiling else None,
    ),
)


METRICS = (*TIME, *COST, *VISITS, *ROSTER, *CEILING)
