"""What was weighed, and how to make and check this result again."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from service.bundle import Bundle
from service.report.charts.bars import Stretch, bars
from service.report.charts.curve import curve
from service.report.words import percent, whole_pounds

TERM_WORDS = {
    "required_unserved": "Required visits nobody makes",
    "waiting_list_unserved": "Waiting-list visits left",
    "training_not_held": "Training and supervision not held",
    "under_cover": "Duties that covers lack",
    "over_cover": "Duties too many for covers",
    "overtime_pay": "Overtime pay",
    "bank_pay": "Bank and agency pay",
    "mileage": "Mileage",
    "waiting": "Waiting between stops",
    "most_idle": "Idle time of the idlest part of a duty",
    "lateness": "Late starts",
    "earliness": "Early starts",
    "preferences": "Wishes refused, by strength or at their own price",
    "fairness": "Wishes refused to those refused before",
    "line_terms": "Lines not as their terms ask",
    "unfamiliar_workers": "People visited by a worker new to them",
    "not_preferred": "Visits by others than the workers preferred",
    "hours_balance": "Hours away from balance",
    "rostered_time": "Rostered time",
}


@dataclass(frozen=True)
class Term:
    """One term of the objective in pence."""

    name: str
    pence: int
    chart: Markup


@dataclass(frozen=True)
class Run:
    """The objective's terms and the run's own particulars."""

    terms: tuple[Term, ...]
    objective_pence: int
    facts: tuple[tuple[str, str], ...]
    curves: tuple[tuple[str, Markup], ...]


def _terms(terms: dict[str, int]) -> tuple[Term, ...]:
    most = max([1, *terms.values()])
    ordered = sorted(terms.items(), key=lambda item: -item[1])
    return tuple(
        Term(TERM_WORDS.get(key, key), pence, bars([Stretch(0, pence, "weighed")], most)) for key, pence in ordered
    )


def _facts(bundle: Bundle) -> tuple[tuple[str, str], ...]:
    metrics = bundle.metrics
    own = [
        ("Request", bundle.request.name),
        ("Request's hash (SHA-256)", bundle.request.sha256),
    ]
    if metrics["seed"] is not None:
        own.append(("Seed", str(metrics["seed"])))
    if metrics.get("solve_seconds") is not None:
        own.append(("Solving took", f"{metrics['solve_seconds']:.1f} s"))
    return (*own, *bundle.versions.items())


def _curve(
    title: str, points: list[tuple[float, float]], words: Callable[[float], str], bound: float | None = None
) -> tuple[str, Markup]:
    values = [value for _, value in points] + ([] if bound is None else [bound])
    return title, curve(title, points, (words(min(values)), words(max(values))), bound)


def _curves(bundle: Bundle) -> tuple[tuple[str, Markup], ...]:
    steps = bundle.progress
    if not steps:
        return ()
    contact = [(each.elapsed_seconds, each.contact_time_pct) for each in steps if each.contact_time_pct is not None]
    objective = [(each.elapsed_seconds, float(each.objective_pence)) for each in steps]
    ceiling = steps[-1].ceiling_pct
    title = "Contact time, share of rostered paid time" + (", under its ceiling (dashed)" if ceiling else "")
    curves = [_curve(title, contact, percent, ceiling)] if contact else []
    return (*curves, _curve("Objective: the sum of everything weighed", objective, whole_pounds))


def view(bundle: Bundle) -> Run:
    """Return the section's terms, particulars and curves."""
    return Run(
        terms=_terms(bundle.planned.objective_terms),
        objective_pence=int(bundle.metrics["objective_pence"]),
        facts=_facts(bundle),
        curves=_curves(bundle),
    )
