"""How the referee writes times, lengths and lists in the sentences a team leader reads."""

from collections.abc import Iterable
from datetime import date, datetime


def duration(minutes: int) -> str:
    """Return a length of time as "9 h 30 min", "11 h" or "20 min"; a negative one reads as "0 min"."""
    hours, rest = divmod(max(0, minutes), 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def day_text(day: date) -> str:
    """Return a date as "Tue 13 Jan"."""
    return f"{day:%a} {day.day} {day:%b}"


def moment_text(moment: datetime) -> str:
    """Return an instant on London's clocks as "Tue 13 Jan 22:00"."""
    return f"{day_text(moment)} {moment:%H:%M}"


def count(number: int, one: str, many: str) -> str:
    """Return a number with its noun, "1 duty" or "2 duties"."""
    return f"{number} {one if number == 1 else many}"


def listed(names: Iterable[str]) -> str:
    """Return names as "A", "A and B" or "A, B and C"; none at all as "nobody"."""
    every = list(names)
    if not every:
        return "nobody"
    return " and ".join(filter(None, [", ".join(every[:-1]), every[-1]]))
