"""`rota whatif`: scenarios of a study side by side, and the cheapest levers that reach its target."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from models.files import read_request, read_roster
from models.files.documents import read_document
from models.studies import Study
from service.console import print_table
from service.live import live_line
from service.words import figure

if TYPE_CHECKING:
    from optimiser.studies.result import ScenarioResult, StudyResult
    from optimiser.studies.study import StudyOptions

HEADINGS = (
    "scenario",
    "contact time, of rostered",
    "ceiling",
    "cost a contact hour",
    "required unserved",
    "wishes granted",
    "split duties",
    "people disturbed",
)


def compare_scenarios(
    console: Console,
    request_path: Path,
    study_path: Path,
    options: "StudyOptions",
    *,
    roster_path: Path | None,
    page: Path | None,
    as_json: bool,
) -> None:
    """Solve a study's scenarios and print them side by side.

    Raises:
        InputError: the request, the roster or the study has problems; nothing is solved then.
    """
    from optimiser.studies.problems import IN_THE_FILE
    from optimiser.studies.study import what_if

    request, _ = read_request(request_path)
    study = read_document(study_path, Study, IN_THE_FILE, "a study")
    roster = None if roster_path is None else read_roster(roster_path, request)
    with live_line(console, f"solving {len(study.scenarios) + 1} scenarios"):
        result = what_if(request, study, options, roster)
    if page is not None:
        from service.report.standalone import write_page
        from service.report.study_page import study_page

        write_page(study_page(request, result), page)
    if as_json:
        print(json.dumps(as_document(result), indent=2))
    else:
        _print(console, result, page)


def as_document(result: "StudyResult") -> dict[str, Any]:
    """Return the result as JSON holds it."""
    return asdict(result)


def _print(console: Console, result: "StudyResult", page: Path | None) -> None:
    print_table(console, f"{result.name}, seed {result.seed}", HEADINGS, [_row(each) for each in result.scenarios])
    for each in result.scenarios:
        for problem in each.problems:
            console.print(f"{each.name}: {problem}", soft_wrap=True)
    console.print(f"All set out from {result.set_out_from}; people disturbed have other dates or shift patterns there.")
    console.print(f"Nothing beats: {'; '.join(result.unbeaten) or 'nothing could be rostered'}", soft_wrap=True)
    if result.target is not None:
        print_table(console, "Levers tried for the target", HEADINGS, [_row(each) for each in result.target.tried])
        console.print(f"{result.target.sentence}.", soft_wrap=True)
    if page is not None:
        console.print(f"The page is {page}", soft_wrap=True)


def _row(each: "ScenarioResult") -> tuple[str, ...]:
    if each.problems:
        return (each.name, "cannot be rostered", *[""] * (len(HEADINGS) - 2))
    return (
        each.name,
        figure(each.contact_time_pct, "%"),
        figure(each.contact_time_ceiling_pct, "%"),
        figure(each.cost_per_contact_hour_pence, "pence"),
        f"{each.visits_required_unserved} of {each.visits_required}",
        figure(each.preferences_granted_pct, "%"),
        figure(each.split_duties, "duties"),
        figure(each.people_disturbed, "workers"),
    )
