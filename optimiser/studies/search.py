"""The cheapest set of levers that reaches a target, by solving sets of them.

Sets are solved by size, each lever alone first. Up to MOST_OF_ALL levers every set is tried. Of more, each larger size
adds one lever to the best set of the size before: the one that reaches the target at least cost a contact hour, or else
the one with most contact time. A set whose levers cannot be pulled together is left out.

A set reaches the target only where it leaves no more promised visits unserved than the request as it is does: contact
time bought by breaking a promise does not count, and visits that a lever takes from the waiting list are promised.
"""

from collections.abc import Callable, Sequence
from itertools import combinations

from models.studies import Target
from optimiser.studies.result import ScenarioResult, TargetResult

MOST_OF_ALL = 4

Chosen = tuple[int, ...]
"""Places of levers in the target's list, in order."""

Trial = Callable[[Sequence[Chosen]], Sequence[ScenarioResult | None]]
"""Solves sets of levers side by side; None for those that cannot be pulled together."""


def cheapest_levers(target: Target, as_it_is: ScenarioResult, trial: Trial) -> TargetResult:
    """Return what was tried to reach a target, and the cheapest set that does.

    Args:
        target: what is to be reached, and what may be done.
        as_it_is: the request without any lever; where it reaches the target nothing is tried.
        trial: solves sets of levers.
    """
    search = _Search(target, as_it_is)
    if not search.reaches(as_it_is):
        search.run(trial)
    tried = tuple(search.tried.values())
    best = min(filter(search.reaches, (as_it_is, *tried)), key=_cost, default=None)
    return TargetResult(
        contact_time_pct=target.contact_time_pct,
        tried=tried,
        not_tried=2 ** len(target.levers) - 1 - len(tried),
        cheapest=best,
        sentence=search.sentence(best),
    )


class _Search:
    """The sets tried for a target, and what is to be said of them."""

    def __init__(self, target: Target, as_it_is: ScenarioResult) -> None:
        self.target, self.as_it_is = target, as_it_is
        self.tried: dict[Chosen, ScenarioResult] = {}

    def run(self, trial: Trial) -> None:
        """Try sets of every size."""
        for size in range(1, len(self.target.levers) + 1):
            sets = self._sets(size)
            self.tried |= {own: each for own, each in zip(sets, trial(sets), strict=True) if each is not None}

    def reaches(self, result: ScenarioResult) -> bool:
        """Return whether a scenario has the contact time asked for and keeps the promises kept without levers."""
        return self._has_enough(result) and self._keeps_promises(result)

    def _has_enough(self, result: ScenarioResult) -> bool:
        return result.contact_time_pct is not None and result.contact_time_pct >= self.target.contact_time_pct

    def _keeps_promises(self, result: ScenarioResult) -> bool:
        return (result.visits_required_unserved or 0) <= (self.as_it_is.visits_required_unserved or 0)

    def _sets(self, size: int) -> list[Chosen]:
        """Return the sets of a size to try."""
        count = len(self.target.levers)
        if size == 1 or count <= MOST_OF_ALL:
            return list(combinations(range(count), size))
        before = {own: each for own, each in self.tried.items() if len(own) == size - 1 and each.contact_time_pct}
        if not before:
            return []
        best = max(before, key=lambda own: self._rank(before[own]))
        return [tuple(sorted((*best, other))) for other in range(count) if other not in best]

    def _rank(self, result: ScenarioResult) -> tuple[bool, bool, float]:
        """Return what makes a set better to add to: it reaches the target, at least cost, or else comes nearest."""
        reaches = self.reaches(result)
        return reaches, self._keeps_promises(result), -_cost(result) if reaches else result.contact_time_pct or 0.0

    def sentence(self, best: ScenarioResult | None) -> str:
        """Return what came of it, in words."""
        asked, tried = f"{self.target.contact_time_pct:g}% contact time", len(self.tried)
        if best is None:
            return f"{asked} is not reached: of {tried} sets of levers tried, {self._nearest()}"
        if best is self.as_it_is:
            return f"{asked} is reached as it is, with {best.contact_time_pct:.1f}%; nothing else was tried"
        change = _cost(best) - _cost(self.as_it_is)
        falls = "falls" if change <= 0 else "rises"
        return (
            f"{asked}: {best.levers}, which reaches {best.contact_time_pct:.1f}%; cost per contact hour {falls} by "
            f"£{abs(change) / 100:,.2f} to £{_cost(best) / 100:,.2f}; the cheapest of {tried} sets of levers tried"
        )

    def _nearest(self) -> str:
        """Return how near the sets come that keep every promise, and how many reach it by breaking some."""
        every = (self.as_it_is, *self.tried.values())
        most = max((each.contact_time_pct or 0.0 for each in every if self._keeps_promises(each)), default=0.0)
        broken = sum(self._has_enough(each) for each in every)
        others = f", and {broken} would reach it only by leaving more promised visits unserved" if broken else ""
        return f"the best has {most:.1f}%{others}"


def _cost(result: ScenarioResult) -> int:
    return result.cost_per_contact_hour_pence or 0
