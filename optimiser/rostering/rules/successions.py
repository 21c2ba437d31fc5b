"""R27 successions: no duty of a pattern begins on the date after one of a pattern that it must not follow."""

from collections import defaultdict
from itertools import pairwise

from models.request import RotaRequest
from models.rules import RuleCode
from optimiser.rostering.planning import Planning

CODE = RuleCode.SUCCESSIONS


def add(planning: Planning) -> None:
    """Let duties of a pattern and, on the next date, of all that must not follow it exclude one another."""
    forbidden = _followers(planning.request)
    variables = planning.variables
    for worker in variables.workers if forbidden else ():
        for first, second in pairwise(variables.dates):
            for pattern_id, followers in forbidden.items():
                literals = variables.on_pattern(worker.id, first, pattern_id)
                following = [each for other in followers for each in variables.on_pattern(worker.id, second, other)]
                if literals and following:
                    planning.rules.at_most_one([*literals, *following], CODE, worker.id)
        for other in forbidden.get(worker.carried.last_pattern_id or "", ()):
            planning.rules.forbid(variables.on_pattern(worker.id, variables.dates[0], other), CODE, worker.id)


def _followers(request: RotaRequest) -> dict[str, list[str]]:
    """Return by pattern those that must not follow it."""
    followers: dict[str, list[str]] = defaultdict(list)
    for each in dict.fromkeys(request.rules.forbidden_successions):
        followers[each.pattern_id].append(each.next_pattern_id)
    return dict(followers)
