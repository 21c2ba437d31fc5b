"""Removes what has been kept long enough; the audit log stays, and says what went."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from service.access.permissions import Action
from service.settings import Settings
from service.store.database import Store
from service.store.tables import (
    AuditEntry,
    BrowserSession,
    DirectorySignIn,
    GivenAnswer,
    Notice,
    SignInLink,
    SignInTries,
    StatedPreferences,
    StoredRoster,
    Week,
    WeekState,
    now,
)
from service.web.idempotency import KEPT

TRIES_KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Purge:
    """Goes through the store; with `only_count` everything is counted and nothing removed."""

    store: Store
    settings: Settings
    only_count: bool
    counts: dict[str, int] = field(default_factory=dict)

    def run(self) -> dict[str, int]:
        """Remove what is too old, in short transactions; return how many rows of each kind.

        "weeks not closed" counts weeks that are old enough to go but were never closed: they are kept.
        """
        with self._transaction() as session:
            self._remove_small_things(session)
            self._record(session, "purge", **self.counts)
        closed, not_closed = self._old_weeks()
        self.counts.update({"weeks": len(closed), "rosters": 0, "weeks not closed": len(not_closed)})
        for week_id in closed:
            with self._transaction() as session:
                self._remove_week(session, week_id)
        return self.counts

    def _remove_small_things(self, session: Session) -> None:
        instant = now()
        ended = self._ended(self.settings.preferences_kept_days)
        notices = Notice.created_at < instant - timedelta(days=self.settings.notices_kept_days)
        unused = SignInLink.used_at.is_(None) & (SignInLink.expires_at < instant)  # used ones tell who signed in
        for name, statement in {
            "preferences": delete(StatedPreferences).where(StatedPreferences.week_id.in_(ended)),
            "notices": delete(Notice).where(notices),
            "answers": delete(GivenAnswer).where(GivenAnswer.at < instant - KEPT),
            "sessions": delete(BrowserSession).where(BrowserSession.expires_at < instant),
            "links": delete(SignInLink).where(unused),
            "directory sign-ins": delete(DirectorySignIn).where(DirectorySignIn.expires_at < instant),
            "tries": delete(SignInTries).where(SignInTries.began_at < instant - TRIES_KEPT),
        }.items():
            self.counts[name] = session.execute(statement).rowcount  # type: ignore[attr-defined]

    def _remove_week(self, session: Session, week_id: int) -> None:
        """Remove a week with all that belongs to it: its requests, solves, rosters, notices, what was delivered."""
        rosters = session.scalar(select(func.count()).where(StoredRoster.week_id == week_id)) or 0
        session.execute(update(Week).where(Week.follows_week_id == week_id).values(follows_week_id=None))
        team_id = session.scalar(delete(Week).where(Week.id == week_id).returning(Week.team_id))
        self._record(session, f"week {week_id}", team_id=team_id, week_id=week_id, rosters=rosters)
        self.counts["rosters"] += rosters

    def _old_weeks(self) -> tuple[list[int], list[int]]:
        """Return the weeks that ended long enough ago: those closed, and those that never were."""
        ids = self._ended(self.settings.weeks_kept_days)
        with self.store.reading() as session:
            is_closed = Week.state == WeekState.CLOSED
            closed = set(session.scalars(select(Week.id).where(Week.id.in_(ids), is_closed)))
        return sorted(closed), sorted(set(ids) - closed)

    def _ended(self, days: int) -> list[int]:
        """Return the weeks whose last day is more than some days ago."""
        first_kept = date.today() - timedelta(days=days)  # London's: the process's time zone is fixed
        with self.store.reading() as session:
            rows = session.execute(select(Week.id, Week.starts, Week.days)).all()
        return [week_id for week_id, starts, length in rows if starts + timedelta(days=length) <= first_kept]

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        with self.store.writing() as session:
            yield session
            if self.only_count:
                session.rollback()

    def _record(
        self, session: Session, what: str, team_id: int | None = None, week_id: int | None = None, **details: int
    ) -> None:
        entry = AuditEntry(action=Action.PURGE, what=what, team_id=team_id, week_id=week_id, details=details)
        session.add(entry)
