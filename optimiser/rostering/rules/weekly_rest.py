"""R08 weekly rest: 24 free hours in one piece in each week, or 48 (or two pieces of 24) in each block of 14 dates.

A free piece can be pushed back until it begins at the block's start or at a duty's end, so one literal for each such
beginning, "free from here for 24 hours", is exact.
"""

import datetime as calendar
from bisect import bisect_left
from datetime import time, timedelta

from models.clock import at
from models.rules import RuleCode, WeeklyRest
from models.workers import Worker
from optimiser.rostering.constraints import Literal
from optimiser.rostering.planning import Planning
from optimiser.rostering.variables import ShiftVariables, total, weighted

CODE = RuleCode.WEEKLY_REST
DAY = 1_440


def add(planning: Planning) -> None:
    """Give every worker the free pieces their blocks of dates need."""
    if planning.request.rules.weekly_rest is WeeklyRest.NONE:
        return
    for worker in planning.variables.workers:
        for dates, pieces in _blocks(planning):
            if _day_off_will_do(planning, worker, dates, pieces):
                works = total(planning.variables.works(worker.id, date) for date in dates)
                planning.rules.at_most(works, len(dates) - 1, CODE, worker.id)
            else:
                _give_rest(planning, worker, dates, pieces)


def _blocks(planning: Planning) -> list[tuple[list[calendar.date], int]]:
    """Return the blocks of dates that need rest, and how many pieces of 24 hours each needs."""
    weeks = [week for week in planning.variables.weeks if len(week) == 7]
    if planning.request.rules.weekly_rest is WeeklyRest.ONE_IN_SEVEN_DAYS:
        return [(week, 1) for week in weeks]
    pairs = [(weeks[first] + weeks[first + 1], 2) for first in range(0, len(weeks) - 1, 2)]
    return pairs + ([(weeks[-1], 1)] if len(weeks) % 2 else [])


def _bounds(planning: Planning, dates: list[calendar.date]) -> tuple[int, int]:
    horizon = planning.request.horizon
    end = at(dates[-1] + timedelta(days=1), time(0))
    return horizon.minute(at(dates[0], time(0))), horizon.minute(end)


def _carried_end(planning: Planning, worker: Worker) -> int:
    """Return the minute at which the last duty before the horizon ends (before 0 unless it spills in)."""
    last = worker.carried.last_duty_end
    return 0 if last is None else planning.request.horizon.minute(last)


def _day_off_will_do(planning: Planning, worker: Worker, dates: list[calendar.date], pieces: int) -> bool:
    """Return whether R12 asks for a day off in the block that is 24 free hours: no duty crosses a midnight."""
    start, end = _bounds(planning, dates)
    if pieces > 1 or planning.request.rules.most_consecutive_days > 6 or end - start < 7 * DAY:
        return False
    midnights = [_bounds(planning, [date])[0] for date in dates]
    shifts = planning.variables.shifts_of(worker.id)
    crossing = any(each.shift.starts[0] < minute < each.shift.ends[-1] for each in shifts for minute in midnights)
    return not crossing and _carried_end(planning, worker) <= start


def _give_rest(planning: Planning, worker: Worker, dates: list[calendar.date], pieces: int) -> None:
    start, end = _bounds(planning, dates)
    shifts = planning.variables.shifts_of(worker.id)
    first = max(start, _carried_end(planning, worker))
    ends = {minute for each in shifts for minute in each.shift.ends if minute > first}
    beginnings = {first, *ends} | ({minute + DAY for minute in (first, *ends)} if pieces > 1 else set())
    possible = sorted(minute for minute in beginnings if minute + DAY <= end)
    if pieces == 1:
        possible = _worth_considering(shifts, possible)
    free = {minute: _free_from(planning, worker, minute) for minute in possible}
    if pieces > 1:
        _keep_disjoint(planning, free)
    planning.rules.at_least(total(free.values()), pieces, CODE, worker.id)


def _free_from(planning: Planning, worker: Worker, minute: int) -> Literal:
    """Return a literal that implies no duty of the worker in the 24 hours from `minute`."""
    free = planning.rules.model.new_bool_var("")
    for date in planning.variables.dates:
        on_date = planning.variables.on(worker.id, date)
        busy = [pair for each in on_date for pair in each.spans_over(minute, minute + DAY)]
        if busy:
            planning.rules.model.add(weighted([(free, 1), *busy]) <= 1)
    return free


def _keep_disjoint(planning: Planning, free: dict[int, Literal]) -> None:
    for first in free:
        planning.rules.model.add_at_most_one([free[other] for other in free if first <= other < first + DAY])


def _worth_considering(shifts: list[ShiftVariables], minutes: list[int]) -> list[int]:
    """Return the beginnings but those where waiting for the next one puts no further start in the way."""
    starts = sorted({start for each in shifts for start in each.shift.starts})
    begun = [bisect_left(starts, minute + DAY) for minute in minutes]
    return [minute for number, minute in enumerate(minutes) if begun[number : number + 2] != [begun[number]] * 2]
