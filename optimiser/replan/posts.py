"""Posts that nobody covers any more: who takes them over, before visits are looked at."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from models.problems import InputError, Problem
from optimiser.checks.phrases import count
from optimiser.replan.options import Options
from optimiser.replan.situation import Situation

MOST_CHOICES = 12  # of who takes a post over
MOST_WAYS = 2  # that change fewest duties, and that lose fewest promised visits, are gone on with


class Way(NamedTuple):
    """One way to cover every empty post: what then stands, and how many duties it changes."""

    situation: Situation
    changed: int


def covered(situation: Situation, most: int | None) -> list[Way]:
    """Return ways to cover every empty post, those that change fewest duties first; one without any where none is.

    Args:
        situation: what the changes leave.
        most: further duties that may change; None = any number.

    Raises:
        InputError: E7311 nobody may cover a post, or E7312 not within the budget, so that no roster keeps the rules.
    """
    ways = [Way(situation, 0)]
    for post in situation.empty_posts:
        further = [each for way in ways for each in _with_cover(way, post.id)]
        if not further:
            raise InputError([_nobody(post.id, f"{post.start:%a %d %b %H:%M}")])
        fewest = sorted(further, key=lambda way: (way.changed, len(way.situation.loose)))
        least_lost = sorted(further, key=lambda way: (len(way.situation.loose), way.changed))
        ways = [*fewest[:MOST_WAYS], *(way for way in least_lost[:MOST_WAYS] if way not in fewest[:MOST_WAYS])]
    within = [way for way in ways if most is None or way.changed <= most]
    if not within:
        raise InputError([_too_few(len(situation.empty_posts), ways[0].changed, most or 0)])
    return within


def _with_cover(way: Way, post_id: str) -> Iterator[Way]:
    """Yield what a way becomes when somebody takes a post over."""
    situation, options = way.situation, Options(way.situation)
    for takeover in islice(options.covering(post_id), MOST_CHOICES):
        gone = takeover.gone | {takeover.freed.slot}
        duty = options.lines.duty_of(takeover.freed.shift)
        yield Way(situation.with_cover(duty, gone), way.changed + 1 + len(takeover.gone))


def _nobody(post_id: str, when: str) -> Problem:
    return Problem(
        code="E7311",
        cause=f"nobody can cover post {post_id} ({when}) now: skills, reach, rest or hours are in everybody's way",
        action="add a bank or agency worker who may, give it up in the request, or allow shorter notice",
    )


def _too_few(empty: int, needed: int, most: int) -> Problem:
    return Problem(
        code="E7312",
        cause=f"{count(empty, 'post stands', 'posts stand')} empty; to cover them {count(needed, 'duty', 'duties')} "
        f"would have to change, but only {most} may",
        action=f"allow at least {needed} duties to change, or have a bank or agency worker cover them",
    )
