"""metrics.json: every metric of a roster, with what it was made from and, beside it, the roster worked today."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from models.request import RotaRequest
from models.roster import Roster, Violation
from optimiser.ceiling.result import Ceiling
from optimiser.checks import check
from optimiser.checks.objective import recompute
from optimiser.checks.roster_index import RosterIndex
from optimiser.costs import Costs, costs
from optimiser.ledger import ledger
from optimiser.metrics.evidence import Evidence
from optimiser.metrics.registry import METRICS


def metrics(
    request: RotaRequest,
    roster: Roster,
    *,
    violations: Sequence[Violation],
    objective_terms: Mapping[str, int],
    solve_seconds: float | None = None,
    seed: int | None = None,
    versions: Mapping[str, str] | None = None,
    ledger_table: pd.DataFrame | None = None,
    roster_costs: Costs | None = None,
    as_was: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return what metrics.json holds: the roster's own metrics and, under `as_was`, those of today's roster.

    Args:
        request: the request the roster answers.
        roster: the roster, as planned or as typed.
        violations: what the referee found.
        objective_terms: pence by term of MEANING.md.
        solve_seconds: how long solving took; None where nothing was solved.
        seed: the seed it was solved with; None where nothing was solved.
        versions: of the project and the libraries that made it.
        ledger_table: the roster's ledger, where the caller has it already.
        roster_costs: its costs, likewise.
        as_was: today's metrics, likewise; otherwise the request's as-was duties are
            scored here, and `as_was` is None where it has none.
    """
    own = measure(
        request,
        roster,
        violations=violations,
        objective_terms=objective_terms,
        solve_seconds=solve_seconds,
        seed=seed,
        versions=versions,
        ledger_table=ledger_table,
        roster_costs=roster_costs,
    )
    return {**own, "as_was": dict(as_was) if as_was is not None else _as_was(request, versions)}


def score(
    request: RotaRequest,
    roster: Roster,
    *,
    solve_seconds: float | None = None,
    seed: int | None = None,
    versions: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return the metrics of any roster, judged and priced by the referee first."""
    return metrics(
        request,
        roster,
        violations=check(request, roster),
        objective_terms=recompute(request, roster),
        solve_seconds=solve_seconds,
        seed=seed,
        versions=versions,
    )


def measure(
    request: RotaRequest,
    roster: Roster,
    *,
    violations: Sequence[Violation],
    objective_terms: Mapping[str, int],
    solve_seconds: float | None = None,
    seed: int | None = None,
    versions: Mapping[str, str] | None = None,
    ledger_table: pd.DataFrame | None = None,
    roster_costs: Costs | None = None,
    ceiling: Ceiling | None = None,
) -> dict[str, Any]:
    """Return the metrics of one roster alone; the arguments are those of `metrics`, and what no roster can better."""
    table = ledger(request, roster) if ledger_table is None else ledger_table
    evidence = Evidence(
        index=RosterIndex(request, roster),
        ledger=table,
        costs=roster_costs or costs(request, roster, table),
        violations=violations,
        objective_terms=objective_terms,
        solve_seconds=solve_seconds,
        ceiling=ceiling,
    )
    return {
        **{metric.slug: metric.function(evidence) for metric in METRICS},
        "objective_terms": dict(objective_terms),
        "seed": seed,
        "request_sha256": request.sha256,
        "versions": dict(versions or {}),
    }


def _as_was(request: RotaRequest, versions: Mapping[str, str] | None) -> dict[str, Any] | None:
    if not request.as_was:
        return None
    today = Roster(duties=request.as_was)
    violations, terms = check(request, today), recompute(request, today)
    return measure(request, today, violations=violations, objective_terms=terms, versions=versions)
