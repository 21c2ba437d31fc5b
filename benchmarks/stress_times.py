"""`python -m benchmarks.stress_times team|city [ROSTER]` times 1,000 simulated weeks, and what slack does for lateness.

The roster is read from a file or, where none is named, planned first without the price of a very late visit. What the
price adds to a plan is one pass after the search, so both rosters below have had the same search: one of them as it
came, one with that pass. Both are then stressed with a seed that the pass did not see.
"""

import time
from typing import Any

from benchmarks.published import measure_published
from models.request import RotaRequest
from models.roster import Roster
from optimiser.checks import check
from optimiser.stress.easing import eased
from optimiser.stress.result import StressResult
from optimiser.stress.stress import DEFAULT_WEEKS, stress
from optimiser.stress.telling import told_with_slack

PENCE = (600, 1_800, 3_000)  # a very late visit: a half-hour from the waiting list is worth 1,200
SEED = 7
FIGURES = (
    "very_late_pct",
    "after_window_pct",
    "contact_time_planned_pct",
    "contact_time_delivered_pct",
    "duties_broken_pct",
)


def figures(result: StressResult) -> dict[str, float]:
    """Return the figures kept of a stressed roster."""
    return {name: getattr(result, name) for name in FIGURES}


def measured(request: RotaRequest, roster: Roster) -> dict[str, Any]:
    """Return the seconds of the simulation and of the pass, and lateness without and with the price."""
    began = time.perf_counter()
    before = stress(request, roster, seed=SEED)
    spent = time.perf_counter() - began
    return {
        "weeks": DEFAULT_WEEKS,
        "stress_seconds": round(spent, 2),
        "without_price": figures(before),
        "told_with_slack_alone": figures(stress(request, told_with_slack(request, roster), seed=SEED)),
        "with_price": [_at_price(request, roster, pence) for pence in PENCE],
    }


def _at_price(request: RotaRequest, roster: Roster, pence: int) -> dict[str, Any]:
    """Return what a price of a very late visit does to a roster."""
    asked = request.changed(prices=request.prices.model_copy(update={"very_late_visit": pence}))
    began = time.perf_counter()
    slack = eased(asked, roster)
    spent = time.perf_counter() - began
    return {
        "very_late_visit_pence": pence,
        "seconds": round(spent, 2),
        "visits_left_out": len(slack.unserved) - len(roster.unserved),
        "violations": len(check(asked, slack)),
        **figures(stress(asked, slack, seed=SEED)),
    }


if __name__ == "__main__":
    measure_published("stress_times", __doc__, lambda _, request, roster: measured(request, roster))
