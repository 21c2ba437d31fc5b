"""The search: tries one neighbourhood after another, cooling as it goes, and keeps the best roster met."""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from optimiser.improve.choice import Roulette
from optimiser.improve.incumbent import Incumbent
from optimiser.improve.neighbourhoods import NEIGHBOURHOODS, Neighbourhood
from optimiser.improve.stop import Stop

HOTTEST = 120.0  # pence; a visit's lateness of a few minutes or a new pair
COLDEST = 2.0
SETTLE_STEPS = 20_000
TRY_EFFORT = 3.0  # milliseconds: keeping, comparing, putting back
STEP_EFFORT = 600.0  # milliseconds of effort that are a step


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
    incumbent: Incumbent,
    stop: Stop,
    cooling: Cooling,
    seed: int,
    on_better: Callable[[Incumbent, str], None],
    neighbourhoods: Sequence[Neighbourhood] = NEIGHBOURHOODS,
) -> int:
    """Improve a roster until `stop` says so, and leave the best one met.

    Args:
        incumbent: changed in place.
        stop: asked after every try; a step is so much effort, however many tries it takes.
        cooling: the heat at the beginning and at the end.
        seed: of every choice; with a stop by steps the same seed gives the same roster.
        on_better: told of the incumbent and what found it, whenever a best roster is met.
        neighbourhoods: the ways to change it.

    Returns:
        Steps taken.
    """
    rng = random.Random(seed)
    if stop.done(0) < 1.0:
        incumbent.anneal(incumbent.routing.primaries, SETTLE_STEPS, cooling.hottest)
    best, begun, steps = incumbent.keep(), incumbent.effort, 0
    on_better(incumbent, "first routes")
    ways = [way for way in neighbourhoods if way.applies(incumbent)]
    roulette = Roulette(len(ways), rng)
    while (done := stop.done(steps)) < 1.0:
        number = roulette.draw([number for number, way in enumerate(ways) if way.urgent(incumbent)])
        pence, effort = incumbent.pence(), incumbent.effort
        ways[number].change(incumbent, rng, cooling.at(done))
        incumbent.effort += TRY_EFFORT
        roulette.credit(number, pence - incumbent.pence(), incumbent.effort - effort)
        steps = int((incumbent.effort - begun) / STEP_EFFORT)
        incumbent.pool.note(incumbent.plan)
        if incumbent.pence() < best.pence and incumbent.plan_fits():
            best = incumbent.keep()
            on_better(incumbent, ways[number].name)
    incumbent.put_back(best)
    return steps
