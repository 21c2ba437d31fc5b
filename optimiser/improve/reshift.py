"""Frees some duties, finds what each shift would be worth in their place, and chooses the best that keep the rules.

What a shift is worth is found by filling it, in the roster as it stands, with the visits nobody makes. Shifts of one
worker lie on different days, so their worths add up (but for sessions that could be held on either day), and CP-SAT
chooses the best compatible set under every rule of rostering. Several workers are freed together and choose in turn, or
all at once where they have posts to share out.
"""

import datetime as calendar
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from optimiser.improve.incumbent import Incumbent
from optimiser.rostering.best_shifts import best_shifts
from optimiser.routing.problem import Ints
from optimiser.shifts import Shift

BEST_PER_DATE = 8
ANNEAL_STEPS = 180  # for each duty freed
CHOICE_EFFORT = 22.0  # milliseconds counted a worker; the solver alone took 8 on the demo team
SETTLING_MINUTES = 5  # added to a visit's length when worth a minute is compared: its journey, roughly

NOTHING = np.zeros(0, dtype=np.int64)

Freed = Mapping[str, Collection[calendar.date]]
"""By worker, in the order in which they choose, the dates on which their duties are freed."""


@dataclass(frozen=True)
class Manner:
    """How duties are freed.

    Attributes:
        give_first: colleagues' duties take up what they can before the freed workers choose, so that a duty nobody
            needs may go.
        same_patterns: only starts and ends move, and visits that still fit stay.
    """

    give_first: bool = False
    same_patterns: bool = False


def reshift(incumbent: Incumbent, freed: Freed, heat: float, seed: int, manner: Manner = Manner()) -> bool:
    """Try new shifts in place of these duties; keep them when the price rises by less than `heat` pence.

    Args:
        incumbent: changed in place, or left as it was.
        freed: whose duties, on which dates.
        heat: how many pence of rise are let pass; 0 keeps only what is no dearer.
        seed: of the choice of shifts.
        manner: how they are freed.

    Returns:
        Whether the roster changed.
    """
    kept, before = incumbent.keep(), incumbent.plan.absent()
    own = {worker_id: incumbent.shifts_of([worker_id]) for worker_id in freed}
    taken = [shift for worker_id in freed for shift in own[worker_id] if shift.date in freed[worker_id]]
    staying = _visits_of(incumbent, taken) if manner.same_patterns else NOTHING
    incumbent.free(taken)
    loose = np.union1d(incumbent.plan.absent(), incumbent.routing.primary_of(incumbent.plan.wanting()))
    if manner.give_first:
        incumbent.plan.fill_all()
    groups = _in_turn(incumbent, own)
    for group in groups:
        offers = {worker_id: _offer(incumbent, worker_id, own[worker_id], freed, manner) for worker_id in group}
        shifts = _choose(incumbent, {worker_id: own[worker_id] for worker_id in group}, offers, staying, seed)
        if shifts is None:
            incumbent.put_back(kept)
            return False
        incumbent.replace_shifts(group, shifts)
        if group is groups[-1]:
            incumbent.plan.complete()
        incumbent.plan.fill(np.intersect1d(staying, incumbent.plan.absent()))
        incumbent.plan.fill_all()
    incumbent.anneal(np.setdiff1d(loose, before), ANNEAL_STEPS * max(1, len(taken)), 0.0)
    return incumbent.keep_if_cheap(kept, heat)


def _visits_of(incumbent: Incumbent, shifts: Sequence[Shift]) -> Ints:
    """Return the tasks made in these shifts."""
    served = [row for shift in shifts for row in incumbent.plan.served(shift)]
    return np.array(served, dtype=np.int64)


def _offer(incumbent: Incumbent, worker_id: str, own: Sequence[Shift], freed: Freed, manner: Manner) -> list[Shift]:
    """Return the shifts that a worker may choose from on the dates freed."""
    dates = freed[worker_id]
    offered = [shift for shift in incumbent.candidates[worker_id] if shift.date in dates]
    offered += [shift for shift in own if shift.date in dates and shift not in offered]  # one that was shortened
    if manner.same_patterns:
        patterns = {(shift.date, shift.pattern_id, shift.post_id) for shift in own}
        offered = [shift for shift in offered if (shift.date, shift.pattern_id, shift.post_id) in patterns]
    return offered


def _in_turn(incumbent: Incumbent, own: Mapping[str, Sequence[Shift]]) -> list[list[str]]:
    """Return who chooses together: each alone, or all at once where they have posts or cover to share out."""
    with_posts = any(shift.post_id for shifts in own.values() for shift in shifts)
    return [list(own)] if with_posts or incumbent.request.covers else [[worker_id] for worker_id in own]


def _choose(
    incumbent: Incumbent,
    own: Mapping[str, Sequence[Shift]],
    offers: Mapping[str, Sequence[Shift]],
    staying: Ints,
    seed: int,
) -> list[Shift] | None:
    """Return these workers' best shifts for the work that nobody does; None when the rules allow none."""
    short: dict[Shift, int] = {}
    standing_now = set(incumbent.plan.shifts.values())
    fixed = [shift for shifts in own.values() for shift in shifts if shift in standing_now]
    for worker_id, shifts in own.items():
        worth = incumbent.worths(offers[worker_id], _absent_rows(incumbent, worker_id, staying))
        short |= _short_list(worth, [shift for shift in shifts if shift not in standing_now])
        short |= _best_of_each_kind(worth) if incumbent.request.covers else {}
    short |= dict.fromkeys(fixed, 0)
    incumbent.effort += CHOICE_EFFORT * len(own)
    others = sorted(shift for shift in standing_now if shift.post_id or incumbent.request.covers)
    hints = [shift for shifts in own.values() for shift in shifts]
    return best_shifts(incumbent.request, list(own), short, others, hints, seed, fixed)


def _absent_rows(incumbent: Incumbent, worker_id: str, first: Ints) -> Ints:
    """Return what nobody makes and a worker may make, of a two-worker visit one share; best worth a minute first.

    Those of `first` come before all others, so that they stay where they were as far as they fit.
    """
    routing, stop, plan = incumbent.routing, incumbent.routing.tables.stop, incumbent.plan
    able, absent, twin = incumbent.may_make(worker_id), plan.absent(), routing.twin
    second = twin[np.setdiff1d(absent[twin[absent] >= 0], able)]
    rows = np.intersect1d(np.concatenate([absent, second, plan.wanting()]), able)
    worth = stop["price"][routing.primary_of(rows)] / (stop["minutes"][rows] + SETTLING_MINUTES)
    return rows[np.lexsort((-worth, ~np.isin(rows, first)))]


def _short_list(worth: dict[Shift, int], own: Sequence[Shift]) -> dict[Shift, int]:
    """Return the shifts to choose from: on each date the worthiest, by worth and by worth a minute, posts and own."""
    by_date: dict[calendar.date, list[Shift]] = defaultdict(list)
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
