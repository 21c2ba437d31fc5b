"""`python -m benchmarks.run_times team|city [SECONDS]` runs the demo as a newcomer does and prints times and memory.

The solve has a process of its own, so that imports and the reading of the request count. Memory is the resident memory
of that process and its children, sampled; pages they share count once for each, so the true peak is no higher.
"""

import argparse
import json
import time
from dataclasses import asdict, replace
from typing import Any

from benchmarks.apart import run_apart
from benchmarks.provenance import RESULTS, provenance
from optimiser.solve import SolveOptions

KEYS = (
    "contact_time_pct",
    "cost_per_contact_hour_pence",
    "visits_required",
    "visits_required_unserved",
    "visits_waiting_list_served",
    "violations",
    "objective_pence",
)


def solve_and_score(scenario: str, options: SolveOptions) -> dict[str, Any]:
    """Plan a demo and return its figures, and after how many seconds of this call each roster was there."""
    import fixtures
    from optimiser.solve import solve

    called = time.perf_counter()
    request = fixtures.load(scenario)
    read = time.perf_counter() - called
    solution = solve(request, options)
    solved = time.perf_counter() - called
    from optimiser.metrics import score  # counting is no part of planning

    found = score(request, solution.roster)
    figures = {key: found[key] for key in KEYS} | {"request_sha256": request.sha256}
    return {"first": read + solution.first_checked_seconds, "last": solved, "figures": figures}


def watched(scenario: str, options: SolveOptions) -> dict[str, Any]:
    """Run one solve and return its seconds (imports included), peak memory and figures."""
    seen = run_apart(solve_and_score, scenario, options)
    start = seen.process_seconds - seen.work_seconds
    times: dict[str, Any] = {
        "first_checked_roster_seconds": round(start + seen.answer["first"], 1),
        "final_roster_seconds": round(start + seen.answer["last"], 1),
        "peak_memory_mib": seen.peak_memory_mib,
    }
    return {**times, **seen.answer["figures"]}


def measured(scenario: str, seconds: float) -> dict[str, Any]:
    """Return every figure of the issue's section on speed and memory for one scenario."""
    options = replace(SolveOptions(), time_limit_seconds=seconds)
    return {"scenario": scenario, "options": asdict(options)} | watched(scenario, options)


def main() -> None:
    """Measure, print and store."""
    from service.cli import DEMO_SECONDS, Scenario

    parser = argparse.ArgumentParser(prog="python -m benchmarks.run_times", description=__doc__)
    parser.add_argument("scenario", choices=[each.value for each in Scenario])
    parser.add_argument("seconds", nargs="?", type=float, help="time limit; that of `rota demo` unless told")
    told = parser.parse_args()
    seconds = told.seconds or float(DEMO_SECONDS[Scenario(told.scenario)])
    origin = provenance(f"python -m benchmarks.run_times {told.scenario} {seconds:g}")
    text = json.dumps(measured(told.scenario, seconds) | origin, indent=2) + "\n"
    (RESULTS / f"run_times_{told.scenario}.json").write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
