"""The collective agreement's limits, week by week."""

from collections.abc import Iterator, Sequence
from datetime import date

from models.clock import Horizon
from models.problems import Problem
from models.self_rostering import PreferenceLimits
from models.wishes import Preference, PreferenceKind
from optimiser.self_rostering.codes import WishCode, wish_problem


def beyond_limits(horizon: Horizon, wishes: Sequence[Preference], limits: PreferenceLimits) -> Iterator[Problem]:
    """Yield each limit that one worker's wishes exceed in a week; a last week shorter than seven days has the same."""
    for week in horizon.weeks:
        own = [wish for wish in wishes if wish.date in week]
        for code, counted, most, what in _counts(own, limits):
            if counted > most:
                yield _beyond(code, counted, most, what, week[0])


def _counts(wishes: Sequence[Preference], limits: PreferenceLimits) -> Iterator[tuple[WishCode, int, int, str]]:
    """Yield what a week's wishes come to and the most of it."""
    kinds = [wish.kind for wish in wishes]
    cannot_dates = {wish.date for wish in wishes if wish.kind is PreferenceKind.CANNOT}
    points = sum(wish.strength for wish in wishes if wish.kind is not PreferenceKind.CANNOT)
    yield WishCode.TOO_MANY_CANNOT_DATES, len(cannot_dates), limits.cannot_dates, "dates with a cannot"
    yield WishCode.TOO_MANY_WANTS, kinds.count(PreferenceKind.WANT), limits.wants, "wishes to work"
    rather_nots = kinds.count(PreferenceKind.RATHER_NOT)
    yield WishCode.TOO_MANY_RATHER_NOTS, rather_nots, limits.rather_nots, "wishes rather not to work"
    yield WishCode.TOO_MANY_POINTS, points, limits.strength_points, "points of strength"


def _beyond(code: WishCode, counted: int, most: int, what: str, first: date) -> Problem:
    cause = f"the week from {first} has {counted} {what}; the collective agreement allows {most}"
    action = "lower some strengths" if code is WishCode.TOO_MANY_POINTS else f"leave out {counted - most} or more"
    return wish_problem(code, None, "strength" if code is WishCode.TOO_MANY_POINTS else "kind", cause, action)
