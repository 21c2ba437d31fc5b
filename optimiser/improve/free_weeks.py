"""Neighbourhood: free a few workers' weeks, find what each shift would be worth, choose the best that keep the rules.

What a shift is worth is found by filling it, in the roster as it stands, with the visits nobody makes. Shifts of one
worker lie on different days, so their worths add up (but for sessions that could be held on either day), and CP-SAT
chooses the best compatible set under every rule of rostering. Several workers are freed together and choose in turn, or
all at once where they have posts or cover to share out.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from optimiser.improve.incumbent import Incumbent
from optimiser.rostering.best_shifts import best_shifts
from optimiser.routing.kernels.arrays import Ints
from optimiser.shifts import Shift

BEST_PER_DATE = 8
ANNEAL_STEPS = 300
SETTLING_MINUTES = 5  # added to a visit's length when worth a minute is compared: its journey, roughly


def free_weeks(
    incumbent: Incumbent, worker_ids: Sequence[str], heat: float, seed: int, give_first: bool = False
) -> bool:
    """Try new shifts for these workers; keep them when the price rises by less than `heat` pence.

    Args:
        incumbent: changed in place, or left as it was.
        worker_ids: whose shifts are freed, in the order in which they choose.
        heat: how many pence of rise are let pass; 0 keeps only what is no dearer.
        seed: of the choice of shifts.
        give_first: let colleagues' duties take up what they can before the freed workers choose, so that a duty
            nobody needs may go.

    Returns:
        Whether the roster changed.
    """
    kept = incumbent.keep()
    own = {worker_id: incumbent.shifts_of([worker_id]) for worker_id in worker_ids}
    incumbent.free(worker_ids)
    freed = np.union1d(incumbent.plan.absent(), _primaries(incumbent, incumbent.plan.shares_to_settle()))
    if give_first:
        incumbent.plan.fill_all()
    for group in _in_turn(incumbent, own):
        shifts = _choose(incumbent, {worker_id: own[worker_id] for worker_id in group}, seed)
        if shifts is None:
            incumbent.put_back(kept)
            return False
        incumbent.replace_shifts(group, shifts)
        if group[-1] == worker_ids[-1]:
            incumbent.plan.settle_shares()
        incumbent.plan.fill_all()
    if freed.size:
        incumbent.plan.anneal(freed, ANNEAL_STEPS, 0.0)
    if incumbent.pence() <= kept.pence + heat:
        return True
    incumbent.put_back(kept)
    return False


def _in_turn(incumbent: Incumbent, own: Mapping[str, Sequence[Shift]]) -> list[list[str]]:
    """Return who chooses together: each alone, or all at once where they have posts or cover to share out."""
    with_posts = any(shift.post_id for shifts in own.values() for shift in shifts)
    return [list(own)] if with_posts or incumbent.request.covers else [[worker_id] for worker_id in own]


def _choose(incumbent: Incumbent, own: Mapping[str, Sequence[Shift]], seed: int) -> list[Shift] | None:
    """Return these workers' best shifts for the work that nobody does; None when the rules allow none."""
    short: dict[Shift, int] = {}
    for worker_id, shifts in own.items():
        rows = _absent_rows(incumbent, worker_id)
        worth = {shift: incumbent.plan.worth(shift, rows) for shift in incumbent.candidates[worker_id]}
        short |= _short_list(worth, shifts) | (_best_of_each_kind(worth) if incumbent.request.covers else {})
    standing = sorted(shift for shift in incumbent.plan.shifts.values() if shift.post_id or incumbent.request.covers)
    hints = [shift for shifts in own.values() for shift in shifts]
    return best_shifts(incumbent.request, list(own), short, standing, hints, seed)


def _absent_rows(incumbent: Incumbent, worker_id: str) -> Ints:
    """Return what nobody makes and a worker may make, of a two-worker visit one share, best worth a minute first."""
    task, plan = incumbent.routing.arrays.task, incumbent.plan
    able, absent = incumbent.may_make(worker_id), plan.absent()
    second = task["twin"][np.setdiff1d(absent[task["twin"][absent] >= 0], able)]
    rows = np.intersect1d(np.concatenate([absent, second, plan.shares_to_settle()]), able)
    worth = task["price"][_primaries(incumbent, rows)] / (task["minutes"][rows] + SETTLING_MINUTES)
    return rows[np.argsort(-worth, kind="stable")]


def _primaries(incumbent: Incumbent, rows: Ints) -> Ints:
    """Return for each task the one that stands for its visit."""
    task = incumbent.routing.arrays.task
    return np.where(task["primary"][rows] == 1, rows, task["twin"][rows])


def _short_list(worth: dict[Shift, int], own: Sequence[Shift]) -> dict[Shift, int]:
    """Return the shifts to choose from: on each date the worthiest, by worth and by worth a minute, posts and own."""
    by_date: dict[object, list[Shift]] = defaultdict(list)
    for shift in worth:
        by_date[shift.date].append(shift)
    short = {shift: worth.get(shift, 0) for shift in own} | {shift: 0 for shift in worth if shift.post_id}
    for shifts in by_date.values():
        by_worth = sorted(shifts, key=lambda shift: -worth[shift])
        by_minute = sorted(shifts, key=lambda shift: -worth[shift] / shift.paid_minutes)
        short |= {shift: worth[shift] for shift in by_worth[:BEST_PER_DATE] + by_minute[:BEST_PER_DATE]}
    return short


def _best_of_each_kind(worth: dict[Shift, int]) -> dict[Shift, int]:
    """Return the worthiest shift of each date, pattern and role, which covers may need though no visit does."""
    best: dict[tuple[object, ...], Shift] = {}
    for shift in sorted(worth, key=lambda shift: -worth[shift]):
        best.setdefault((shift.date, shift.pattern_id, shift.role), shift)
    return {shift: worth[shift] for shift in best.values()}
