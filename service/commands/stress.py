"""`rota stress`: how late, how strained, and how much contact time is left when the week comes as it may."""

import json
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from models.files import read_request, read_roster
from models.files.documents import read_document
from models.stress import StressTerms
from service.console import print_table
from service.words import hours

if TYPE_CHECKING:
    from optimiser.stress.result import StressResult

BAD_TERMS = "E7402"
LISTED = 10


def stress_roster(
    console: Console,
    request_path: Path,
    roster_path: Path,
    *,
    terms_path: Path | None,
    weeks: int,
    seed: int,
    page: Path | None,
    as_json: bool,
) -> None:
    """Simulate a roster's week and print what becomes of it.

    Raises:
        InputError: a file has problems, or the roster breaks rules (E7401).
    """
    from optimiser.stress.stress import stress

    request, _ = read_request(request_path)
    roster = read_roster(roster_path, request)
    terms = StressTerms() if terms_path is None else read_document(terms_path, StressTerms, BAD_TERMS, "stress terms")
    result = stress(request, roster, terms, weeks, seed)
    if page is not None:
        from service.report.standalone import write_page
        from service.report.stress_page import stress_page

        write_page(stress_page(request, result), page)
    if as_json:
        print(json.dumps(as_document(result), indent=2))
    else:
        _print(console, result, page)


def as_document(result: "StressResult") -> dict[str, Any]:
    """Return the result as JSON holds it."""
    document = asdict(result) | {"terms": result.terms.model_dump(mode="json")}
    plain: dict[str, Any] = json.loads(json.dumps(document, default=_text))
    return plain


def _text(value: date | datetime) -> str:
    return value.isoformat()


def _print(console: Console, result: "StressResult", page: Path | None) -> None:
    terms = result.terms
    rows = [
        (f"begun more than {terms.very_late_minutes} min late (of visits made; norm 10%)", f"{result.very_late_pct}%"),
        ("the same, in the week that one in ten is worse than", f"{result.very_late_pct_one_week_in_ten}%"),
        ("begun after their window (of visits made)", f"{result.after_window_pct}%"),
        ("not made (of visits planned)", f"{result.not_made_pct}%"),
        ("contact hours delivered in a mean week", hours(result.contact_delivered_minutes)),
        ("the same (of contact minutes planned)", f"{result.contact_delivered_pct}%"),
        ("contact time planned (of rostered paid minutes)", f"{result.contact_time_planned_pct}%"),
        ("contact time delivered (of minutes on duty, overruns included)", f"{result.contact_time_delivered_pct}%"),
        (f"duties that break: back over {terms.overrun_minutes} min late, or break lost (of duties worked)",
         f"{result.duties_broken_pct}%"),
    ]  # fmt: skip
    print_table(console, f"{result.weeks:,} simulated weeks, seed {result.seed}", ("what", "share"), rows)
    visits = [
        (each.visit_id, f"{each.told:%a %H:%M}", f"{each.very_late_pct}%", f"{each.mean_late_minutes}")
        for each in result.visits[:LISTED]
        if each.very_late_pct
    ]
    if visits:
        late = f"over {terms.very_late_minutes} min late"
        print_table(console, "Most often late", ("visit", "told", late, "mean minutes late"), visits)
    if page is not None:
        console.print(f"The page is {page}", soft_wrap=True)
