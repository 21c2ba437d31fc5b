"""The kinds of cell a person can type, and how each is read and written: numbers, words, dates, clock times, lists.

Times are London's. In the hour that the clocks show twice in October, `b` marks the second showing: `01:30b`.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from models.clock import at, clock_text, in_london, plus
from models.patterns import ClockSpan

DATE = r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{4}"
CLOCK = r"\d{1,2}:\d{2}(?::00)?b?"
NONE = "none"
_MOMENT = re.compile(rf"(?:({DATE})[ T]+)?({CLOCK})")
_CHARACTERS = "up to 64 letters, digits, spaces and . _ : / + & ' -, beginning with a letter or digit"
_TRUE_OR_FALSE = {"yes": True, "true": True, "y": True, "no": False, "false": False, "n": False}


class CellError(ValueError):
    """A cell cannot be read; the message says why in plain words where there is more to say than what was expected."""


@dataclass(frozen=True)
class Kind:
    """One kind of cell.

    Args:
        read: (text without surrounding space, the row's date if it has one) -> value; raises CellError.
        write: (value, the row's date) -> text that reads back as the same value.
        expected: what a person is told to type, in a phrase.
        is_number: whether a workbook holds it as a number.
    """

    read: Callable[[str, date | None], Any]
    write: Callable[[Any, date | None], str]
    expected: str
    is_number: bool = False


def read_integer(text: str) -> int:
    """Return a whole number; spreadsheets may have added `.0`."""
    if not re.fullmatch(r"[+-]?\d{1,12}(\.0+)?", text):
        raise CellError
    return int(text.partition(".")[0])


@lru_cache(maxsize=10_000)
def read_date(text: str) -> date:
    """Return the date of `2026-01-12` or, as British spreadsheets save it, `12/01/2026`."""
    shape = re.fullmatch(rf"({DATE})(?:[ T]+00:00(?::00)?)?", text)
    if not shape:
        raise CellError
    first, second, third = (int(number) for number in re.split("[-/]", shape[1]))
    year, day = (third, first) if "/" in shape[1] else (first, third)
    if not 2000 <= year <= 2099:
        raise CellError("years are 2000 to 2099")
    try:
        return date(year, second, day)
    except ValueError as error:
        raise CellError("there is no such date") from error


def read_clock(text: str) -> time:
    """Return the clock time of `07:30`."""
    if not re.fullmatch(CLOCK, text):
        raise CellError
    hour, minute = text.rstrip("b").split(":")[:2]
    try:
        return time(int(hour), int(minute))
    except ValueError as error:
        raise CellError("there is no such clock time") from error


@lru_cache(maxsize=10_000)
def moment_on(day: date, clock: str) -> datetime:
    """Return the instant at which London's clocks show `01:30` on the day (`01:30b`: show it for the second time)."""
    shown = read_clock(clock)
    first = at(day, shown)
    if clock_text(first) != f"{shown:%H:%M}":
        raise CellError(f"the clocks go forward and do not show {shown:%H:%M} on {day}")
    if not clock.endswith("b"):
        return first
    second = in_london(datetime.combine(day, shown).replace(fold=1))
    if second == first:
        raise CellError(f"the clocks do not show {shown:%H:%M} twice on {day}")
    return second


def moment_after(text: str, start: datetime, least_minutes: int = 0) -> datetime:
    """Return the instant of `2026-01-13 01:30`; of a bare `01:30`, the first from `start` + `least_minutes` on."""
    shape = _MOMENT.fullmatch(text)
    if not shape:
        raise CellError
    if shape[1]:
        return moment_on(read_date(shape[1]), shape[2])
    day = start.date()
    found = moment_on(day, shape[2])
    if found >= plus(start, least_minutes):
        return found
    return moment_on(date.fromordinal(day.toordinal() + 1), shape[2])


def read_moment(text: str, day: date | None) -> datetime:
    """Return the instant of `2026-01-12 07:30`; a bare clock time is on the row's date."""
    shape = _MOMENT.fullmatch(text)
    if not shape:
        raise CellError
    day = read_date(shape[1]) if shape[1] else day
    if day is None:
        raise CellError(f"{text} has no date")
    return moment_on(day, shape[2])


def clock_with_mark(moment: datetime) -> str:
    """Return `01:30`, or `01:30b` when it is the second time the clocks show it that day."""
    local = in_london(moment)
    mark = "" if at(local.date(), local.time()) == local else "b"
    return f"{local:%H:%M}{mark}"


def write_moment(moment: datetime, _day: date | None = None) -> str:
    """Return `2026-01-12 07:30`."""
    return f"{in_london(moment).date()} {clock_with_mark(moment)}"


def write_shortly(moment: datetime, read_back: Callable[[str], datetime]) -> str:
    """Return the bare clock time where that reads back as the same instant, otherwise date and time."""
    clock = clock_with_mark(moment)
    try:
        return clock if read_back(clock) == moment else write_moment(moment)
    except CellError:
        return write_moment(moment)


def read_clock_span(text: str) -> ClockSpan:
    """Return the span of `07:00-10:00`."""
    start, dash, end = (piece.strip() for piece in text.partition("-"))
    if not dash or "b" in text:
        raise CellError
    return ClockSpan(start=read_clock(start), end=read_clock(end))


def write_clock_span(span: ClockSpan) -> str:
    """Return `07:00-10:00`."""
    return f"{span.start:%H:%M}-{span.end:%H:%M}"


def pieces(text: str) -> list[str]:
    """Return what stands between the semicolons; `none` or nothing is an empty list."""
    if text.lower() == NONE:
        return []
    return [piece.strip() for piece in text.split(";") if piece.strip()]


def _read_moment_text(text: str) -> str:
    if not _MOMENT.fullmatch(text):
        raise CellError
    return text


def _read_decimal(text: str) -> float:
    if not re.fullmatch(r"[+-]?\d{1,12}(\.\d+)?([eE][+-]?\d{1,3})?", text):
        raise CellError
    return float(text)


def _read_yes_or_no(text: str) -> bool:
    if text.lower() not in _TRUE_OR_FALSE:
        raise CellError
    return _TRUE_OR_FALSE[text.lower()]


def listed(read: Callable[[str], Any], write: Callable[[Any], str], expected: str) -> Kind:
    """Return the kind of a cell that lists values between semicolons."""

    def write_all(values: Iterable[Any], _day: date | None) -> str:
        return "; ".join(write(value) for value in values)

    return Kind(lambda text, _day: tuple(read(piece) for piece in pieces(text)), write_all, expected)


def plain(read: Callable[[str], Any], write: Callable[[Any], str], expected: str, is_number: bool = False) -> Kind:
    """Return a kind that does not look at the row's date."""
    return Kind(lambda text, _day: read(text), lambda value, _day: write(value), expected, is_number)


TEXT = plain(str, str, _CHARACTERS)
ID = plain(str, str, f"an id of {_CHARACTERS}")
CHOICE = plain(lambda text: text.lower().replace(" ", "_"), str, "one of the words")
WHOLE = plain(read_integer, str, "a whole number", is_number=True)
DECIMAL = plain(_read_decimal, repr, "a number", is_number=True)
YES_NO = plain(_read_yes_or_no, lambda value: "yes" if value else "no", "yes or no")
DAY = plain(read_date, date.isoformat, "a date such as 2026-01-12")
TIME = plain(read_clock, lambda clock: f"{clock:%H:%M}", "a clock time such as 07:30")
MOMENT = Kind(read_moment, write_moment, "a date and clock time such as 2026-01-12 07:30")
CLOCK_TEXT = plain(_read_moment_text, str, "a clock time such as 07:30, with its date where that is not the row's")
SPAN = plain(read_clock_span, write_clock_span, "a span of clock time such as 07:00-10:00")
SPANS = listed(read_clock_span, write_clock_span, "spans of clock time such as 07:00-10:00; 16:00-20:00")
IDS = listed(str, str, "ids with semicolons between them, such as A; B")
WHOLES = listed(read_integer, str, "whole numbers with semicolons between them, such as 2200; 2190")
DAYS = listed(read_date, date.isoformat, "dates with semicolons between them, such as 2026-12-25; 2026-12-28")
