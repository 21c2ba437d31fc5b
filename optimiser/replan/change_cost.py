"""What changing a published roster costs by the price of change (MATHEMATICS.md), term by term."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from models.changes import ChangePrices
from models.clock import minutes_between
from optimiser.replan.difference import DutyChange, Slot

Shares = dict[str, dict[str, datetime]]
"""By visit, who makes it and when."""


def change_pence(
    changes: Sequence[DutyChange], prices: ChangePrices, now: datetime, hit: Collection[Slot]
) -> dict[str, int]:
    """Return every term of the price of change in pence.

    Args:
        changes: the duties that differ.
        prices: of change.
        now: when it was known.
        hit: duties that the changes themselves change; the others are further ones.
    """
    further = [each for each in changes if each.slot not in hit]
    moved, minutes = _moved(changes)
    soon = [each for each in changes if _notice_hours(each, now) < prices.notice_hours]
    return {
        "people_disturbed": prices.person_disturbed * len({each.worker_id for each in further}),
        "visits_moved": prices.visit_moved * moved,
        "minutes_moved": prices.minute_moved * minutes,
        "short_notice": prices.short_notice_hour
        * sum(prices.notice_hours - _notice_hours(each, now) for each in soon if each.slot not in hit),
        "short_notice_payments": prices.short_notice_payment * sum(each.added_minutes > 0 for each in soon),
    }


def _notice_hours(change: DutyChange, now: datetime) -> int:
    """Return the whole hours of notice, rounded down."""
    return max(0, minutes_between(now, change.first_instant)) // 60


def _moved(changes: Sequence[DutyChange]) -> tuple[int, int]:
    """Return how many shares of visits other workers make, and by how many minutes shares start at another time."""
    before, after = _shares(changes, True), _shares(changes, False)
    moved = minutes = 0
    for visit_id in before.keys() & after.keys():
        old, new = before[visit_id], after[visit_id]
        both = old.keys() & new.keys()
        others = list(zip(_starts_without(old, both), _starts_without(new, both), strict=False))
        moved += len(others)
        pairs = [*others, *((old[worker], new[worker]) for worker in both)]
        minutes += sum(abs(minutes_between(first, second)) for first, second in pairs)
    return moved, minutes


def _shares(changes: Sequence[DutyChange], before: bool) -> Shares:
    found: Shares = defaultdict(dict)
    for each in changes:
        duty = each.before if before else each.after
        for visit in duty.visits if duty else ():
            found[visit.visit_id][each.worker_id] = visit.start
    return found


def _starts_without(starts: dict[str, datetime], workers: Collection[str]) -> list[datetime]:
    return sorted(start for worker, start in starts.items() if worker not in workers)
