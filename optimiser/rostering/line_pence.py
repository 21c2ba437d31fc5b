"""What a worker's line costs by its line terms, counted date by date (models.line_terms.LineBound says what counts)."""

import datetime as calendar
from collections.abc import Sequence

from models.line_terms import BoundKind, LineBound, LineTerms
from models.workers import CarriedIn, Worker
from optimiser.rostering.weekends import weekends
from optimiser.shifts import Shift


def line_pence(terms: LineTerms, worker: Worker, dates: Sequence[calendar.date], shifts: Sequence[Shift]) -> int:
    """Return the pence of everything in a worker's line that is not as its terms ask; bounds without price cost none.

    Args:
        terms: the worker's.
        worker: for what they carry in.
        dates: of the horizon, in order.
        shifts: all of the worker's in the horizon.
    """
    on_date = {shift.date: shift.pattern_id for shift in shifts}
    pence = sum(_bound_pence(bound, worker.carried, dates, on_date, shifts) for bound in terms.bounds)
    if not terms.incomplete_weekend_pence:
        return pence
    halves = sum(len(days) == 2 and (days[0] in on_date) != (days[1] in on_date) for days in weekends(list(dates)))
    return pence + halves * terms.incomplete_weekend_pence


def _bound_pence(
    bound: LineBound,
    carried: CarriedIn,
    dates: Sequence[calendar.date],
    on_date: dict[calendar.date, str],
    shifts: Sequence[Shift],
) -> int:
    a_short, a_long = bound.least_pence or 0, bound.most_pence or 0
    if not a_short and not a_long:
        return 0
    if bound.kind.is_run:
        short, long = _run_misses(bound, carried, [_counts(bound, on_date.get(date)) for date in dates])
    else:
        counted = _total(bound, carried, dates, on_date, shifts)
        short = max(0, (bound.least or 0) - counted)
        long = 0 if bound.most is None else max(0, counted - bound.most)
    return short * a_short + long * a_long


def _counts(bound: LineBound, pattern_id: str | None) -> bool:
    """Return whether a date with a duty of this pattern (None: without one) belongs to a run."""
    if bound.kind is BoundKind.CONSECUTIVE_DAYS_OFF:
        return pattern_id is None
    return pattern_id is not None and bound.pattern_id in (None, pattern_id)


def carried_run(bound: LineBound, carried: CarriedIn) -> tuple[int, bool]:
    """Return the dates carried into a run that goes on from the first date, and whether that run may be short."""
    known = carried.days_off > 0 or carried.consecutive_days_worked > 0
    if bound.kind is BoundKind.CONSECUTIVE_DAYS_OFF:
        return carried.days_off, known
    if bound.kind is BoundKind.CONSECUTIVE_DUTIES:
        return carried.consecutive_days_worked, known
    days = carried.same_pattern_days if carried.last_pattern_id == bound.pattern_id else 0
    return days, carried.days_off > 0 or carried.last_pattern_id is not None


def _run_misses(bound: LineBound, carried: CarriedIn, counts: Sequence[bool]) -> tuple[int, int]:
    """Return by how many dates the runs of a line are short and long; the run on the last date is never short."""
    run, may_be_short = carried_run(bound, carried)
    short = long = 0
    for in_run in counts:
        if in_run:
            run += 1
            long += bound.most is not None and run > bound.most
            continue
        if run and may_be_short:
            short += max(0, (bound.least or 0) - run)
        run, may_be_short = 0, True
    return short, long


def _total(
    bound: LineBound,
    carried: CarriedIn,
    dates: Sequence[calendar.date],
    on_date: dict[calendar.date, str],
    shifts: Sequence[Shift],
) -> int:
    if bound.kind is BoundKind.MINUTES:
        return sum(shift.paid_minutes for shift in shifts)
    if bound.kind is BoundKind.DUTIES_OF_PATTERN:
        return sum(pattern_id == bound.pattern_id for pattern_id in on_date.values())
    if bound.kind is BoundKind.DUTIES:
        return carried.duties_worked + len(shifts)
    worked = sum(any(day in on_date for day in days) for days in weekends(list(dates)))
    return carried.weekends_worked + worked
