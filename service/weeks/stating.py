"""Stating preferences: a worker's own, within the agreement's limits, until the deadline.

Everybody states theirs on the last evening: statements that come in the same moment are judged and kept together.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.problems import InputError
from models.self_rostering import PreferenceLimits
from service.access.acting import Acting, Rows
from service.store.database import Store
from service.store.tables import StatedPreferences, StoredRequest, Week, now
from service.web.conditions import require_version, stale
from service.web.refusals import RefusedError
from service.weeks.statements import own_worker, require_still_asked
from service.weeks.wishes import StatedWishes, Wishes, grounds, stated, wrong_with


@dataclass(frozen=True)
class Statement:
    """What one worker states for a week, and the version they have read."""

    act: Acting
    week_id: int
    wishes: Wishes
    if_match: str | None

    @property
    def worker_id(self) -> str:
        """Whose it is; raises RefusedError where the account is no worker's."""
        return own_worker(self.act.caller)

    @property
    def key(self) -> tuple[int, str]:
        """Whose it is, and for which week."""
        return self.week_id, self.worker_id


_Earlier = dict[tuple[int, str], StatedPreferences]
_Outcome = StatedWishes | Exception
_Of = TypeVar("_Of")


def state_all(store: Store, statements: Sequence[Statement]) -> list[_Outcome]:
    """Keep what workers state for weeks, in place of what each stated before.

    Returns:
        For each, in order, what stands now, or why it was refused: an InputError with every problem of the wishes, or a
        RefusedError (it is too late, or they were changed since they were read).
    """
    refusals = _judged(store, statements)
    sound = [number for number, refusal in enumerate(refusals) if refusal is None]
    sound.sort(key=lambda number: statements[number].key)  # alike in every process, so that no two wait for each other
    kept = dict(zip(sound, _kept(store, [statements[number] for number in sound]), strict=True)) if sound else {}
    return [kept[number] if refusal is None else refusal for number, refusal in enumerate(refusals)]


def _judged(store: Store, statements: Sequence[Statement]) -> list[Exception | None]:
    """Return why each statement is refused by what is known before anything is changed; None = it is not."""
    week_ids = {statement.week_id for statement in statements}
    with store.reading() as session:
        weeks = session.scalars(select(Week).where(Week.id.in_(week_ids))).all()
        newest = select(StoredRequest.week_id, func.max(StoredRequest.id)).group_by(StoredRequest.week_id)
        of_weeks = newest.where(StoredRequest.week_id.in_([week.id for week in weeks]))
        request_ids = {week_id: request_id for week_id, request_id in session.execute(of_weeks)}
        return [_caught(partial(_judge, each.act.rows(session), each, request_ids), Exception) for each in statements]


def _judge(rows: Rows, statement: Statement, request_ids: dict[int, int]) -> None:
    week = rows.week(statement.week_id)
    require_still_asked(week)
    limits = PreferenceLimits(**week.preference_limits)
    request = grounds(statement.act.store, request_ids[week.id])
    problems = wrong_with(request, statement.worker_id, statement.wishes.wishes, limits)
    if problems:
        raise InputError(problems)


def _kept(store: Store, statements: Sequence[Statement]) -> list[_Outcome]:
    """Keep statements in one transaction; one that clashes with another process's is tried alone, and refused."""
    try:
        with store.writing() as session:
            weeks = _held_still(session, {statement.week_id for statement in statements})
            earlier = _earlier(session, weeks, statements)
            return [_caught(partial(_keep, each.act.rows(session), each, earlier), RefusedError) for each in statements]
    except IntegrityError:
        return [stale()] if len(statements) == 1 else [_kept(store, [each])[0] for each in statements]


def _held_still(session: Session, week_ids: set[int]) -> Sequence[Week]:
    """Return weeks that stay as they are to the transaction's end: who submits one waits, and finds what was kept."""
    query = select(Week).where(Week.id.in_(week_ids)).order_by(Week.id)
    return session.scalars(query.with_for_update(read=True)).all()


def _earlier(session: Session, weeks: Sequence[Week], statements: Sequence[Statement]) -> _Earlier:
    """Return what the same workers stated of these weeks before, locked."""
    mine = (
        StatedPreferences.week_id.in_([week.id for week in weeks]),
        StatedPreferences.worker_id.in_({statement.worker_id for statement in statements}),
    )
    query = select(StatedPreferences).where(*mine).order_by(StatedPreferences.id)
    return {(row.week_id, row.worker_id): row for row in session.scalars(query.with_for_update())}


def _keep(rows: Rows, statement: Statement, earlier: _Earlier) -> StatedWishes:
    week = rows.week(statement.week_id)
    require_still_asked(week)
    row = earlier.get((week.id, statement.worker_id))
    before = row.version if row else 0
    require_version(before, statement.if_match)
    if row is None:
        row = earlier[week.id, statement.worker_id] = StatedPreferences(week_id=week.id, worker_id=statement.worker_id)
        rows.session.add(row)
    row.version, row.stated_at = before + 1, now()
    row.preferences = [wish.model_dump(mode="json") for wish in statement.wishes.wishes]
    what = f"preferences of week {week.id}"
    rows.record(what, week=week, from_version=before, wishes=len(statement.wishes.wishes))
    return stated(row)


def _caught(part: Callable[[], _Of], kind: type[Exception]) -> _Of | Exception:
    """Return what one statement's part comes to; what goes wrong with it is no matter of the others'."""
    try:
        return part()
    except kind as error:
        return error
