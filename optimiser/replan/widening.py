"""Large changes: further duties are added as long as they serve more, however many that takes.

Three steps, the next only where those before it save nothing: the options that alone took most; options made anew for
what is still unserved, each alone; pairs of these for the dearest visits, such as one that lost both its workers.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice
from typing import Protocol

from optimiser.replan.attempt import Attempt
from optimiser.replan.changed_request import Slot
from optimiser.replan.options import Options
from optimiser.replan.situation import Freed, Situation

PROMISING = 8  # options tried first for the next further duty
ANEW = 60  # made anew for what is unserved, tried alone
DEAREST, ABLE = 3, 6  # visits for which pairs are tried, and duties of which pairs are made
MOST_TRIED = 500  # sets, beyond the promising ones


class Trying(Protocol):
    """What the search lends: its situation and options, a try, and how good one is."""

    situation: Situation
    options: Options
    most: int

    def try_out(self, freed: Sequence[Freed]) -> Attempt:
        """Return what comes of freeing these duties."""

    def value(self, tried: Attempt) -> tuple[int, int]:
        """Return what is minimised."""

    def further(self, tried: Attempt) -> frozenset[Slot]:
        """Return the duties freed that no change is about."""


class Widening:
    """Adds further duties to an attempt.

    Args:
        search: that tries sets of duties.
        offered: options with what came of each alone.
    """

    def __init__(self, search: Trying, offered: Mapping[Freed, Attempt]) -> None:
        self.search, self.offered = search, offered
        self._tried = 0

    def run(self, start: Attempt) -> Iterator[Attempt]:
        """Yield ever better attempts, the last ones without the duties that are not needed after all."""
        best, following = start, self._following(start)
        while following is not None:
            best = following
            yield best
            following = self._following(best)
        yield from self._without_needless(best)

    def _following(self, best: Attempt) -> Attempt | None:
        """Return the best of the first step that saves anything; None where none does or no more may change."""
        left = self.search.most - len(self.search.further(best))
        if not best.unserved_pence or left < 1:
            return None
        steps = (self._promising(best), self._anew(best), self._pairs(best) if left > 1 else iter(()))
        for number, options in enumerate(steps):
            tried = [self.search.try_out([*best.freed, *added]) for added in self._affordable(options, number)]
            following = min(tried, key=self.search.value, default=best)
            if following.unserved_pence < best.unserved_pence:
                return following
        return None

    def _affordable(self, options: Iterator[tuple[Freed, ...]], step: int) -> Iterator[tuple[Freed, ...]]:
        """Yield options until as many are tried as may be, all steps but the first together."""
        for each in options:
            if step and self._tried >= MOST_TRIED:
                return
            self._tried += bool(step)
            yield each

    def _promising(self, best: Attempt) -> Iterator[tuple[Freed, ...]]:
        """Yield the options that alone took most of what is unserved."""
        situation = self.search.situation

        def saved(option: Freed) -> int:
            return sum(situation.price(name) for name in best.unserved - self.offered[option].unserved)

        free = [option for option in self.offered if option.slot not in best.slots]
        return ((option,) for option in sorted(free, key=saved, reverse=True)[:PROMISING])

    def _anew(self, best: Attempt) -> Iterator[tuple[Freed, ...]]:
        """Yield duties for what is unserved now: as published, longer, and new ones."""
        return ((option,) for option in islice(self._made_for(best, sorted(best.unserved)), ANEW))

    def _pairs(self, best: Attempt) -> Iterator[tuple[Freed, ...]]:
        """Yield pairs of duties whose workers may both make one of the dearest visits unserved."""
        for name in sorted(best.unserved, key=lambda name: (-self.search.situation.price(name), name))[:DEAREST]:
            able = (each for each in self._made_for(best, [name]) if self.search.options.may_make(each, name))
            pairs = combinations(islice(able, ABLE), 2)
            yield from (pair for pair in pairs if pair[0].slot != pair[1].slot)

    def _made_for(self, best: Attempt, names: Sequence[str]) -> Iterator[Freed]:
        options = self.search.options
        for each in options.standing(names):
            if each.slot not in best.slots:
                yield each
                yield from options.stretched(each)
        yield from (each for each in options.new(names) if each.slot not in best.slots)

    def _without_needless(self, best: Attempt) -> Iterator[Attempt]:
        """Yield attempts without one further duty after another, as long as nothing more goes unserved."""
        for option in best.freed:
            if option.slot not in self.search.situation.hit:
                tried = self.search.try_out([each for each in best.freed if each is not option])
                if self.search.value(tried) < self.search.value(best):
                    best = tried
                    yield best
