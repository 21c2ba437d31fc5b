"""Posts that nobody covers any more: who takes them over, before visits are looked at."""

from collections.abc import Iterator, Sequence
from itertools import islice, product

from models.problems import InputError, Problem
from optimiser.replan.options import Options
from optimiser.replan.situation import Freed, Situation

MOST_WAYS = 4  # choices of who takes posts over that are tried to the end


def takeovers(situation: Situation, options: Options, most: int | None) -> list[tuple[Freed, ...]]:
    """Return ways to cover every empty post, one duty each; those by workers who are free that day come first.

    Args:
        situation: what the changes leave.
        options: what duties there could be.
        most: further duties that may change; None = any number.

    Raises:
        InputError: E7311 nobody may cover a post, or E7312 not within the budget, so that no roster keeps the rules.
    """
    empty = situation.empty_posts
    choices = [options.covering(post.id) for post in empty]
    problems = [
        _nobody(post.id, f"{post.start:%a %d %b %H:%M}") for post, own in zip(empty, choices, strict=True) if not own
    ]
    if most is not None and len(empty) > most:
        problems.append(_too_few(len(empty), most))
    if problems:
        raise InputError(problems)
    return list(islice(_apart(choices), MOST_WAYS))


def _apart(choices: Sequence[Sequence[Freed]]) -> Iterator[tuple[Freed, ...]]:
    """Yield one choice for each post, nobody on one date twice."""
    for way in product(*choices):
        if len({each.slot for each in way}) == len(way):
            yield way


def _nobody(post_id: str, when: str) -> Problem:
    return Problem(
        code="E7311",
        cause=f"nobody can cover post {post_id} ({when}) now: skills, reach, rest or hours are in everybody's way",
        action="add a bank or agency worker who may, give it up in the request, or allow shorter notice",
    )


def _too_few(empty: int, most: int) -> Problem:
    return Problem(
        code="E7312",
        cause=f"{empty} posts stand empty and each needs a further duty, but only {most} may change",
        action=f"allow at least {empty} duties to change, or cover the posts by a bank or agency worker",
    )
