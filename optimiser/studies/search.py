"""The cheapest set of levers that reaches a target, by solving sets of them.

Sets are solved by size, each lever alone first. Up to MOST_OF_ALL levers every set is tried. Of more, each larger size
adds one lever to the best set of the size before: the one that reaches the target at least cost a contact hour, or else
the one with most contact time. A set whose levers cannot be pulled together is left out.
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
    count = len(target.levers)
    tried: dict[Chosen, ScenarioResult] = {}
    if not reaches(as_it_is, target):
        for size in range(1, count + 1):
            sets = _sets(target, tried, size)
            tried |= {own: each for own, each in zip(sets, trial(sets), strict=True) if each is not None}
    results = tuple(tried.values())
    enough = [each for each in (as_it_is, *results) if reaches(each, target)]
    best = min(enough, key=_cost, default=None)
    return TargetResult(
        contact_time_pct=target.contact_time_pct,
        tried=results,
        not_tried=2**count - 1 - len(results),
        cheapest=best,
        sentence=_sentence(target, as_it_is, best, results),
    )


def reaches(result: ScenarioResult, target: Target) -> bool:
    """Return whether a scenario has the contact time asked for."""
    return result.contact_time_pct is not None and result.contact_time_pct >= target.contact_time_pct


def _sets(target: Target, tried: dict[Chosen, ScenarioResult], size: int) -> list[Chosen]:
    """Return the sets of a size to try."""
    count = len(target.levers)
    if size == 1 or count <= MOST_OF_ALL:
        return list(combinations(range(count), size))
    before = {own: result for own, result in tried.items() if len(own) == size - 1 and result.contact_time_pct}
    if not before:
        return []
    enough = [own for own, result in before.items() if reaches(result, target)]
    if enough:
        best = min(enough, key=lambda own: _cost(before[own]))
    else:
        best = max(before, key=lambda own: before[own].contact_time_pct or 0.0)
    return [tuple(sorted((*best, other))) for other in range(count) if other not in best]


def _cost(result: ScenarioResult) -> int:
    return result.cost_per_contact_hour_pence or 0


def _sentence(
    target: Target, as_it_is: ScenarioResult, best: ScenarioResult | None, tried: Sequence[ScenarioResult]
) -> str:
    """Return what came of it, in words."""
    asked = f"{target.contact_time_pct:g}% contact time"
    if best is None:
        most = max((each.contact_time_pct or 0.0 for each in (as_it_is, *tried)), default=0.0)
        return f"{asked} is not reached: of {len(tried)} sets of levers tried, the best has {most:.1f}%"
    if best is as_it_is:
        return f"{asked} is reached as it is, with {best.contact_time_pct:.1f}%; nothing else was tried"
    change = _cost(best) - _cost(as_it_is)
    falls = "falls" if change <= 0 else "rises"
    return (
        f"{asked}: {best.levers}, which reaches {best.contact_time_pct:.1f}%; cost per contact hour {falls} by "
        f"£{abs(change) / 100:,.2f} to £{_cost(best) / 100:,.2f}; the cheapest of {len(tried)} sets of levers tried"
    )
