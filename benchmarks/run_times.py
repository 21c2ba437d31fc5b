"""`python -m benchmarks.run_times team|city [SECONDS]` runs the demo as a newcomer does and prints times and memory.

The solve has a process of its own, so that imports and the reading of the request count. Memory is the resident memory
of that process and its children, sampled; pages they share count once for each, so the true peak is no higher.
"""

import argparse
import json
import multiprocessing
import time
from dataclasses import asdict, replace
from multiprocessing.connection import Connection
from typing import Any

from benchmarks.apart import resident_bytes
from benchmarks.provenance import RESULTS, provenance
from optimiser.solve import SolveOptions

SAMPLE_SECONDS = 0.1
KEYS = (
    "contact_time_pct",
    "cost_per_contact_hour_pence",
    "visits_required",
    "visits_required_unserved",
    "visits_waiting_list_served",
    "violations",
    "objective_pence",
)


def solve_and_score(scenario: str, options: SolveOptions, answer: Connection) -> None:
    """Plan a demo and send its figures; runs in a process of its own."""
    import fixtures
    from optimiser.metrics import score
    from optimiser.solve import solve

    request = fixtures.load(scenario)
    began = time.perf_counter()
    solution = solve(request, options)
    answer.send(began + solution.first_checked_seconds)  # the roster is there; counting it is no part of planning
    found = score(request, solution.roster)
    answer.send({key: found[key] for key in KEYS} | {"request_sha256": request.sha256})


def watched(scenario: str, options: SolveOptions) -> dict[str, Any]:
    """Run one solve and return its seconds (imports included), peak memory and figures."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    began = time.perf_counter()
    process = context.Process(target=solve_and_score, args=(scenario, options, theirs))
    process.start()
    theirs.close()
    peak = 0
    while not ours.poll(SAMPLE_SECONDS):
        peak = max(peak, resident_bytes(process.pid))
    first_seconds = ours.recv() - began
    seconds = time.perf_counter() - began
    figures: dict[str, Any] = ours.recv()
    process.join()
    times = {"first_checked_roster_seconds": round(first_seconds, 1), "final_roster_seconds": round(seconds, 1)}
    return times | {"peak_memory_mib": peak // 2**20} | figures


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
