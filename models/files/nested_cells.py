"""Cells that hold several facts at once, typed in one line: windows, gaps, funding, bounds of lines."""

import re
from datetime import date, datetime
from typing import Any

from models.clock import in_london
from models.files.cells import (
    CLOCK,
    DATE,
    NONE,
    CellError,
    Kind,
    listed,
    moment_after,
    pieces,
    plain,
    read_clock_span,
    read_integer,
    read_moment,
    write_clock_span,
    write_shortly,
)
from models.line_terms import LineBound
from models.money import Enhancement
from models.patterns import ClockSpan
from models.rules import Succession
from models.service_users import FundingShare
from models.visits import Gap, Window

_WHOLE_DAY = "00:00-00:00"
_BOUND_NUMBERS = ("least", "most", "least_pence", "most_pence")
_WINDOW = re.compile(
    r"(?:(?P<early>\d{1,6})\s*\+\s*)?"
    rf"(?P<earliest>(?:(?:{DATE})[ T]+)?{CLOCK})"
    rf"(?:\s*-\s*(?P<latest>(?:(?:{DATE})[ T]+)?{CLOCK}))?"
    r"(?:\s*\+\s*(?P<late>\d{1,6}))?"
)
_GAP = re.compile(r"(?P<visit>.+):\s*(?P<least>\d{1,6})\s*-\s*(?P<most>\d{1,6})?")
_SHARE = re.compile(r"(?P<funder>.+):\s*(?P<percent>\d{1,6})\s*%?")
_ENHANCEMENT = re.compile(
    rf"(?P<name>.*):\s*(?P<days>[a-z_]+)(?:\s+(?P<span>{CLOCK}\s*-\s*{CLOCK}))?\s+\+?(?P<percent>\d{{1,6}})\s*%?"
)

_BOUND = re.compile(
    r"(?P<kind>[a-z_]+)(?:\s+(?P<pattern>.+))?:\s*(?P<least>\d{0,7})\s*-\s*(?P<most>\d{0,7})"
    r"(?:\s*@\s*(?P<least_pence>\d{0,9})\s*/\s*(?P<most_pence>\d{0,9}))?"
)


def _match(shape: re.Pattern[str], text: str) -> re.Match[str]:
    found = shape.fullmatch(text)
    if not found:
        raise CellError
    return found


def read_window(text: str, day: date | None) -> dict[str, Any]:
    """Return the window of `15+07:00-09:00+30` on the row's date, `08:00` (exactly then) or `2026-01-12 07:00-09:00`.

    Before the first plus stand the minutes that a start may be early, after the last those that it may be late.
    """
    found = _match(_WINDOW, text)
    earliest = read_moment(found["earliest"], day)
    latest = moment_after(found["latest"], earliest) if found["latest"] else earliest
    allowed = {f"{name}_minutes_allowed": read_integer(found[name] or "0") for name in ("late", "early")}
    return {"earliest_start": earliest, "latest_start": latest, **allowed}


def write_window(window: Window, day: date | None) -> str:
    """Return the window as a person would type it in a row of that date."""
    earliest = write_shortly(window.earliest_start, lambda clock: read_moment(clock, day))
    latest = write_shortly(window.latest_start, lambda clock: moment_after(clock, window.earliest_start))
    late = f"+{window.late_minutes_allowed}" if window.late_minutes_allowed else ""
    early = f"{window.early_minutes_allowed}+" if window.early_minutes_allowed else ""
    return f"{early}{earliest}-{latest}{late}"


def _read_gap(text: str) -> dict[str, Any]:
    found = _match(_GAP, text)
    most = read_integer(found["most"]) if found["most"] else None
    return {"after_visit_id": found["visit"].strip(), "least_minutes": int(found["least"]), "most_minutes": most}


def _write_gap(gap: Gap) -> str:
    most = "" if gap.most_minutes is None else gap.most_minutes
    return f"{gap.after_visit_id}:{gap.least_minutes}-{most}"


