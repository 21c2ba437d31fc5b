"""The search: frees workers' weeks and anneals routes in turn, cooling as it goes, and keeps the best roster met."""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from optimiser.improve.free_weeks import free_weeks
from optimiser.improve.incumbent import Incumbent
from optimiser.improve.stop import Stop

HOTTEST = 120.0  # pence; a visit's lateness of a few minutes or a new pair
COLDEST = 2.0
ANNEAL_STEPS = 500
SETTLE_STEPS = 6_000
MOST_FREED = 2
GIVE_SHARE = 0.3  # of steps in which colleagues take up what they can first
DEAREST_SHARE = 0.2  # of steps that free workers who may make one of the dearest visits nobody makes
AMONG_DEAREST = 5
POST_SHARE = 0.15  # of steps that share posts out anew


@dataclass(frozen=True)
class Cooling:
    """From which to which heat a search cools, in pence of rise that are let pass now and then."""

    hottest: float = HOTTEST
    coldest: float = COLDEST

    def at(self, done: float) -> float:
        """Return the heat when a share `done` of the search is over."""
        return self.hottest * math.pow(self.coldest / self.hottest, done)

    def stage(self, number: int, stages: int) -> "Cooling":
        """Return the cooling of one of several equal stages."""
        return Cooling(self.at(number / stages), self.at((number + 1) / stages))


def improve(
    incumbent: Incumbent, stop: Stop, cooling: Cooling, seed: int, on_better: Callable[[Incumbent, str], None]
) -> int:
    """Improve a roster until `stop` says so, and leave the best one met.

    Args:
        incumbent: changed in place.
        stop: asked after every step.
        cooling: the heat at the beginning and at the end.
        seed: of every choice; with a stop by steps the same seed gives the same roster.
        on_better: told of the incumbent and what found it, whenever a best roster is met.

    Returns:
        Steps taken.
    """
    rng = random.Random(seed)
    everything = incumbent.routing.primaries
    if everything.size and stop.done(0) < 1.0:
        incumbent.plan.anneal(everything, SETTLE_STEPS, cooling.hottest)
    best, steps = incumbent.keep(), 0
    on_better(incumbent, "first routes")
    while (done := stop.done(steps)) < 1.0:
        heat = cooling.at(done)
        give_first = rng.random() < GIVE_SHARE
        free_weeks(incumbent, neighbours(incumbent, rng), heat, rng.randrange(1 << 30), give_first)
        if everything.size:
            incumbent.plan.anneal(everything, ANNEAL_STEPS, heat)
        steps += 1
        if incumbent.pence() < best.pence:
            best = incumbent.keep()
            on_better(incumbent, "weeks freed")
    incumbent.put_back(best)
    return steps


def neighbours(incumbent: Incumbent, rng: random.Random) -> Sequence[str]:
    """Return whose weeks to free: those who share posts, those who could make a dear visit, or one or two nearby."""
    chance = rng.random()
    if incumbent.request.posts and chance < POST_SHARE:
        return _sharing_posts(incumbent, rng)
    absent = incumbent.plan.absent()
    if absent.size and chance > 1 - DEAREST_SHARE:
        return _able_to_make_the_dearest(incumbent, rng)
    workers = incumbent.request.workers
    first = rng.choice(workers)
    nearby = [worker.id for worker in workers if worker.constituency == first.constituency and worker.id != first.id]
    others = rng.sample(nearby, min(len(nearby), rng.randrange(MOST_FREED)))
    return [first.id, *others]


def _able_to_make_the_dearest(incumbent: Incumbent, rng: random.Random) -> Sequence[str]:
    """Return one or two workers who may make one of the dearest visits that nobody makes."""
    price = incumbent.routing.arrays.task["price"]
    dearest = sorted(incumbent.plan.absent().tolist(), key=lambda row: -int(price[row]))[:AMONG_DEAREST]
    able = incumbent.routing.tasks[rng.choice(dearest)].workers.tolist()
    rows = rng.sample(able, min(len(able), 1 + rng.randrange(MOST_FREED)))
    return [incumbent.request.workers[row].id for row in rows] or [rng.choice(incumbent.request.workers).id]


def _sharing_posts(incumbent: Incumbent, rng: random.Random) -> Sequence[str]:
    """Return a worker who has a post and another who could cover it."""
    held = sorted(shift for shift in incumbent.plan.shifts.values() if shift.post_id)
    post = rng.choice(held)
    able = [
        worker_id
        for worker_id, shifts in incumbent.candidates.items()
        if worker_id != post.worker_id and any(shift.post_id == post.post_id for shift in shifts)
    ]
    return [post.worker_id, *rng.sample(able, min(len(able), 1))]
