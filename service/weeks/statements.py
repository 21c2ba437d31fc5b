"""What workers have stated of a week: each their own, seen by nobody else until the deadline."""

from sqlalchemy import func, select

from models.base import Record
from models.problems import Problem
from service.access.acting import Acting, Rows
from service.access.caller import Caller
from service.store.tables import StatedPreferences, Week, now
from service.web.instants import ToldInstant
from service.web.refusals import RefusedError
from service.weeks.requests import latest_request_id
from service.weeks.states import Step, allows, require
from service.weeks.wishes import StatedWishes, grounds, stated


class CountOfStated(Record):
    """How many of a week's workers have stated preferences: all that anybody else knows before the deadline."""

    stated: int
    workers: int
    preferences_until: ToldInstant


def own_wishes(rows: Rows, week: Week) -> StatedWishes:
    """Return what the caller has stated for a week."""
    worker_id = own_worker(rows.caller)
    row = _statement(rows, week, worker_id)
    return stated(row) if row else StatedWishes(wishes=(), worker_id=worker_id)


def statements_of(rows: Rows, week: Week) -> list[StatedWishes]:
    """Return what a week's workers have stated, by worker."""
    query = select(StatedPreferences).where(StatedPreferences.week_id == week.id)
    return [stated(row) for row in rows.session.scalars(query.order_by(StatedPreferences.worker_id))]


def count_of_stated(act: Acting, week_id: int) -> CountOfStated:
    """Return how many have stated preferences."""
    with act.reading() as rows:
        week = rows.week(week_id)
        own = StatedPreferences.week_id == week.id
        count = rows.session.scalar(select(func.count()).select_from(StatedPreferences).where(own)) or 0
        request_id = latest_request_id(rows.session, week)
    workers = len(grounds(act.store, request_id or 0).workers)
    return CountOfStated(stated=count, workers=workers, preferences_until=week.preferences_until)


def require_still_asked(week: Week) -> None:
    """See that a week's deadline has not passed.

    Raises:
        RefusedError: 409, it has, or the week is no longer open.
    """
    require(week, Step.STATE_PREFERENCES)
    if has_passed(week):
        cause = "the deadline of preferences has passed"
        raise RefusedError(409, Problem(code="E8321", cause=cause, action="ask your team leader"))


def still_asked(week: Week) -> bool:
    """Return whether workers may still state what they wish of a week."""
    return allows(week, Step.STATE_PREFERENCES) and not has_passed(week)


def require_passed(week: Week) -> None:
    """See that a week's preferences may be seen by others than who states them.

    Raises:
        RefusedError: 409, the deadline has not passed.
    """
    if not has_passed(week):
        cause = "nobody else sees preferences before their deadline has passed"
        raise RefusedError(409, Problem(code="E8322", cause=cause, action="wait for it, or submit the week now"))


def has_passed(week: Week) -> bool:
    """Return whether a week's deadline of preferences has passed."""
    return week.preferences_until <= now()


def own_worker(caller: Caller) -> str:
    """Return the id under which the caller stands in rota requests.

    Raises:
        RefusedError: 409, this account has none.
    """
    if caller.worker_id is None:
        cause = "this account is no worker's: it has no id in rota requests"
        raise RefusedError(409, Problem(code="E8323", cause=cause, action="ask an administrator to give it one"))
    return caller.worker_id


def _statement(rows: Rows, week: Week, worker_id: str) -> StatedPreferences | None:
    own = (StatedPreferences.week_id == week.id, StatedPreferences.worker_id == worker_id)
    return rows.session.scalar(select(StatedPreferences).where(*own))
