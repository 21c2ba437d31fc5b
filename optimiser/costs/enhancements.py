"""Enhancements by the minute: the highest percentage that the London clock gives each minute of a roster."""

from datetime import UTC, time

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.clock import LONDON
from models.money import EnhancedDay, Enhancement, PayTerms
from models.request import RotaRequest

MINUTE = pd.Timedelta(minutes=1)


def percent_minutes(request: RotaRequest, ledger: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Return for each ledger row the sum over its minutes of the enhancement percentage that holds; away rows are 0.

    Summed percentages are looked up at each row's two ends, so a night across a clock change comes out by its elapsed
    minutes at the clock times they really had.
    """
    worked = ledger["start"].notna().to_numpy()
    result = np.zeros(len(ledger), dtype=np.int64)
    if worked.any():
        midnight = pd.Timestamp(request.horizon.midnight.astimezone(UTC))
        start, end = (((ledger.loc[worked, side] - midnight) // MINUTE).to_numpy(np.int64) for side in ("start", "end"))
        first = int(start.min())
        percent = minute_percent(request.pay, midnight + first * MINUTE, int(end.max()) - first)
        summed = np.concatenate(([0], np.cumsum(percent)))
        result[worked] = summed[end - first] - summed[start - first]
    return result


def minute_percent(pay: PayTerms, start: pd.Timestamp, minutes: int) -> npt.NDArray[np.int64]:
    """Return the highest enhancement percentage of each of `minutes` minutes from the instant `start`."""
    moments = pd.date_range(start, periods=minutes, freq=MINUTE).tz_convert(LONDON)
    clock = np.asarray(moments.hour * 60 + moments.minute)
    weekday = np.asarray(moments.dayofweek)
    holiday = np.isin(np.asarray(moments.date), np.array(pay.bank_holidays, dtype=object))
    days = {
        EnhancedDay.EVERY_DAY: np.ones(minutes, dtype=bool),
        EnhancedDay.WEEKEND: weekday >= 5,
        EnhancedDay.BANK_HOLIDAY: holiday,
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
