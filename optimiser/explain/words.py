"""How reasons name days, times, amounts and people."""

import datetime as calendar
from collections.abc import Sequence
from datetime import datetime

from models.clock import in_london


def when(moment: datetime) -> str:
    """Return an instant as Tue 13 Jan 09:10."""
    local = in_london(moment)
    return f"{local:%a} {local.day} {local:%b %H:%M}"


def day(date: calendar.date) -> str:
    """Return a date as Tue 13 Jan."""
    return f"{date:%a} {date.day} {date:%b}"


def minutes(number: int) -> str:
    """Return minutes with their noun."""
    return "1 minute" if number == 1 else f"{number} minutes"


def workers(number: int) -> str:
    """Return workers with their noun."""
    return "1 worker" if number == 1 else f"{number} workers"


def listed(names: Sequence[str]) -> str:
    """Return names as W1, W2 and W3."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def pounds(pence: int) -> str:
    """Return whole pence as pounds: £1,234.50."""
    return f"{'-' if pence < 0 else ''}£{abs(pence) // 100:,}.{abs(pence) % 100:02}"
