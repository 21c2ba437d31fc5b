"""Demand against staff by half hour: where the peaks are, and how many are on duty then."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup

from models.clock import plus
from models.request import RotaRequest
from models.visits import Visit
from service.bundle import Bundle
from service.report.charts.half_hours import half_hours
from service.report.words import day_name, minute_of

SLOT = 30
SLOTS = 48
Slots = list[float]


@dataclass(frozen=True)
class Day:
    """One date's chart, and its busiest half hour in words."""

    name: str
    chart: Markup
    peak: str


def _spread(slots: dict[date, Slots], start: datetime, end: datetime, minutes: float) -> None:
    """Add `minutes` of work, evenly over the time from `start` to `end`, to the half hours it touches."""
    day = start.date()
    first, last = minute_of(day, start), minute_of(day, end)
    for slot in range(first // SLOT, -(-last // SLOT)):
        inside = min(last, (slot + 1) * SLOT) - max(first, slot * SLOT)
        on = slots.get(date.fromordinal(day.toordinal() + slot // SLOTS))
        if on is not None and last > first:
            on[slot % SLOTS] += minutes * inside / (last - first) / SLOT


def _when_possible(visit: Visit) -> Iterator[tuple[datetime, datetime]]:
    for window in visit.windows:
        yield window.earliest_start, plus(window.latest_start, visit.minutes)


def _empty(request: RotaRequest) -> dict[date, Slots]:
    return {day: [0.0] * SLOTS for day in request.horizon.dates}


def asked(request: RotaRequest) -> dict[date, Slots]:
    """Return the workers asked for in each half hour of each date, every visit spread evenly over its windows."""
    slots = _empty(request)
    for visit in request.visits:
        spans = list(_when_possible(visit))
        for start, end in spans:
            _spread(slots, start, end, visit.minutes * visit.workers_needed / len(spans))
    return slots


def _on_duty(bundle: Bundle) -> dict[date, Slots]:
    slots = _empty(bundle.request)
    for duty in bundle.roster.duties:
        for part in duty.parts:
            _spread(slots, part.start, part.end, part.minutes)
    return slots


def _contact(bundle: Bundle) -> dict[date, Slots]:
    slots = _empty(bundle.request)
    rows = bundle.ledger[bundle.ledger["category"] == "contact"]
    for start, end, minutes in rows[["start", "end", "minutes"]].itertuples(index=False):
        _spread(slots, start, end, minutes)
    return slots


def _peak(slots: Slots) -> str:
    slot = max(range(SLOTS), key=slots.__getitem__)
    return f"{slot // 2:02d}:{slot % 2 * SLOT:02d}" if slots[slot] else "–"


def view(bundle: Bundle) -> tuple[Day, ...]:
    """Return a chart a date, all on one scale."""
    wanted, on_duty, contact = asked(bundle.request), _on_duty(bundle), _contact(bundle)
    most = max((value for slots in (wanted, on_duty) for day in slots.values() for value in day), default=0)
    return tuple(
        Day(
            name=day_name(day),
            chart=half_hours(f"Demand and staff on {day_name(day)}", on_duty[day], contact[day], wanted[day], most),
            peak=_peak(wanted[day]),
        )
        for day in bundle.request.horizon.dates
    )
