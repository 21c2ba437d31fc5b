"""How good the demo team's week is after a fixed number of steps of the search: the same roster every time."""

from dataclasses import asdict, dataclass
from typing import Any

import fixtures
from models.request import RotaRequest
from optimiser.metrics import score
from optimiser.solve import Solution, SolveOptions, solve

SCENARIO = "team"
OPTIONS = SolveOptions(time_limit_seconds=None, work_limit=60, workers=1, seed=1)
MOST_POINTS_LOST = 0.5
MOST_PER_CENT_DEARER = 1.0


@dataclass(frozen=True)
class Quality:
    """What a roster is judged by here; percentages and costs name their denominators as in metrics.json."""

    contact_time_pct: float
    cost_per_contact_hour_pence: int
    visits_required_unserved: int
    violations: int
    objective_pence: int

    def complaints(self, stored: "Quality") -> list[str]:
        """Return what is worse than stored by more than is let pass, in sentences."""
        lost = stored.contact_time_pct - self.contact_time_pct
        dearer = 100 * (self.cost_per_contact_hour_pence / stored.cost_per_contact_hour_pence - 1)
        found = []
        if lost > MOST_POINTS_LOST:
            found.append(f"contact time fell by {lost:.2f} points of rostered paid time, {MOST_POINTS_LOST} may pass")
        if dearer > MOST_PER_CENT_DEARER:
            found.append(f"a contact hour costs {dearer:.2f}% more, {MOST_PER_CENT_DEARER}% may pass")
        if self.violations:
            found.append(f"the roster breaks {self.violations} rules")
        return found


def load_team() -> RotaRequest:
    """Return the request that quality is measured on."""
    return fixtures.load(SCENARIO)


def solve_team(request: RotaRequest) -> Solution:
    """Plan it, by steps and not by a clock."""
    return solve(request, OPTIONS)


def judge(request: RotaRequest, solution: Solution) -> Quality:
    """Return a solution's quality, judged by the referee and counted as metrics.json is."""
    found = score(request, solution.roster)
    return Quality(**{name: found[name] for name in Quality.__dataclass_fields__})


def stored_form(request: RotaRequest, solution: Solution) -> dict[str, Any]:
    """Return what the stored file holds of a solution beside its provenance."""
    return {
        "scenario": SCENARIO,
        "request_sha256": request.sha256,
        "work_limit": OPTIONS.work_limit,
        "workers": OPTIONS.workers,
        "seed": OPTIONS.seed,
        "quality": asdict(judge(request, solution)),
        "solve_seconds": round(solution.solve_seconds, 1),
    }
