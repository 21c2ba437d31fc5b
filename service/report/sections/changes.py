"""What changed in a published roster: a row a duty, before above after, and the price of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from models.clock import plus
from models.request import RotaRequest
from models.roster import Duty
from optimiser.checks.phrases import duration
from optimiser.replan import Replanned
from optimiser.replan.difference import DutyChange
from service.report.charts.timeline import Piece, timeline
from service.report.words import day_name, minute_of, span

AROUND = 30  # minutes shown before the first and after the last duty


@dataclass(frozen=True)
class Row:
    """One duty that differs."""

    worker_id: str
    day: str
    further: bool
    notice: str
    before: Markup
    after: Markup
    before_words: str
    after_words: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Cost:
    """One term before and after, in pence; the price of change has no before."""

    name: str
    before: int | None
    after: int


@dataclass(frozen=True)
class View:
    """Everything that the section shows."""

    rows: tuple[Row, ...]
    costs: tuple[Cost, ...]
    unserved: tuple[dict[str, Any], ...]
    further: int
    hours: int
    first_hour: str
    last_hour: str


def view(found: Replanned, document: dict[str, Any]) -> View:
    """Return the section's rows, from the same document that changes.json holds."""
    axis = _axis(found)
    rows = [
        _row(found.request, change, each, axis) for change, each in zip(found.changes, document["workers"], strict=True)
    ]
    costs = [Cost(name.replace("_", " "), term["before"], term["after"]) for name, term in document["terms"].items()]
    changed = [Cost(name.replace("_", " "), None, pence) for name, pence in document["change_terms"].items()]
    return View(
        rows=tuple(rows),
        costs=tuple(each for each in (*costs, *changed) if each.before != each.after and (each.before or each.after)),
        unserved=tuple(document["unserved"]),
        further=document["further_duties_changed"],
        hours=(axis[1] - axis[0]) // 60,
        first_hour=_clock(axis[0]),
        last_hour=_clock(axis[1]),
    )


def _axis(found: Replanned) -> tuple[int, int]:
    """Return the first and the last minute of any of the duties, after their own midnight, in whole hours."""
    duties = [duty for each in found.changes for duty in (each.before, each.after) if duty]
    edges = [minute_of(duty.date, moment) for duty in duties for moment in (duty.start, duty.end)] or [0, 1_440]
    return (min(edges) - AROUND) // 60 * 60, -(-(max(edges) + AROUND) // 60) * 60


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02}:00"


def _row(request: RotaRequest, change: DutyChange, told: dict[str, Any], axis: tuple[int, int]) -> Row:
    return Row(
        worker_id=change.worker_id,
        day=day_name(change.date),
        further=told["further"],
        notice=duration(told["notice_minutes"]),
        before=_bar(request, change.before, change.date, axis),
        after=_bar(request, change.after, change.date, axis),
        before_words=_words(change.before),
        after_words=_words(change.after),
        sentences=tuple(told["sentences"]),
    )


def _words(duty: Duty | None) -> str:
    return "no duty" if duty is None else " and ".join(span(part.start, part.end) for part in duty.parts)


def _bar(request: RotaRequest, duty: Duty | None, day: date, axis: tuple[int, int]) -> Markup:
    """Return a duty as a bar: its parts, and on them its visits and its break."""
    if duty is None:
        return timeline([], *axis)
    whole = "standby" if duty.post_id else "wait"
    pieces = [Piece(minute_of(day, part.start), minute_of(day, part.end), whole) for part in duty.parts]
    for each in duty.visits:
        visit = request.visit_by_id.get(each.visit_id)
        start = minute_of(day, each.start)
        end = start + visit.minutes if visit else start + 1
        words = f"{each.visit_id}, {span(each.start, plus(each.start, end - start))}"
        pieces.append(Piece(start, end, "contact", words, bool(visit and visit.workers_needed > 1)))
    if duty.rest_break:
        start = minute_of(day, duty.rest_break.start)
        pieces.append(Piece(start, start + duty.rest_break.minutes, "break", "break"))
    return timeline(pieces, *axis)
