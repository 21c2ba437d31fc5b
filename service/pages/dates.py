"""Dates and instants as pages say them, in London's time."""

from datetime import date, datetime, timedelta

from models.clock import LONDON
from service.store.tables import Week


def dates_of(week: Week) -> list[date]:
    """Return every date of a week."""
    return [week.starts + timedelta(days=offset) for offset in range(week.days)]


def dates_told(week: Week) -> str:
    """Return the first and the last date, saying month and year once where they are the same."""
    starts, ends = week.starts, week.starts + timedelta(days=week.days - 1)
    month = "" if (starts.year, starts.month) == (ends.year, ends.month) else f" {starts:%B}"
    year = "" if starts.year == ends.year else f" {starts.year}"
    return f"{starts.day}{month}{year} to {ends.day} {ends:%B %Y}"


def day_told(day: date) -> str:
    """Return a date as Monday 12 January."""
    return f"{day:%A} {day.day} {day:%B}"


def moment_told(at: datetime) -> str:
    """Return an instant as Monday 12 January at 18:00."""
    local = at.astimezone(LONDON)
    return f"{day_told(local.date())} at {local:%H:%M}"


def as_typed(at: datetime) -> str:
    """Return an instant as a field for date and time holds it: 2026-01-12T18:00."""
    return f"{at.astimezone(LONDON):%Y-%m-%dT%H:%M}"
