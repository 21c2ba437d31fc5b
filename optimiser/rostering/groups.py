"""Workers in groups by what they may do, so that demand flows to a few groups and not to each worker."""

from collections import Counter
from collections.abc import Sequence

from optimiser.rostering.demand import DemandItem

Eligible = frozenset[str]


def worker_groups(worker_ids: Sequence[str], demand: Sequence[DemandItem], most_groups: int) -> list[list[str]]:
    """Split workers into groups that demand tells apart, the most telling demand first, at most `most_groups`.

    Demand is the more telling the more minutes of it are closed to the more workers.
    """
    minutes: Counter[Eligible] = Counter()
    for item in demand:
        minutes[item.eligible] += item.minutes * item.count
    known = frozenset(worker_ids)
    telling = {each: minutes[each] * len(known - each) for each in minutes}
    groups = [list(worker_ids)]
    for eligible in sorted(telling, key=lambda each: (-telling[each], sorted(each))):
        if telling[eligible]:
            finer = _split(groups, eligible)
            groups = finer if len(finer) <= most_groups else groups
    return groups


def _split(groups: list[list[str]], eligible: Eligible) -> list[list[str]]:
    halves = ([inside, outside] for group in groups for inside, outside in [_halves(group, eligible)])
    return [half for pair in halves for half in pair if half]


def _halves(group: list[str], eligible: Eligible) -> tuple[list[str], list[str]]:
    return [each for each in group if each in eligible], [each for each in group if each not in eligible]


def eligible_groups(groups: Sequence[Sequence[str]], eligible: Eligible) -> tuple[int, ...]:
    """Return the groups at least half of whose workers are eligible, or else those with anybody eligible."""
    shares = [sum(each in eligible for each in group) * 2 for group in groups]
    mostly = tuple(number for number, group in enumerate(groups) if shares[number] >= len(group))
    return mostly or tuple(number for number, share in enumerate(shares) if share)
