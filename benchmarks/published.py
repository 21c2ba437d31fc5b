"""What the timings of a published demo roster share: which roster, and where the figures go."""

import argparse
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import fixtures
from benchmarks.provenance import RESULTS, provenance
from models.files import read_roster
from models.request import RotaRequest
from models.roster import Roster
from optimiser.solve import SolveOptions, solve

PLANNING_SECONDS = {"team": 20.0, "city": 240.0}


def measure_published(
    name: str, about: str | None, measured: Callable[[str, RotaRequest, Roster], Mapping[str, Any]]
) -> None:
    """Measure a demo roster that was read from a file, or planned first where none is named; print and store.

    Args:
        name: of the module in `benchmarks`, and of the results.
        about: the module's own words, for --help.
        measured: returns the figures of a demo service (its name), its request and the roster.
    """
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.{name}", description=about)
    parser.add_argument("scenario", choices=list(PLANNING_SECONDS))
    parser.add_argument("roster", nargs="?", type=Path, help="roster.json of that demo; planned unless told")
    parser.add_argument("--json", type=Path, help="the file to write; in benchmarks/results unless told")
    told = parser.parse_args()
    request, options = fixtures.load(told.scenario), SolveOptions(time_limit_seconds=PLANNING_SECONDS[told.scenario])
    roster = read_roster(told.roster, request) if told.roster else solve(request, options).roster
    origin = provenance(f"python -m benchmarks.{name} {told.scenario}")
    figures = {"scenario": told.scenario, **measured(told.scenario, request, roster), **origin}
    text = json.dumps(figures, indent=2) + "\n"
    (told.json or RESULTS / f"{name}_{told.scenario}.json").write_text(text, encoding="utf-8")
    print(text, end="")
