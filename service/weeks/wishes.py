"""What a worker states for a week, and how it becomes preferences of the rota request."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from threading import Lock

import structlog
from pydantic import Field, TypeAdapter
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from models.base import Id, Record
from models.clock import Day
from models.patterns import ClockSpan
from models.problems import Problem
from models.request import RotaRequest
from models.self_rostering import PreferenceLimits
from models.wishes import Preference, PreferenceKind
from optimiser.self_rostering import problems_of, with_preferences
from service.store.database import Store
from service.store.tables import StatedPreferences, StoredRequest, Week, WeekState, now
from service.web.instants import ToldInstant
from service.weeks.requests import as_request

MOST_WISHES = 400
MOST_REMEMBERED = 16  # versions of requests
_LONGEST_NAME = 58  # an id has 64 letters at most, and a colon and a number follow


class Wish(Record):
    """A wish of one's own for one date: the whole day, one shift pattern, or a span of time."""

    kind: PreferenceKind
    date: Day
    pattern_id: Id | None = None
    span: ClockSpan | None = None
    strength: int = Field(default=1, ge=1, le=3)


class Wishes(Record):
    """Everything one worker wishes of one week."""

    wishes: tuple[Wish, ...] = Field(max_length=MOST_WISHES)


class StatedWishes(Wishes):
    """Wishes as they stand, of whom, since when; version 0 = none stated yet."""

    worker_id: Id
    version: int = 0
    stated_at: ToldInstant | None = None


log = structlog.get_logger()
_WISHES = TypeAdapter(tuple[Wish, ...])


def stated(row: StatedPreferences) -> StatedWishes:
    """Return stored preferences as the wishes they are."""
    wishes = _WISHES.validate_python(row.preferences)
    return StatedWishes(wishes=wishes, worker_id=row.worker_id, version=row.version, stated_at=row.stated_at)


def named(worker_id: str, wishes: Iterable[Wish], taken: set[str]) -> list[Preference]:
    """Return wishes as a worker's preferences, each with an id that is not taken; its id is then."""
    preferences, number = [], 0
    for wish in wishes:
        while (name := f"{worker_id[:_LONGEST_NAME]}:{number + 1}") in taken:
            number += 1
        taken.add(name)
        preferences.append(Preference(id=name, worker_id=worker_id, **wish.model_dump()))
    return preferences


def wrong_with(request: RotaRequest, worker_id: str, wishes: Iterable[Wish], limits: PreferenceLimits) -> list[Problem]:
    """Return every problem with one worker's wishes, beside the request's other preferences."""
    taken = {each.id for each in request.preferences}
    return problems_of(request, worker_id, named(worker_id, wishes, taken), limits)


def merged(
    request: RotaRequest, statements: Sequence[StatedWishes], limits: PreferenceLimits
) -> tuple[RotaRequest, list[Problem]]:
    """Return the request with everybody's wishes, and what is wrong with those that had to be left out.

    What was right when it was stated may be wrong now: the request has changed since, and its worker or pattern is
    gone. Nobody can state it anew after the deadline, so it is left out and told.
    """
    taken = {each.id for each in request.preferences}
    kept: list[Preference] = []
    problems: list[Problem] = []
    for statement in statements:
        found = wrong_with(request, statement.worker_id, statement.wishes, limits)
        wrong = {problem.row for problem in found}
        problems += found
        if None not in wrong:
            right = (wish for row, wish in enumerate(statement.wishes, start=1) if row not in wrong)
            kept += named(statement.worker_id, right, taken)
    workers = [each.worker_id for each in statements if each.worker_id in request.worker_by_id]
    return with_preferences(request, kept, workers), problems


_ONE_AT_A_TIME = Lock()


def grounds(store: Store, request_id: int) -> RotaRequest:
    """Return what wishes are judged by of a stored version of a request: everybody states theirs on the last evening.

    Versions never change, so that the last few asked for are remembered, without their visits.
    """
    with _ONE_AT_A_TIME:
        return _grounds(store, request_id)


def read_ahead(store: Store) -> None:
    """Read the grounds of weeks that workers are still asked of, before a hundred of them state theirs at once."""
    asked = select(Week.id).where(Week.state == WeekState.OPEN, Week.preferences_until > now())
    newest = select(func.max(StoredRequest.id)).where(StoredRequest.week_id.in_(asked)).group_by(StoredRequest.week_id)
    try:
        with store.reading() as session:
            request_ids = session.scalars(newest.limit(MOST_REMEMBERED)).all()
        for request_id in request_ids:
            grounds(store, request_id)
    except (SQLAlchemyError, ValueError) as error:  # whoever asks for them is told
        log.warning("not read ahead", reason=type(error).__name__)


@lru_cache(maxsize=MOST_REMEMBERED)
def _grounds(store: Store, request_id: int) -> RotaRequest:
    with store.reading() as session:
        request = as_request(session.get_one(StoredRequest, request_id))
    work = dict.fromkeys(("service_users", "visits", "posts", "covers", "trainings", "absences", "pins", "as_was"), ())
    return request.changed(**work)
