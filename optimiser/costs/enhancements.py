"""Enhancements by the minute: the highest percentage that the London clock gives each minute of a roster."""

from datetime import UTC, time

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.clock import LONDON
from models.money import EnhancedDay, Enhancement, PayTerms
from models.request import RotaRequest

MINUTE = pd.Timedelta(minutes=1)
DAY = pd.Timedelta(days=1)
DAYS_AROUND = 2


def percent_minutes(request: RotaRequest, ledger: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Return for each ledger row the sum over its minutes of the enhancement percentage that holds; away rows are 0.

    Summed percentages are looked up at each row's two ends, so a night across a clock change comes out by its elapsed
    minutes at the clock times they really had. A slip of the pen may end a duty centuries later: minutes more than
    DAYS_AROUND days outside the horizon are not enhanced.
    """
    first = pd.Timestamp(request.horizon.midnight.astimezone(UTC)) - DAYS_AROUND * DAY
    minutes = (request.horizon.days + 2 * DAYS_AROUND) * 1_440
    summed = np.concatenate(([0], np.cumsum(minute_percent(request.pay, first, minutes))))
    start, end = (((ledger[side] - first) // MINUTE).fillna(0).astype("int64") for side in ("start", "end"))
    ends, starts = (np.clip(each.to_numpy(), 0, minutes) for each in (end, start))
    return np.asarray(summed[ends] - summed[starts], dtype=np.int64)


def minute_percent(pay: PayTerms, start: pd.Timestamp, minutes: int) -> npt.NDArray[np.int64]:
    """Return the highest enhancement percentage of each of `minutes` minutes from the instant `start`."""
    wall = pd.date_range(start, periods=minutes, freq=MINUTE).tz_convert(LONDON).tz_localize(None).to_numpy()
    dates = wall.astype("datetime64[D]")
    clock = (wall - dates) // np.timedelta64(1, "m")
    days = {
        EnhancedDay.EVERY_DAY: np.ones(minutes, dtype=bool),
        EnhancedDay.WEEKEND: ~np.is_busday(dates),
        EnhancedDay.BANK_HOLIDAY: np.isin(dates, np.array(pay.bank_holidays, dtype="datetime64[D]")),
    }
    highest = np.zeros(minutes, dtype=np.int64)
    for each in pay.enhancements:
        holds = days[each.days] & _between(clock, each)
        highest = np.where(holds, np.maximum(highest, each.percent), highest)
    return highest


def _between(clock: npt.NDArray[np.int64], enhancement: Enhancement) -> npt.NDArray[np.bool_]:
    start, end = _minute_of_day(enhancement.start), _minute_of_day(enhancement.end)
    if start < end:
        return (start <= clock) & (clock < end)
    return (clock >= start) | (clock < end)


def _minute_of_day(clock: time) -> int:
    return clock.hour * 60 + clock.minute
