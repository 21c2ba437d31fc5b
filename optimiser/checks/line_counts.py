"""How far a worker's line falls short of each bound of its terms, or goes beyond (models.line_terms.LineBound)."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from models.line_terms import BoundKind, LineBound
from models.workers import Worker
from optimiser.checks.roster_index import RosterIndex
from optimiser.checks.rostered_duty import RosteredDuty
from optimiser.checks.weekends import weekends_of


@dataclass(frozen=True)
class Miss:
    """What there is of something bounded, up to which date, and by how much it is short or long."""

    bound: LineBound
    counted: int
    date: datetime.date
    short: int
    long: int


def misses(index: RosterIndex, worker: Worker) -> Iterator[Miss]:
    """Yield every bound of the worker's terms that is not met, run by run or for the whole line."""
    terms = index.request.line_terms_by_id.get(worker.line_terms_id or "")
    for bound in terms.bounds if terms else ():
        found = _of_runs(index, worker, bound) if bound.kind.is_run else [_of_total(index, worker, bound)]
        yield from (miss for miss in found if miss.short or miss.long)


def incomplete_weekends(index: RosterIndex, worker: Worker) -> int:
    """Return how many weekends wholly in the horizon have a duty on just one of their days."""
    worked = {each.duty.date for each in index.duties_by_worker[worker.id]}
    weekends = [weekend for weekend in weekends_of(index.request.horizon.dates) if len(weekend) == 2]
    return sum(len(worked.intersection(weekend)) == 1 for weekend in weekends)


def _of_total(index: RosterIndex, worker: Worker, bound: LineBound) -> Miss:
    duties = index.duties_by_worker[worker.id]
    counted = _total(index, worker, bound, duties)
    short = 0 if bound.least is None else max(0, bound.least - counted)
    long = 0 if bound.most is None else max(0, counted - bound.most)
    return Miss(bound, counted, index.request.horizon.dates[-1], short, long)


def _total(index: RosterIndex, worker: Worker, bound: LineBound, duties: list[RosteredDuty]) -> int:
    if bound.kind is BoundKind.MINUTES:
        return sum(each.paid_minutes for each in duties)
    if bound.kind is BoundKind.DUTIES_OF_PATTERN:
        return sum(each.duty.pattern_id == bound.pattern_id for each in duties)
    if bound.kind is BoundKind.DUTIES:
        return worker.carried.duties_worked + len(duties)
    worked = {each.duty.date for each in duties}
    weekends = weekends_of(index.request.horizon.dates)
    return worker.carried.weekends_worked + sum(bool(worked.intersection(weekend)) for weekend in weekends)


def _of_runs(index: RosterIndex, worker: Worker, bound: LineBound) -> Iterator[Miss]:
    """Yield every run with what it misses; a carried run that the first date ends is one of no dates."""
    dates = index.request.horizon.dates
    on_date = _dates_counted(index, worker, bound)
    carried, beginning_known = _carried(worker, bound)
    runs = [list(run) for counts, run in groupby(dates, key=on_date.__contains__) if counts]
    if carried and dates[0] not in on_date:
        runs.insert(0, [])
    for run in runs:
        before = carried if not run or run[0] == dates[0] else 0
        may_be_short = beginning_known or before or run[0] != dates[0]
        has_ended = not run or run[-1] != dates[-1]
        length = before + len(run)
        short = max(0, (bound.least or 0) - length) if may_be_short and has_ended else 0
        most = length if bound.most is None else bound.most
        long = max(0, length - max(most, before))
        yield Miss(bound, length, run[-1] if run else dates[0], short, long)


def _dates_counted(index: RosterIndex, worker: Worker, bound: LineBound) -> set[datetime.date]:
    duties = index.duties_by_worker[worker.id]
    worked = {each.duty.date for each in duties}
    if bound.kind is BoundKind.CONSECUTIVE_DUTIES:
        return worked
    if bound.kind is BoundKind.CONSECUTIVE_DAYS_OFF:
        return set(index.request.horizon.dates) - worked
    return {each.duty.date for each in duties if each.duty.pattern_id == bound.pattern_id}


def _carried(worker: Worker, bound: LineBound) -> tuple[int, bool]:
    """Return the length of the run carried in, and whether it is known what the horizon's first date follows."""
    own = worker.carried
    if bound.kind is BoundKind.CONSECUTIVE_SAME_PATTERN:
        length = own.same_pattern_days if own.last_pattern_id == bound.pattern_id else 0
        return length, own.last_pattern_id is not None or own.days_off > 0
    length = own.consecutive_days_worked if bound.kind is BoundKind.CONSECUTIVE_DUTIES else own.days_off
    return length, own.consecutive_days_worked > 0 or own.days_off > 0
