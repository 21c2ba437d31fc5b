"""Figures in the report's words: dates as people say them, pounds and hours with a dash where nothing is known."""

from datetime import date, datetime
from functools import lru_cache

from models.clock import in_london
from service import words as plain

NOT_KNOWN = "–"


def pounds(pence: float | None) -> str:
    """Return pence as pounds and pence, £1,234.56, or a dash where there is no figure."""
    return NOT_KNOWN if pence is None else plain.pounds(round(pence)).replace("-", "−")


def whole_pounds(pence: float | None) -> str:
    """Return pence to the nearest pound: £1,235."""
    if pence is None:
        return NOT_KNOWN
    return f"{'−' if pence < 0 else ''}£{abs(pence) / 100:,.0f}"


def percent(value: float | None) -> str:
    """Return a percentage with one decimal: 27.4%."""
    return NOT_KNOWN if value is None else f"{value:.1f}%"


def share(part: float, whole: float) -> str:
    """Return `part` of `whole` as a percentage, or a dash when there is no whole to take it of."""
    return percent(100 * part / whole if whole else None)


def signed(value: float, decimals: int = 1) -> str:
    """Return a number with its sign, a real minus included."""
    text = f"{abs(value):,.{decimals}f}"
    return text if float(text.replace(",", "")) == 0 else f"{'+' if value > 0 else '−'}{text}"


def signed_pounds(pence: float) -> str:
    """Return a difference in pence as pounds with its sign: +£1.20."""
    return f"{'+' if pence > 0 else ''}{pounds(pence)}"


def hours(minutes: float | None) -> str:
    """Return minutes as hours with one decimal: 22.8."""
    return NOT_KNOWN if minutes is None else f"{minutes / 60:,.1f}"


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: 1 visit, 2 visits."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def day_name(day: date) -> str:
    """Return a date as Mon 12 Jan."""
    return f"{day:%a} {day.day} {day:%b}"


def long_date(day: date) -> str:
    """Return a date as Monday 12 January 2026."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def span(start: datetime, end: datetime) -> str:
    """Return two instants as London clock times: 07:00–14:24."""
    return f"{_local(start):%H:%M}–{_local(end):%H:%M}"


def minute_of(day: date, moment: datetime) -> int:
    """Return what London's clocks show at `moment`, in minutes after the midnight at which `day` begins."""
    local = _local(moment)
    return (local.date() - day).days * 1_440 + local.hour * 60 + local.minute


@lru_cache(maxsize=50_000)
def _local(moment: datetime) -> datetime:
    """A page names the same few thousand instants again and again."""
    return in_london(moment)
