"""Ways to share a package out: each is led by one worker, and others come in only for what the leader cannot make.

For one visit a lead is one duty that could hold it; for more it is a worker with all their duties. A lead takes each
visit where it costs least in its duties; then whoever can make most of what is left goes on, until nobody can.
Optional visits may be displaced in two manners.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import product

from optimiser.recommend.trial import WORTH, Found, Trial

MOST_LEADS = 6  # tried in full, the most promising by what each could make alone


@dataclass(frozen=True)
class SharedOut:
    """What came of one lead: where each visit goes, in the order in which they were taken, and its price."""

    steps: tuple[tuple[int, Found], ...]
    pence: int


def ways(trial: Trial, count: int) -> list[SharedOut]:
    """Return different ways to share the visits of a trial out, cheapest first; the trial is left as it was.

    Args:
        trial: with every visit still to be placed.
        count: how many are wanted; more are tried, and none that makes nothing.
    """
    kept = trial.plan.copy_state()
    shared = []
    manners = (True,) if len(trial.rows) == 1 else (False, True)
    for lead, at_once in product(_leads(trial)[: max(MOST_LEADS, count)], manners):
        shared.append(_shared_out(trial, lead, at_once))
        trial.plan.restore(kept)
    different = {_who(trial, each): each for each in reversed(shared) if each.steps}
    return sorted(different.values(), key=lambda each: each.pence)


def _who(trial: Trial, way: SharedOut) -> Hashable:
    """Return what makes a way different from others: whose duty takes which visit."""
    return frozenset((row, trial.duty_of(found.route), found.dropped) for row, found in way.steps)


def _leads(trial: Trial) -> list[list[int]]:
    """Return the routes of each lead, the one that could make most, and then cheapest, first."""
    alone = len(trial.rows) == 1
    routes: dict[Hashable, set[int]] = {}
    for row in trial.rows:
        for route in trial.routes(row):
            routes.setdefault(trial.duty_of(route) if alone else trial.worker_of(route), set()).add(route)
    ranked = [(_promise(trial, sorted(own)), sorted(own)) for own in routes.values()]
    return [own for _, own in sorted(ranked)]


def _promise(trial: Trial, routes: Sequence[int]) -> int:
    """Return the pence of making each visit alone in these routes, WORTH for each that cannot be made there."""
    found = [trial.best(row, _within(trial, row, routes), displacing=True) for row in trial.rows]
    return sum(WORTH if each is None else each.pence for each in found)


def _within(trial: Trial, row: int, routes: Sequence[int]) -> list[int]:
    return [route for route in trial.routes(row) if route in routes]


def _shared_out(trial: Trial, lead: Sequence[int], at_once: bool) -> SharedOut:
    """Share the visits out under one lead; what is placed stays placed.

    Args:
        trial: changed in place.
        lead: the routes that come first.
        at_once: optional visits are displaced at once, so that the person sees fewer workers; otherwise only for what
            nobody has room for, wherever that costs least.
    """
    steps: list[tuple[int, Found]] = []
    routes = lead
    while routes:
        steps += _taken(trial, routes, at_once)
        routes = _next_routes(trial, at_once)
    if not at_once:
        everywhere = {route for row in trial.rows for route in trial.routes(row)}
        steps += _taken(trial, sorted(everywhere), displacing=True)
    left = sum(not trial.is_placed(row) for row in trial.rows)
    return SharedOut(tuple(steps), sum(found.pence for _, found in steps) + WORTH * left)


def _taken(trial: Trial, routes: Sequence[int], displacing: bool) -> list[tuple[int, Found]]:
    """Put each visit not placed yet where it costs least in these routes."""
    steps = []
    for row in trial.rows:
        found = None if trial.is_placed(row) else trial.best(row, _within(trial, row, routes), displacing)
        if found is not None:
            trial.take(row, found)
            steps.append((row, found))
    return steps


def _next_routes(trial: Trial, displacing: bool) -> list[int]:
    """Return the routes of whoever can make most of what is not placed, the first of equal ones; none where nobody."""
    if len(trial.rows) == 1:
        return []
    able: Counter[str] = Counter()
    routes: dict[str, set[int]] = defaultdict(set)
    for row in trial.rows:
        own = [] if trial.is_placed(row) else trial.routes(row)
        fitting = {route for route in own if trial.best(row, [route], displacing) is not None}
        able.update({trial.worker_of(route) for route in fitting})
        for route in fitting:
            routes[trial.worker_of(route)].add(route)
    best = min(able, key=lambda worker_id: (-able[worker_id], worker_id), default=None)
    return [] if best is None else sorted(routes[best])
