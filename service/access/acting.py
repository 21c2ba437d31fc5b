"""What an endpoint works with: who is asking, for which action, and the rows that they may reach, in one place."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from fastapi import Depends, Request
from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.problems import Problem
from service.access.caller import Caller, caller_of
from service.access.permissions import Action, Reach
from service.settings import Settings
from service.store.database import Store
from service.store.tables import AuditEntry, Solve, StoredRequest, StoredRoster, Swap, Team, Week
from service.web.refusals import RefusedError

Rowed = TypeVar("Rowed", bound=Select[Any])
OfWeek = TypeVar("OfWeek", StoredRequest, StoredRoster, Solve, Swap)


@dataclass(frozen=True)
class Rows:
    """A transaction in which only rows within the caller's reach are found."""

    session: Session
    caller: Caller
    action: Action
    correlation_id: str | None

    @property
    def reach(self) -> Reach:
        """How far the caller may go with this action."""
        return self.caller.reach(self.action)

    def in_reach(self, query: Rowed, team_id: InstrumentedAttribute[int]) -> Rowed:
        """Return the query with only the rows of teams within reach."""
        return query if self.reach is Reach.ALL else query.where(team_id.in_(self.caller.team_ids))

    def team(self, team_id: int) -> Team:
        """Return a team.

        Raises:
            RefusedError: there is none with this id within reach; another team's looks like none at all.
        """
        team = self.session.get(Team, team_id)
        if team is None or not self._reaches(team.id):
            raise _not_found("team", team_id)
        return team

    def week(self, week_id: int) -> Week:
        """Return a week; raises RefusedError as `team` does."""
        week = self.session.get(Week, week_id)
        if week is None or not self._reaches(week.team_id):
            raise _not_found("week", week_id)
        return week

    def of_week(self, kind: type[OfWeek], row_id: int) -> OfWeek:
        """Return a row that belongs to a week; raises RefusedError as `team` does."""
        row = self.session.get(kind, row_id)
        week = self.session.get(Week, row.week_id) if row else None
        if row is None or week is None or not self._reaches(week.team_id):
            raise _not_found(kind.__tablename__.replace("_", " "), row_id)
        return row

    def record(
        self,
        what: str,
        *,
        week: Week | None = None,
        team_id: int | None = None,
        from_version: int | None = None,
        **details: Any,
    ) -> None:
        """Write what is done into the audit log, in the same transaction: both are kept or neither.

        Args:
            what: the thing acted on, such as "roster 12".
            week: the week it belongs to.
            team_id: the team it belongs to, where there is no week.
            from_version: the version it had before.
            details: ids, counts and settings; no free text, no names.
        """
        entry = AuditEntry(
            account_id=self.caller.account_id,
            account_role=self.caller.role,
            action=self.action,
            team_id=week.team_id if week else team_id,
            week_id=week.id if week else None,
            what=what,
            from_version=from_version,
            details=details,
            correlation_id=self.correlation_id,
        )
        self.session.add(entry)

    def _reaches(self, team_id: int) -> bool:
        return self.reach is Reach.ALL or team_id in self.caller.team_ids


@dataclass(frozen=True)
class Acting:
    """A caller about to do one action: opens transactions for it, short ones when it takes long to work out."""

    store: Store
    settings: Settings
    caller: Caller
    action: Action
    correlation_id: str | None

    @contextmanager
    def reading(self) -> Iterator[Rows]:
        """Give the rows within reach, to read."""
        with self.store.reading() as session:
            yield Rows(session, self.caller, self.action, self.correlation_id)

    @contextmanager
    def writing(self) -> Iterator[Rows]:
        """Give the rows within reach, to change; nothing else is changed meanwhile on SQLite, so keep it short."""
        with self.store.writing() as session:
            yield Rows(session, self.caller, self.action, self.correlation_id)


def may(action: Action) -> Any:
    """Return the dependency that lets only those in who may do `action`; each endpoint has just one."""

    def acting(http: Request) -> Acting:
        state = http.app.state
        with state.store.reading() as session:
            caller = caller_of(http, session)
        caller.reach(action)
        return Acting(state.store, state.settings, caller, action, getattr(http.state, "correlation_id", None))

    acting.action = action  # type: ignore[attr-defined]  # read by the test of every endpoint and role
    return Depends(acting)


def _not_found(what: str, row_id: int) -> RefusedError:
    problem = Problem(code="E8103", cause=f"there is no {what} {row_id} that you may see", action="check the id")
    return RefusedError(404, problem)
