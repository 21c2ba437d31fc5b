"""`rota ceiling`: what no roster for a request can better, and what holds that down."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from models.files import read_request
from models.integrity import find_problems
from models.problems import InputError
from service.console import print_table
from service.live import live_line
from service.report.words import count
from service.words import change, figure

if TYPE_CHECKING:
    from optimiser.ceiling.result import Ceiling

TOO_LARGE = (
    "What holds it down is worked out for teams only: here there is nothing to search, or too much of it. "
    "`--passes` goes over all workers so many times."
)


def tell_ceiling(
    console: Console, request_path: Path, *, passes: int | None, promised: bool, explained: bool, as_json: bool
) -> None:
    """Work out the ceiling of a request, of rosters that keep its promises or of any, and print it.

    Raises:
        InputError: the request has problems.
    """
    from optimiser.ceiling.ceiling import ceiling
    from optimiser.ceiling.promise import NOTHING_PROMISED, Promise

    request, _ = read_request(request_path)
    problems = find_problems(request)
    if problems:
        raise InputError(problems)
    with live_line(console, "what no roster can better"):
        promise = Promise.whole(request) if promised else NOTHING_PROMISED
        found = ceiling(request, passes, promise=promise, explained=explained)
    if as_json:
        print(json.dumps(asdict(found), indent=2))
    else:
        _print(console, found)
        if explained and not found.binding:
            console.print(TOO_LARGE, soft_wrap=True)


def _proof(found: "Ceiling") -> str:
    """Return how the figure is proven."""
    if not found.step_minutes:
        return "It counts what visits ask for and the hours owed alone; no journey, no shift."
    if found.step_minutes == 1:
        return "It counts journeys, shifts and windows to the minute."
    steps = f"steps of {found.step_minutes} minutes"
    return f"It counts journeys, shifts and windows in {steps}, rounded in the rosters' favour."


def _print(console: Console, found: "Ceiling") -> None:
    console.print(
        f"No roster that keeps the rules{_asked(found)} has more than {found.contact_time_pct:.2f}% contact time, of "
        "rostered paid time.",
        soft_wrap=True,
    )
    console.print(_proof(found), soft_wrap=True)
    least = figure(found.cost_per_contact_hour_pence, "pence")
    console.print(f"No contact hour of one costs less than {least}, the whole cost over contact hours.", soft_wrap=True)
    if not found.binding:
        return
    rows = [(each.name, each.sentence, change(each.rise_points, "%")) for each in found.binding]
    print_table(console, "What holds it down", ("what", "if", "the ceiling would rise by"), rows)


def _asked(found: "Ceiling") -> str:
    """Return what the rosters spoken of do beside keeping the rules."""
    if not found.promised_visits and not found.promised_trainings:
        return ", whatever it leaves unserved,"
    visits, trainings = count(found.promised_visits, "promised visit"), count(found.promised_trainings, "training")
    return f", makes {visits} and holds {trainings}"
