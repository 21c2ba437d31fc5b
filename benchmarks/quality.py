"""How good rosters of stored instances are after a fixed number of steps of the search: the same every time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import fixtures
from benchmarks.peers.days import day_request
from benchmarks.services import service_of
from models.request import RotaRequest
from optimiser.metrics import score
from optimiser.solve import SolveOptions, solve

SEED = 1
FIGURES = (
    "contact_time_pct",
    "cost_per_contact_hour_pence",
    "visits_required_unserved",
    "travel_minutes",
    "violations",
    "objective_pence",
)


@dataclass(frozen=True)
class Case:
    """One instance, and how many steps of the search it is given."""

    name: str
    make: Callable[[], RotaRequest]
    work_limit: int


CASES = (
    Case("team", lambda: fixtures.load("team"), 60),
    Case("smallest constituency of the city", lambda: service_of(1), 30),
    Case("home-care day of 100 visits", lambda: day_request(100, seed=0), 20),
)


def quality_row(case: Case) -> dict[str, Any]:
    """Return what one worker reaches in the case's steps, judged by the referee; the request's hash goes with it."""
    request = case.make()
    solution = solve(request, SolveOptions(time_limit_seconds=None, work_limit=case.work_limit, workers=1, seed=SEED))
    found = score(request, solution.roster)
    return {
        "set": "quality",
        "instance": case.name,
        "work_limit": case.work_limit,
        "seed": SEED,
        "request_sha256": request.sha256,
        **{name: found[name] for name in FIGURES},
        "solve_seconds": round(solution.solve_seconds, 1),
    }
