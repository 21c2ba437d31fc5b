"""Totals over each line, from line terms: what each choice adds, and what each total costs at the end."""

import datetime as calendar
from math import gcd

import numpy as np

from models.line_terms import BoundKind, LineBound
from models.request import RotaRequest
from models.workers import Worker
from optimiser.rostering.lines.automaton import HARD, Ints
from optimiser.rostering.lines.problem import Counter

SATURDAY, SUNDAY = 5, 6
Key = tuple[BoundKind, str | None]


def counters_of(request: RotaRequest, minutes: Ints) -> tuple[Counter, ...]:
    """Return a counter for each total that some worker's line terms bound; one that counts nothing where none does.

    Args:
        request: what is planned.
        minutes: (D, patterns) paid minutes of each pattern's shift on each day.
    """
    keys = {(b.kind, b.pattern_id): b for terms in request.line_terms for b in terms.bounds if not b.kind.is_run}
    made = tuple(_counter(request, key, minutes) for key in sorted(keys, key=str))
    shape = (request.horizon.days, 2, len(request.patterns) + 1)
    return made or (Counter("nothing", np.zeros(shape, np.int64), np.zeros((len(request.workers), 1), np.int64)),)


def _counter(request: RotaRequest, key: Key, minutes: Ints) -> Counter:
    steps = _steps(request, key, minutes)
    unit = max(1, gcd(*steps.ravel().tolist()))
    most = int(steps.max(axis=(1, 2)).sum()) // unit
    pence = [_pence(request, worker, key, np.arange(most + 1) * unit) for worker in request.workers]
    return Counter(key[0].value, steps // unit, np.array(pence))


def _steps(request: RotaRequest, key: Key, minutes: Ints) -> Ints:
    """Return what each choice adds (D, 2, C)."""
    kind, pattern_id = key
    steps = np.zeros((request.horizon.days, 2, len(request.patterns) + 1), dtype=np.int64)
    if kind is BoundKind.MINUTES:
        steps[:, :, 1:] = minutes[:, None, :]
    elif kind is BoundKind.DUTIES_OF_PATTERN:
        steps[:, :, 1 + [pattern.id for pattern in request.patterns].index(pattern_id or "")] = 1
    elif kind is BoundKind.DUTIES:
        steps[:, :, 1:] = 1
    else:
        for day, date in enumerate(request.horizon.dates):
            steps[day, :, 1:] = int(date.weekday() >= SATURDAY)
            if closes_weekend(day, date):
                steps[day, 1, 1:] = 0  # the Saturday's duty has counted it
    return steps


def closes_weekend(day: int, date: calendar.date) -> bool:
    """Return whether a day is a Sunday whose Saturday is in the horizon too."""
    return date.weekday() == SUNDAY and day > 0


def _pence(request: RotaRequest, worker: Worker, key: Key, totals: Ints) -> Ints:
    """Return what each total costs a worker, what is carried counted in."""
    terms = request.line_terms_by_id.get(worker.line_terms_id or "")
    carried = {BoundKind.DUTIES: worker.carried.duties_worked, BoundKind.WEEKENDS: worker.carried.weekends_worked}
    bounds = [bound for bound in (terms.bounds if terms else ()) if (bound.kind, bound.pattern_id) == key]
    pence = sum((_outside(bound, totals + carried.get(key[0], 0)) for bound in bounds), start=np.zeros_like(totals))
    return np.minimum(pence, HARD)


def _outside(bound: LineBound, totals: Ints) -> Ints:
    short = np.maximum(0, (bound.least or 0) - totals)
    long = np.maximum(0, totals - bound.most) if bound.most is not None else np.zeros_like(totals)
    least_pence = HARD if bound.least_pence is None else bound.least_pence
    most_pence = HARD if bound.most_pence is None else bound.most_pence
    pence: Ints = np.minimum(short * least_pence, HARD) + np.minimum(long * most_pence, HARD)
    return pence
