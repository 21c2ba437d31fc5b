"""`rota capacity`: the hours that a roster can still accept, as a table, JSON or a page with a heat map."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from models.files import read_request, read_roster
from service.console import print_table
from service.live import live_line

if TYPE_CHECKING:
    from optimiser.recommend.capacity import Room

MEANING = (
    "Hours of standard visits (30 minutes, one worker, no skill) that duties on which somebody works already can hold "
    "under all rules, worth more than they add. Each column was filled alone, so columns may overlap; the day's hours "
    "can be had together."
)


def tell_capacity(
    console: Console,
    request_path: Path,
    roster_path: Path,
    constituencies: Sequence[str],
    *,
    page: Path | None,
    as_json: bool,
) -> None:
    """Print the room left by constituency and date, and write a page where one is asked for.

    Raises:
        InputError: a file has problems, the roster breaks rules, or nobody lives in a constituency named.
    """
    from optimiser.recommend.capacity import capacity
    from optimiser.recommend.published import Published

    request, _ = read_request(request_path)
    published = Published.of(request, read_roster(roster_path, request))
    with live_line(console, "counting room"):
        rooms = capacity(published, constituencies)
    if page is not None:
        from service.report.capacity_page import capacity_page
        from service.report.standalone import write_page

        write_page(capacity_page(request, rooms), page)
    if as_json:
        print(json.dumps([room_document(room) for room in rooms], indent=2))
    else:
        _print(console, rooms)


def room_document(room: "Room") -> dict[str, Any]:
    """Return one constituency's room on one date as JSON holds it, in minutes."""
    return {
        "constituency": room.constituency,
        "date": room.date.isoformat(),
        "weekday": f"{room.date:%A}",
        "half_hours": {_clock(slot): minutes for slot, minutes in enumerate(room.half_hours)},
        "times_of_day": dict(room.times_of_day),
        "day": room.day,
    }


def _clock(slot: int) -> str:
    return f"{slot // 2:02d}:{slot % 2 * 30:02d}"


def _print(console: Console, rooms: "Sequence[Room]") -> None:
    console.print(MEANING, soft_wrap=True)
    for name in dict.fromkeys(room.constituency for room in rooms):
        own = [room for room in rooms if room.constituency == name]
        headings = (name, *own[0].times_of_day, "the day")
        rows = [
            (f"{room.date:%a %d %b}", *(_hours(minutes) for minutes in (*room.times_of_day.values(), room.day)))
            for room in own
        ]
        print_table(console, f"Hours that can still be accepted: {name}", headings, rows)


def _hours(minutes: int) -> str:
    return f"{minutes / 60:g} h" if minutes else "-"
