"""Neighbourhoods: ways to change a roster that may make it better. One a file, and the list of them here.

Each is given the incumbent, a random generator and the heat (how many pence of rise are let pass); it changes the
incumbent or leaves it as it was. `applies` says for which requests it can do anything at all.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

from optimiser.improve.incumbent import Incumbent
from optimiser.improve.neighbourhoods import (
    best_weeks,
    borders,
    boundaries,
    clusters,
    days,
    dear_visits,
    duties,
    posts,
    recombined,
    routes,
    two_worker_visits,
    weeks,
    weeks_in_turn,
)


def always(incumbent: Incumbent) -> bool:  # noqa: ARG001 - whatever is asked
    """Return that it applies to every request."""
    return True


def never(incumbent: Incumbent) -> bool:  # noqa: ARG001 - whatever has happened
    """Return that it can wait."""
    return False


@dataclass(frozen=True)
class Neighbourhood:
    """A way to change a roster.

    Attributes:
        name: what progress says found a better roster.
        change: tries one change of an incumbent.
        applies: whether it can do anything for a request.
        urgent: whether it should be tried now, whatever it gained lately.
    """

    name: str
    change: Callable[[Incumbent, random.Random, float], None]
    applies: Callable[[Incumbent], bool]
    urgent: Callable[[Incumbent], bool] = never


NEIGHBOURHOODS = (
    Neighbourhood("routes", routes.change, routes.applies),
    Neighbourhood("best weeks", best_weeks.change, routes.applies),
    Neighbourhood("weeks in turn", weeks_in_turn.change, routes.applies),
    Neighbourhood("weeks freed", weeks.change, weeks.applies),
    Neighbourhood("a dear visit", dear_visits.change, routes.applies, dear_visits.urgent),
    Neighbourhood("posts shared out", posts.change, posts.applies),
    Neighbourhood("a day and its neighbour", days.change, always),
    Neighbourhood("a duty emptied", duties.change, always),
    Neighbourhood("shift boundaries", boundaries.change, always),
    Neighbourhood("a cluster of visits", clusters.change, routes.applies),
    Neighbourhood("a two-worker visit", two_worker_visits.change, two_worker_visits.applies),
    Neighbourhood("duties recombined", recombined.change, always),
    Neighbourhood("across a border", borders.change, borders.applies),
)
