"""R08 weekly rest: 24 hours in one piece in each week, or 48 hours (or twice 24) in each fortnight."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import chain

from models.clock import at, minutes_between
from models.roster import Violation
from models.rules import RuleCode, WeeklyRest
from models.workers import Worker
from optimiser.checks.phrases import day_text, duration
from optimiser.checks.roster_index import RosterIndex, Week

DAY_MINUTES = 1_440


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each worker's week, or fortnight, without its weekly rest."""
    if index.request.rules.weekly_rest is WeeklyRest.NONE:
        return
    for worker in index.request.workers:
        for block in _blocks(index):
            free = _free_minutes(index, worker, block)
            if _has_rest(free, block):
                continue
            due = "24 h in one piece" if len(block) == 7 else "48 h in one piece or twice 24 h"
            sentence = (
                f"{worker.id} has at most {duration(max(free, default=0))} off in one piece in the {len(block)} days "
                f"from {day_text(block[0])}; weekly rest is {due}."
            )
            yield Violation(code=RuleCode.WEEKLY_REST, sentence=sentence, worker_ids=(worker.id,), date=block[0])


def _blocks(index: RosterIndex) -> list[Week]:
    """Return the stretches of dates that each need their rest: full weeks, joined in pairs in the 14-day mode."""
    full = [week for week in index.weeks if len(week) == 7]
    if index.request.rules.weekly_rest is WeeklyRest.ONE_IN_SEVEN_DAYS:
        return full
    return [[*chain(*full[first : first + 2])] for first in range(0, len(full), 2)]


def _has_rest(free: list[int], block: Week) -> bool:
    days_off = [piece for piece in free if piece >= DAY_MINUTES]
    return bool(days_off) and (len(block) == 7 or len(days_off) >= 2 or max(days_off) >= 2 * DAY_MINUTES)


def _free_minutes(index: RosterIndex, worker: Worker, block: Week) -> list[int]:
    """Return the lengths of the worker's pieces of free time inside the block, in order."""
    free_from, end = at(block[0], time(0)), at(block[-1] + timedelta(days=1), time(0))
    if worker.carried.last_duty_end:
        free_from = max(free_from, worker.carried.last_duty_end)
    pieces = []
    for start, finish in _worked(index, worker):
        pieces.append(minutes_between(free_from, min(start, end)))
        free_from = max(free_from, finish)
    pieces.append(minutes_between(free_from, end))
    return [piece for piece in pieces if piece > 0]


def _worked(index: RosterIndex, worker: Worker) -> list[tuple[datetime, datetime]]:
    return sorted((part.start, part.end) for each in index.duties_by_worker[worker.id] for part in each.duty.parts)
