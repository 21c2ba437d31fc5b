"""Which dates are weekends."""

import datetime as calendar
from itertools import groupby

SATURDAY = 5


def weekends(dates: list[calendar.date]) -> list[list[calendar.date]]:
    """Return the Saturdays and Sundays among the dates, those of one weekend together."""
    days = [date for date in dates if date.weekday() >= SATURDAY]
    return [list(days) for _, days in groupby(days, key=lambda date: date.isocalendar()[:2])]
