"""Each day as a timeline: a row a duty, from the ledger's own stretches, by constituency."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from models.request import RotaRequest
from models.roster import Duty
from service.bundle import Bundle
from service.report.charts.timeline import Piece, timeline
from service.report.sections.roster_grid import shift_lines
from service.report.words import day_name, hours, long_date, minute_of, share, span

CATEGORY_WORDS = {"wait": "wait", "handover": "handover and admin", "break": "break (paid)", "standby": "standby"}


@dataclass(frozen=True)
class Row:
    """One duty: whose, its bar, and its stretches in words."""

    worker_id: str
    shift: str
    kind: str
    bar: Markup
    contact: str
    stops: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """One constituency's duties of a day."""

    name: str
    rows: tuple[Row, ...]
    contact_share: str
    contact_hours: str
    duty_hours: str


@dataclass(frozen=True)
class Day:
    """One date: its axis in whole hours and its duties by constituency."""

    key: str
    name: str
    long_name: str
    groups: tuple[Group, ...]
    hours: int
    ticks: tuple[tuple[str, str], ...]
    visits: int
    duties: int


@dataclass(frozen=True)
class Stretch:
    """One row of the ledger: a stretch of a duty between two instants."""

    start: datetime
    end: datetime
    minutes: int
    category: str
    visit_id: str | None
    training_id: str | None


def _given(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _stretches(bundle: Bundle) -> dict[tuple[str, date], list[Stretch]]:
    """The ledger's stretches of each worker's duty, in order of time."""
    found: dict[tuple[str, date], list[Stretch]] = defaultdict(list)
    placed = bundle.ledger[bundle.ledger["start"].notna()].sort_values("start")
    columns = ("worker_id", "date", "start", "end", "minutes", "category", "visit_id", "training_id")
    for worker, day, start, end, minutes, category, visit, training in placed[list(columns)].itertuples(index=False):
        stretch = Stretch(start, end, int(minutes), category, _given(visit), _given(training))
        found[worker, day].append(stretch)
    return found


def _partners(bundle: Bundle) -> dict[str, list[str]]:
    """The workers at each visit."""
    found: dict[str, list[str]] = defaultdict(list)
    for duty in bundle.roster.duties:
        for planned in duty.visits:
            found[planned.visit_id].append(duty.worker_id)
    return found


def _contact_words(request: RotaRequest, stretch: Stretch, others: list[str]) -> str:
    visit = request.visit_by_id[stretch.visit_id or ""]
    words = f"visit {visit.id}, {visit.service_user_id}"
    words += " (time-critical)" if visit.time_critical else ""
    return f"{words}, with {' and '.join(others)}" if others else words


def _words(request: RotaRequest, stretch: Stretch, others: list[str]) -> str:
    when = span(stretch.start, stretch.end)
    if stretch.category == "contact" and stretch.visit_id:
        return f"{when} {_contact_words(request, stretch, others)}"
    if stretch.category == "training":
        return f"{when} training {stretch.training_id or ''}".rstrip()
    what = CATEGORY_WORDS.get(stretch.category, stretch.category)
    return f"{when} {what}, {stretch.minutes} min"


def _break_piece(duty: Duty, stretches: Iterable[Stretch]) -> list[Piece]:
    """The unpaid rest break, which is in no ledger."""
    if not duty.rest_break or any(stretch.category == "break" for stretch in stretches):
        return []
    start, end = minute_of(duty.date, duty.rest_break.start), minute_of(duty.date, duty.rest_break.end)
    return [Piece(start, end, "unpaid", f"{span(duty.rest_break.start, duty.rest_break.end)} break (unpaid)")]


def _pieces(request: RotaRequest, duty: Duty, stretches: list[Stretch], partners: dict[str, list[str]]) -> list[Piece]:
    pieces = _break_piece(duty, stretches)
    for stretch in stretches:
        others = [each for each in partners.get(stretch.visit_id or "", []) if each != duty.worker_id]
        pieces.append(
            Piece(
                start=minute_of(duty.date, stretch.start),
                end=minute_of(duty.date, stretch.end),
                category=stretch.category,
                words=_words(request, stretch, others),
                two_workers=bool(others),
            )
        )
    return sorted(pieces, key=lambda piece: piece.start)


def _row(request: RotaRequest, duty: Duty, pieces: list[Piece], axis: tuple[int, int], stretches: list[Stretch]) -> Row:
    pattern = request.pattern_by_id.get(duty.pattern_id)
    contact = sum(stretch.minutes for stretch in stretches if stretch.category == "contact")
    return Row(
        worker_id=duty.worker_id,
        shift=", ".join(shift_lines(duty)),
        kind=pattern.kind.value if pattern else duty.pattern_id,
        bar=timeline(pieces, *axis),
        contact="post" if duty.post_id else share(contact, sum(stretch.minutes for stretch in stretches)),
        stops=tuple(piece.words for piece in pieces),
    )


def _axis(duties: list[Duty]) -> tuple[int, int]:
    """The whole hours that hold every duty of the day, in minutes after its midnight."""
    if not duties:
        return 6 * 60, 22 * 60
    first = min(minute_of(duty.date, duty.start) for duty in duties)
    last = max(minute_of(duty.date, duty.end) for duty in duties)
    return first // 60 * 60, max(-(-last // 60), first // 60 + 1) * 60


def _ticks(axis: tuple[int, int]) -> tuple[tuple[str, str], ...]:
    first, last = axis
    step = 120 if last - first <= 1_080 else 180
    return tuple(
        (f"{minute // 60 % 24:02d}:00", f"{100 * (minute - first) / (last - first):.2f}%")
        for minute in range(-(-first // step) * step, last, step)
    )


def _group(name: str, rows: list[Row], stretches: list[Stretch]) -> Group:
    contact = sum(each.minutes for each in stretches if each.category == "contact")
    whole = sum(each.minutes for each in stretches)
    return Group(name, tuple(rows), share(contact, whole), hours(contact), hours(whole))


def _day(
    bundle: Bundle, day: date, by_duty: dict[tuple[str, date], list[Stretch]], partners: dict[str, list[str]]
) -> Day:
    request = bundle.request
    duties = [duty for duty in bundle.roster.duties if duty.date == day and duty.worker_id in request.worker_by_id]
    axis = _axis(duties)
    rows: dict[str, list[Row]] = defaultdict(list)
    held: dict[str, list[Stretch]] = defaultdict(list)
    for duty in sorted(duties, key=lambda duty: (duty.start, duty.end, duty.worker_id)):
        constituency = request.worker_by_id[duty.worker_id].constituency
        own = by_duty.get((duty.worker_id, day), [])
        stretches = [each for each in own if duty.start <= each.start < duty.end]
        pieces = _pieces(request, duty, stretches, partners)
        rows[constituency].append(_row(request, duty, pieces, axis, stretches))
        held[constituency] += stretches
    return Day(
        key=day.isoformat(),
        name=day_name(day),
        long_name=long_date(day),
        groups=tuple(_group(name, rows[name], held[name]) for name in sorted(rows)),
        hours=(axis[1] - axis[0]) // 60,
        ticks=_ticks(axis),
        visits=len({planned.visit_id for duty in duties for planned in duty.visits}),
        duties=len(duties),
    )


def view(bundle: Bundle) -> tuple[Day, ...]:
    """Return every date of the horizon with its duties."""
    by_duty, partners = _stretches(bundle), _partners(bundle)
    return tuple(_day(bundle, day, by_duty, partners) for day in bundle.request.horizon.dates)
