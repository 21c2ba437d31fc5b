"""What a worker brings into the week after: every field of `CarriedIn`, so that rules look back across the border."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import takewhile
from typing import Any

from models.base import Employment
from models.clock import plus
from models.roster import Duty
from models.wishes import PreferenceKind
from models.workers import CarriedIn, Worker
from optimiser.checks.roster_index import RosterIndex
from optimiser.checks.weekends import SATURDAY, weekends_of
from optimiser.checks.wishes import is_granted

MOST_WEEKS = 16
WEEK_DAYS = 7
DAY_MINUTES = 1_440


def carried_in(worker: Worker, published: RosterIndex, worked: RosterIndex) -> CarriedIn:
    """Return a worker's history after a roster.

    Args:
        worker: of the request, with what they brought into it.
        published: the roster that they were told, which granted or refused their wishes.
        worked: the roster as it was worked, which rest, hours and days in a row are counted from.
    """
    dates, before = worked.request.horizon.dates, worker.carried
    on_date = {each.duty.date: each.duty for each in worked.duties_by_worker[worker.id]}
    weekends = _weekends_worked(dates, on_date)
    counts = {
        "consecutive_days_worked": _run([day in on_date for day in dates], before.consecutive_days_worked),
        "days_off": _run([day not in on_date for day in dates], before.days_off),
        "duties_worked": before.duties_worked + len(worked.duties_by_worker[worker.id]),
        "weekends_worked": before.weekends_worked + sum(weekends),
        "weekends_worked_in_a_row": _run(weekends, before.weekends_worked_in_a_row),
        "wishes_refused": _wishes_refused(worker, published),
        "hours_balance_minutes": _balance(worker, worked),
    }
    return CarriedIn(
        worked_minutes_by_week=_minutes_by_week(worker, worked),
        last_duty_end=_last_end(worker, worked),
        **_same_pattern(worker, worked, on_date),
        **{name: _within(name, value) for name, value in counts.items()},
    )


def _run(holds: Sequence[bool], before: int) -> int:
    """Return how many at the end hold in a row; where all do, with those before the horizon."""
    length = len(list(takewhile(bool, reversed(holds))))
    return length + before if length == len(holds) else length


def _weekends_worked(dates: list[date], on_date: dict[date, Duty]) -> list[bool]:
    """Return of each weekend whether it was worked, a Saturday that ends the horizon left to the week of its Sunday."""
    weekends = weekends_of(dates)
    if dates[-1].weekday() == SATURDAY:
        weekends.pop()
    return [any(day in on_date for day in weekend) for weekend in weekends]


def _same_pattern(worker: Worker, worked: RosterIndex, on_date: dict[date, Duty]) -> dict[str, Any]:
    """Return the pattern of the last date's duty and for how many dates in a row it was worked; nothing without one."""
    dates, before = worked.request.horizon.dates, worker.carried
    last = on_date.get(dates[-1])
    if last is None or last.pattern_id not in worked.request.pattern_by_id:
        return {}
    of_pattern = [day in on_date and on_date[day].pattern_id == last.pattern_id for day in dates]
    earlier = before.same_pattern_days if before.last_pattern_id == last.pattern_id else 0
    days = _within("same_pattern_days", _run(of_pattern, earlier))
    return {"last_pattern_id": last.pattern_id, "same_pattern_days": days}


def _minutes_by_week(worker: Worker, worked: RosterIndex) -> tuple[int, ...]:
    """Return paid duty minutes of up to 16 weeks; a last week of fewer days counts as one worked on at its rate."""
    own = [-(-worked.duty_minutes(worker, week) * WEEK_DAYS // len(week)) for week in worked.weeks]
    return (*worker.carried.worked_minutes_by_week, *own)[-MOST_WEEKS:]


def _last_end(worker: Worker, worked: RosterIndex) -> datetime | None:
    """Return when the last duty ended, no later than a request may say: a day after the horizon."""
    ends = [each.duty.end for each in worked.duties_by_worker[worker.id]]
    latest = plus(worked.request.horizon.end, DAY_MINUTES)
    return min(max(ends), latest) if ends else worker.carried.last_duty_end


def _wishes_refused(worker: Worker, published: RosterIndex) -> int:
    """Return the wishes refused and not made good: each one granted now makes good one refused before."""
    wishes = [
        wish
        for wish in published.request.preferences
        if wish.worker_id == worker.id and wish.kind is not PreferenceKind.CANNOT and wish.pence is None
    ]
    granted = sum(is_granted(wish, published.duties_by_worker[worker.id]) for wish in wishes)
    return max(0, worker.carried.wishes_refused - granted) + len(wishes) - granted


def _balance(worker: Worker, worked: RosterIndex) -> int:
    """Return rostered and absence minutes less contract minutes, with those before; owed by permanent workers only."""
    before = worker.carried.hours_balance_minutes
    if worker.employment is not Employment.PERMANENT:
        return before
    return before + sum(worked.paid_week(worker, week) - worked.contract_of(worker, week) for week in worked.weeks)


def _within(name: str, value: int) -> int:
    """Return the value, no further out than the field of that name holds."""
    limits = CarriedIn.model_fields[name].metadata
    least = max(each.ge for each in limits if hasattr(each, "ge"))
    most = min(each.le for each in limits if hasattr(each, "le"))
    return int(min(max(value, least), most))
