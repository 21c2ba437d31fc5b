"""`rota check` and `rota score`: the referee's verdict and the figures of any roster, ours or typed by hand."""

import json
from pathlib import Path

from rich.console import Console

from models.files import read_request, read_roster
from models.request import RotaRequest
from models.roster import Roster, Violation
from service.tables import print_scores, verdict


def check_roster(request_path: Path, roster_path: Path, *, as_json: bool) -> list[Violation]:
    """Print every rule the roster breaks, and return them."""
    from optimiser.checks import check

    violations = check(*_read(request_path, roster_path))
    if as_json:
        print(json.dumps([violation.model_dump(mode="json") for violation in violations], indent=2))
        return violations
    for violation in violations:
        print(f"{violation.code} {violation.sentence}")
    print(verdict(len(violations)))
    return violations


def score_roster(console: Console, request_path: Path, roster_path: Path) -> None:
    """Print the table that a solve ends with, for any roster."""
    from service.bundle import make_bundle

    request, roster = _read(request_path, roster_path)
    bundle = make_bundle(request, roster)
    print_scores(console, bundle, "this roster")
    console.print(verdict(len(bundle.violations)))


def _read(request_path: Path, roster_path: Path) -> tuple[RotaRequest, Roster]:
    request, _ = read_request(request_path)
    return request, read_roster(roster_path, request)
