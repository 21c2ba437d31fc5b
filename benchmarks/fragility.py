"""`python -m benchmarks.fragility` shows what a price of a very late visit does to lateness and contact time on `team`.

What the price adds to a plan comes after the search, so each seed is planned once, without the price, and its roster
then eased at the price as `solve` does it: both rosters have had the same search. Both are stressed with weeks that
easing did not see. Compared are the share of visits made that begin more than 30 minutes after the time told, and
contact time of rostered paid minutes, in points.
"""

import argparse
import json
import time
from statistics import mean
from typing import Any

import fixtures
from benchmarks.provenance import RESULTS, provenance
from models.request import RotaRequest
from models.roster import Roster
from optimiser.checks import check
from optimiser.checks.objective import recompute
from optimiser.solve import SolveOptions, solve
from optimiser.stress.easing import eased
from optimiser.stress.stress import stress

SCENARIO = "team"
SEEDS = (1, 2, 3)
STEPS = 60
PENCE = 1_800  # a very late visit; a half-hour from the waiting list is worth 1,200
UNSEEN = 7  # the seed of the weeks that both are judged by
FIGURES = ("very_late_pct", "contact_time_planned_pct", "contact_time_delivered_pct", "duties_broken_pct")


def figures(request: RotaRequest, roster: Roster) -> dict[str, Any]:
    """Return how a roster stands the weeks unseen, its objective and the rules it breaks."""
    stood = stress(request, roster, seed=UNSEEN)
    return {
        **{name: getattr(stood, name) for name in FIGURES},
        "objective_pence": sum(recompute(request, roster).values()),
        "visits_unserved": len(roster.unserved),
        "violations": len(check(request, roster)),
    }


def of_seed(request: RotaRequest, seed: int) -> dict[str, Any]:
    """Return the figures of one seed without and with the price, and what the price changes."""
    began = time.process_time()
    options = SolveOptions(time_limit_seconds=None, work_limit=STEPS, workers=1, seed=seed)
    plain, searched = solve(request, options).roster, time.process_time()
    priced = request.changed(prices=request.prices.model_copy(update={"very_late_visit": PENCE}))
    with_slack, done = eased(priced, plain), time.process_time()
    without, with_price = figures(request, plain), figures(priced, with_slack)
    return {
        "seed": seed,
        "without_price": {**without, "processor_seconds": round(searched - began, 1)},
        "with_price": {**with_price, "processor_seconds": round(done - began, 1)},
        "very_late_of_before": round(with_price["very_late_pct"] / without["very_late_pct"], 3),
        "points_planned": round(without["contact_time_planned_pct"] - with_price["contact_time_planned_pct"], 2),
        "points_delivered": round(without["contact_time_delivered_pct"] - with_price["contact_time_delivered_pct"], 2),
    }


def main() -> None:
    """Measure, print and store."""
    argparse.ArgumentParser(prog="python -m benchmarks.fragility", description=__doc__).parse_args()
    origin, request = provenance("python -m benchmarks.fragility"), fixtures.load(SCENARIO)
    seeds = [of_seed(request, seed) for seed in SEEDS]
    compared = ("very_late_of_before", "points_planned", "points_delivered")
    found = {
        "scenario": SCENARIO,
        "steps": STEPS,
        "very_late_visit_pence": PENCE,
        "mean": {name: round(mean(each[name] for each in seeds), 3) for name in compared},
        "seeds": seeds,
        **origin,
    }
    text = json.dumps(found, indent=2) + "\n"
    (RESULTS / f"fragility_{SCENARIO}.json").write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