def _read_share(text: str) -> dict[str, Any]:
    found = _match(_SHARE, text)
    return {"funder": found["funder"].strip(), "percent": int(found["percent"])}


def _write_share(share: FundingShare) -> str:
    return f"{share.funder}:{share.percent}"


def _read_enhancement(text: str) -> dict[str, Any]:
    found = _match(_ENHANCEMENT, text)
    span = read_clock_span(found["span"] or _WHOLE_DAY)
    hours = {"start": span.start, "end": span.end}
    return {"name": found["name"].strip(), "days": found["days"], "percent": int(found["percent"]), **hours}


def _write_enhancement(extra: Enhancement) -> str:
    span = write_clock_span(ClockSpan(start=extra.start, end=extra.end))
    hours = "" if span == _WHOLE_DAY else f"{span} "
    return f"{extra.name}: {extra.days} {hours}{extra.percent}%"


def _read_bound(text: str) -> dict[str, Any]:
    found = _match(_BOUND, text)
    numbers = {name: int(found[name]) if found[name] else None for name in _BOUND_NUMBERS}
    return {"kind": found["kind"], "pattern_id": found["pattern"], **numbers}


def _write_bound(bound: LineBound) -> str:
    least, most, short, long = ("" if (each := getattr(bound, name)) is None else str(each) for name in _BOUND_NUMBERS)
    pattern = f" {bound.pattern_id}" if bound.pattern_id else ""
    prices = f" @{short}/{long}" if short or long else ""
    return f"{bound.kind.value}{pattern}: {least}-{most}{prices}"


def _read_succession(text: str) -> dict[str, Any]:
    first, arrow, second = (piece.strip() for piece in text.partition(">"))
    if not arrow:
        raise CellError
    return {"pattern_id": first, "next_pattern_id": second}


def _write_succession(succession: Succession) -> str:
    return f"{succession.pattern_id} > {succession.next_pattern_id}"


def read_stretch(text: str, after: datetime) -> tuple[datetime, datetime]:
    """Return the instants of `12:00-12:20`, the first such stretch from `after` on."""
    found = _match(_WINDOW, text)
    if not found["latest"] or found["late"] or found["early"]:
        raise CellError
    start = moment_after(found["earliest"], after)
    return start, moment_after(found["latest"], start, least_minutes=1)


def write_stretch(start: datetime, end: datetime, after: datetime) -> str:
    """Return `12:00-12:20`, with dates where they are needed to read it back."""
    first = write_shortly(start, lambda clock: moment_after(clock, after))
    last = write_shortly(end, lambda clock: moment_after(clock, start, least_minutes=1))
    return f"{first}-{last}"


def window_date(windows: tuple[Window, ...]) -> date:
    """Return the London date on which the first of the windows opens."""
    return in_london(windows[0].earliest_start).date()


def _read_stretch_text(text: str) -> str:
    if text.lower() == NONE:
        return NONE
    if not _match(_WINDOW, text)["latest"]:
        raise CellError
    return text


BREAK_TEXT = plain(_read_stretch_text, str, "a span of clock time such as 11:00-11:20, or none")
WINDOWS = Kind(
    lambda text, day: tuple(read_window(piece, day) for piece in pieces(text)),
    lambda windows, day: "; ".join(write_window(window, day) for window in windows),
    "windows such as 07:00-09:00; 15+12:00-13:30+30 on the row's date, or 2026-01-12 07:00-09:00",
)
GAPS = listed(_read_gap, _write_gap, "gaps such as V12:180-420 (minutes after visit V12) or V12:180-")
FUNDING = listed(_read_share, _write_share, "funders and whole percentages such as council:50; NHS:50")
ENHANCEMENTS = listed(
    _read_enhancement, _write_enhancement, "enhancements such as night: every_day 23:00-08:00 25%; Sunday: weekend 50%"
)
BOUNDS = listed(
    _read_bound,
    _write_bound,
    "bounds such as consecutive_duties: 2-5 @30/30; duties_of_pattern night: -3",
)
SUCCESSIONS = listed(_read_succession, _write_succession, "pairs of patterns such as night > early; late > early")
