"""One result: everything that its files, its report and its tables are made from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from models.request import RotaRequest
from models.roster import Roster, Violation
from optimiser.checks import check
from optimiser.checks.objective import recompute
from optimiser.costs import Costs, costs
from optimiser.ledger import ledger
from optimiser.metrics import measure
from optimiser.versions import versions

if TYPE_CHECKING:
    from models.files import ReadReport
    from optimiser.ceiling.result import Ceiling
    from optimiser.explain.explanation import Explanation
    from optimiser.gain import GainStep
    from optimiser.progress import Progress
    from optimiser.recommend.capacity import Room
    from optimiser.solve import Solution, SolveOptions
    from optimiser.studies.result import StudyResult


@dataclass(frozen=True)
class Scored:
    """A roster with all that the referee, the ledger, the costs and the metrics say of it."""

    roster: Roster
    violations: tuple[Violation, ...]
    objective_terms: dict[str, int]
    ledger: pd.DataFrame
    costs: Costs
    metrics: dict[str, Any]


@dataclass(frozen=True)
class Bundle:
    """A request, its planned roster and the roster worked today (where one is given), all scored by the same code.

    `metrics` is what metrics.json holds: the planned roster's, with `as_was` inside where there is one.
    """

    request: RotaRequest
    planned: Scored
    as_was: Scored | None
    metrics: dict[str, Any]
    versions: dict[str, str]
    gain: "tuple[GainStep, ...]" = ()
    progress: "tuple[Progress, ...]" = ()
    read_report: "ReadReport | None" = None
    explanation: "Explanation | None" = None
    rooms: "tuple[Room, ...]" = ()
    study: "StudyResult | None" = None

    @property
    def roster(self) -> Roster:
        """The planned roster."""
        return self.planned.roster

    @property
    def ledger(self) -> pd.DataFrame:
        """The planned roster's ledger."""
        return self.planned.ledger

    @property
    def costs(self) -> Costs:
        """The planned roster's costs."""
        return self.planned.costs

    @property
    def violations(self) -> Sequence[Violation]:
        """The rules the planned roster breaks: none, for a roster the engine made."""
        return self.planned.violations


def make_bundle(
    request: RotaRequest,
    roster: Roster,
    *,
    solution: "Solution | None" = None,
    gain: "Sequence[GainStep]" = (),
    ceiling: "Ceiling | None" = None,
    read_report: "ReadReport | None" = None,
    explanation: "Explanation | None" = None,
    rooms: "Sequence[Room]" = (),
    study: "StudyResult | None" = None,
) -> Bundle:
    """Return a roster and the one worked today, both scored by the referee, the ledger, the costs and the metrics.

    Args:
        request: the request the roster was made for.
        roster: any roster, ours or typed by hand.
        solution: what the solve said beside the roster, where it was solved for.
        gain: where the gain comes from, step by step.
        ceiling: what no roster for the request can better, where it was worked out.
        read_report: what reading the request's files left out.
        explanation: why the roster leaves what it leaves, where it was worked out.
        rooms: what the roster can still accept, where it was counted.
        study: scenarios that set out from the roster, where a study was given.
    """
    today = Roster(request_sha256=request.sha256, duties=request.as_was) if request.as_was else None
    as_was = _scored(request, today) if today else None
    planned = _scored(request, roster, solution, ceiling)
    return Bundle(
        request=request,
        planned=planned,
        as_was=as_was,
        metrics={**planned.metrics, "as_was": as_was.metrics if as_was else None},
        versions=versions(),
        gain=tuple(gain),
        progress=_progress(solution, ceiling),
        read_report=read_report,
        explanation=explanation,
        rooms=tuple(rooms),
        study=study,
    )


def _progress(solution: "Solution | None", ceiling: "Ceiling | None") -> "tuple[Progress, ...]":
    """Return the progress of a solve, each step with the ceiling above it where that is known."""
    steps = tuple(solution.progress) if solution else ()
    return tuple(replace(step, ceiling_pct=ceiling.contact_time_pct) for step in steps) if ceiling else steps


def _scored(
    request: RotaRequest, roster: Roster, solution: "Solution | None" = None, ceiling: "Ceiling | None" = None
) -> Scored:
    """Have the roster judged and priced by the referee, and counted; nothing the solver said of it is taken over."""
    violations, terms = check(request, roster), recompute(request, roster)
    table = ledger(request, roster)
    cost = costs(request, roster, table)
    figures = measure(
        request,
        roster,
        violations=violations,
        objective_terms=terms,
        solve_seconds=solution.solve_seconds if solution else None,
        seed=roster.seed if solution else None,
        versions=versions(),
        ledger_table=table,
        roster_costs=cost,
        ceiling=ceiling,
    )
    return Scored(roster, tuple(violations), terms, table, cost, figures)


def plan(request: RotaRequest, options: "SolveOptions") -> Bundle:
    """Solve a request and score what comes out.

    Raises:
        InputError: the request cannot be met.
    """
    from optimiser.ceiling.ceiling import ceiling
    from optimiser.ceiling.promise import Promise
    from optimiser.solve import solve

    solution = solve(request, options)
    most = ceiling(request, promise=Promise.whole(request).kept_by(solution.roster))
    return make_bundle(request, solution.roster, solution=solution, ceiling=most)
