"""What each choice costs a worker on each day by itself: shifts that may not be worked, wishes, half weekends, pins."""

import datetime as calendar

import numpy as np

from models.request import RotaRequest
from models.wishes import PinKind, PreferenceKind
from models.workers import Worker
from optimiser.rostering.lines.automaton import HARD, Ints
from optimiser.rostering.lines.offers import Offers
from optimiser.rostering.lines.problem import OFF
from optimiser.rostering.lines.totals import closes_weekend


def choice_pence(request: RotaRequest, offers: Offers) -> Ints:
    """Return each choice's own price (W, D, 2, C), by whether the day before was worked.

    Args:
        request: what is planned.
        offers: the shifts that lines are made of.
    """
    rested = np.array([_rested_from(request, worker) for worker in request.workers])
    open_to = offers.offered.any(axis=3) & (offers.each(lambda shift: shift.start) >= rested[:, None, None])
    open_to[..., OFF] = True
    pence: Ints = np.repeat(np.where(open_to, 0, HARD)[:, :, None, :], 2, axis=2)
    _price_weekends(request, pence)
    _price_wishes(request, pence)
    _keep_pins(request, pence)
    return np.minimum(pence, HARD)


def _rested_from(request: RotaRequest, worker: Worker) -> int:
    """Return the minute from which a worker has had the daily rest after the duty carried in."""
    ended = worker.carried.last_duty_end
    return 0 if ended is None else request.horizon.minute(ended) + request.rules.daily_rest_minutes


def _price_weekends(request: RotaRequest, pence: Ints) -> None:
    """Price Sundays that make a weekend worked on one of its days."""
    prices = [request.line_terms_by_id.get(worker.line_terms_id or "") for worker in request.workers]
    each = np.array([(terms.incomplete_weekend_pence or 0) if terms else 0 for terms in prices], dtype=np.int64)
    for day, date in enumerate(request.horizon.dates):
        if closes_weekend(day, date):
            pence[:, day, 0, 1:] += each[:, None]
            pence[:, day, 1, OFF] += each


def _price_wishes(request: RotaRequest, pence: Ints) -> None:
    rows, choice = _rows(request), {pattern.id: row for row, pattern in enumerate(request.patterns, start=1)}
    for wish in request.preferences:
        day = _day(request, wish.date)
        if wish.kind is PreferenceKind.CANNOT or not 0 <= day < request.horizon.days:
            continue
        price = request.prices.preference_refused * wish.strength if wish.pence is None else wish.pence
        asked = slice(1, None) if wish.pattern_id is None else choice[wish.pattern_id]
        own = pence[rows[wish.worker_id], day]
        if wish.kind is PreferenceKind.WANT:
            own += price  # whatever is done, but for what was asked
            own[:, asked] -= price
        else:
            own[:, asked] += price


def _keep_pins(request: RotaRequest, pence: Ints) -> None:
    """Bar the day off where a duty is pinned; shifts of other patterns are no candidates there."""
    rows = _rows(request)
    for pin in request.pins:
        if pin.kind is PinKind.DUTY and pin.date is not None:
            pence[rows[pin.worker_id], _day(request, pin.date), :, OFF] = HARD


def _rows(request: RotaRequest) -> dict[str, int]:
    return {worker.id: row for row, worker in enumerate(request.workers)}


def _day(request: RotaRequest, date: calendar.date) -> int:
    return (date - request.horizon.start).days
