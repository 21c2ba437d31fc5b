"""`python -m benchmarks.cluster_times [SECONDS]` plans `city` on a pool of two processes, then on two dask workers.

The workers run on this machine too, so that the difference is what the way through a scheduler costs; each solve has a
process of its own. Printed as JSON: contact time, promised visits that nobody makes, seconds.
"""

import argparse
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.machines import machines
from benchmarks.provenance import provenance
from benchmarks.run_times import watched
from optimiser.executor.choice import SCHEDULER
from optimiser.solve import SolveOptions

WORKERS = 2
KEYS = (
    "contact_time_pct",
    "visits_required_unserved",
    "objective_pence",
    "violations",
    "first_checked_roster_seconds",
    "final_roster_seconds",
)


def planned(seconds: float) -> dict[str, Any]:
    """Return the figures of one solve of `city` on whatever the environment names."""
    found = watched("city", SolveOptions(time_limit_seconds=seconds, workers=WORKERS))
    return {key: found[key] for key in KEYS}


@contextmanager
def named(address: str) -> Iterator[None]:
    """Have processes that start meanwhile find the scheduler at this address."""
    os.environ[SCHEDULER] = address
    try:
        yield
    finally:
        del os.environ[SCHEDULER]


def compared(seconds: float) -> dict[str, Any]:
    """Return the figures of a pool and of a cluster, one after the other."""
    on_pool = planned(seconds)
    with TemporaryDirectory() as folder, machines(Path(folder), WORKERS) as running, named(running.address):
        on_dask = planned(seconds)
    return {"time_limit_seconds": seconds, "pool": on_pool, "dask": on_dask}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cluster_times", description=__doc__)
    parser.add_argument("seconds", nargs="?", type=float, default=240.0)
    told = parser.parse_args()
    os.environ.pop(SCHEDULER, None)
    origin = provenance(f"python -m benchmarks.cluster_times {told.seconds:g}")
    print(json.dumps({**compared(told.seconds), **origin}, indent=2))
