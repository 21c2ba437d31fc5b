"""`rota replan`: a published roster after something has changed, what is otherwise for whom, and what it costs."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from models.changes import Changes
from models.clock import minutes_between
from models.files import read_request, read_roster, write_roster
from models.files.changes import read_changes
from models.problems import InputError, Problem
from service.console import print_table
from service.folders import require_usable, whole_folder
from service.words import pounds

if TYPE_CHECKING:
    from optimiser.replan import Replanned
    from optimiser.replan.difference import DutyChange


def replan_to_folder(
    console: Console,
    request_path: Path,
    roster_path: Path,
    changes_path: Path,
    out: Path | None,
    *,
    now: datetime | None,
    at_most_duties: int | None,
    least_notice_hours: int | None,
    as_json: bool,
) -> None:
    """Re-plan a roster, write the new one with everything about it, and say what is otherwise.

    Raises:
        InputError: a file has problems, the changes have, or no roster keeps the rules; nothing is written then.
    """
    from optimiser.replan import replan

    if out is not None:
        require_usable(out)
        _require_elsewhere(out, roster_path)
    request, _ = read_request(request_path)
    roster = read_roster(roster_path, request)
    told = {"now": now, "at_most_duties": at_most_duties, "least_notice_hours": least_notice_hours}
    changes = read_changes(changes_path)
    changes = Changes.model_validate(
        changes.model_dump() | {name: each for name, each in told.items() if each is not None}
    )
    found = replan(request, roster, changes)
    if out is not None:
        _write(found, changes, out)
    if as_json:
        print(json.dumps(as_document(found, changes), indent=2, ensure_ascii=False))
    else:
        _print(console, found, changes, out)


def _require_elsewhere(out: Path, roster_path: Path) -> None:
    """Refuse to write over the published roster."""
    if roster_path.resolve().is_relative_to(out.resolve()):
        cause = f"the published roster {roster_path} lies in {out}"
        raise InputError([Problem(code="E7308", cause=cause, action="name another folder, so that it stays as it is")])


def _write(found: "Replanned", changes: Changes, out: Path) -> None:
    from service.bundle import make_bundle
    from service.outputs import write_all
    from service.report.replan_page import replan_page
    from service.report.standalone import write_page

    bundle = make_bundle(found.request, found.roster)
    document = as_document(found, changes)
    with whole_folder(out) as folder:
        write_all(bundle, folder)
        write_roster(found.roster, folder / "roster.json")
        text = json.dumps(document, indent=2, ensure_ascii=False)
        (folder / "changes.json").write_text(text + "\n", encoding="utf-8")
        write_page(replan_page(found, document), folder / "changes.html")


def as_document(found: "Replanned", changes: Changes) -> dict[str, Any]:
    """Return what `--json` and changes.json hold."""
    from optimiser.replan.problems import now_of

    now = now_of(found.request, changes)
    after, change = sum(found.terms.values()), sum(found.change_terms.values())
    return {
        "now": changes.now.isoformat() if changes.now else None,
        "duties_changed": len(found.changes),
        "further_duties_changed": len(found.further),
        "workers": [_of_duty(found, each, now) for each in found.changes],
        "unserved": [
            {"visit_id": each.visit_id, "code": each.code, "reason": each.reason, "needed": list(each.needed)}
            for each in found.left
        ],
        "objective_before_pence": sum(found.terms_before.values()),
        "objective_pence": after,
        "change_pence": change,
        "terms": {name: {"before": found.terms_before[name], "after": pence} for name, pence in found.terms.items()},
        "change_terms": found.change_terms,
        "attempts": found.attempts,
    }


def _of_duty(found: "Replanned", change: "DutyChange", now: datetime) -> dict[str, Any]:
    """Return one duty that differs, in words and whole."""
    from optimiser.replan.difference import sentences

    return {
        "worker_id": change.worker_id,
        "date": change.date.isoformat(),
        "further": change.slot not in found.hit,
        "notice_minutes": max(0, minutes_between(now, change.first_instant)),
        "sentences": list(sentences(found.request, change, found.makers)),
        "before": change.before.model_dump(mode="json") if change.before else None,
        "after": change.after.model_dump(mode="json") if change.after else None,
    }


def _print(console: Console, found: "Replanned", changes: Changes, out: Path | None) -> None:
    document = as_document(found, changes)
    if not document["workers"]:
        console.print("Nothing has to change.")
    for each in document["workers"]:
        why = "" if each["further"] else " (by the change itself)"
        console.print(f"{each['worker_id']} on {each['date']}{why}:", style="bold", soft_wrap=True)
        for sentence in each["sentences"]:
            console.print(f"  {sentence}", soft_wrap=True)
    for left in document["unserved"]:
        console.print(f"Nobody makes promised visit {left['visit_id']}: {left['reason']}", soft_wrap=True)
    print_table(console, "What it costs (pounds)", ("what", "before", "after"), _cost_rows(document))
    counts = f"{document['duties_changed']} duties differ, {document['further_duties_changed']} besides those hit"
    console.print(f"{counts}.", soft_wrap=True)
    if out is not None:
        console.print(f"The new roster and changes.html are in {out}", soft_wrap=True)


def _cost_rows(document: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return the terms that differ, then those of the price of change, then the sums."""
    rows = [
        (name.replace("_", " "), pounds(term["before"]), pounds(term["after"]))
        for name, term in document["terms"].items()
        if term["before"] != term["after"]
    ]
    rows.append(("objective", pounds(document["objective_before_pence"]), pounds(document["objective_pence"])))
    changed = [(name.replace("_", " "), "", pounds(pence)) for name, pence in document["change_terms"].items() if pence]
    return [*rows, *changed, ("price of change", "", pounds(document["change_pence"]))]
