"""What an endpoint works with: who is asking, for which action, and the rows that they may reach, in one place."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from pydantic import BaseModel
from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute, Session
from starlette.concurrency import run_in_threadpool

from models.problems import Problem
from service.access.caller import Caller, caller_of
from service.access.permissions import Action, Reach
from service.settings import Settings
from service.store.database import Store
from service.store.tables import AuditEntry, Solve, StoredRequest, StoredRoster, Swap, Team, Week
from service.web.idempotency import Asked, Once
from service.web.refusals import RefusedError

Rowed = TypeVar("Rowed", bound=Select[Any])
OfWeek = TypeVar("OfWeek", StoredRequest, StoredRoster, Solve, Swap)
Answer = TypeVar("Answer", bound=BaseModel)


@dataclass(frozen=True)
class Rows:
    """A transaction in which only rows within the caller's reach are found."""

    session: Session
    caller: Caller
    action: Action
    correlation_id: str | None
    once: Once | None = None

    @property
    def reach(self) -> Reach:
        """How far the caller may go with this action."""
        return self.caller.reach(self.action)

    def in_reach(self, query: Rowed, team_id: InstrumentedAttribute[int] | InstrumentedAttribute[int | None]) -> Rowed:
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

    def worker_id(self, asked: str) -> str:
        """Return the worker asked for, if the caller's reach has them: their own only, where it ends there.

        Raises:
            RefusedError: it is another worker; looks as if there were none.
        """
        if self.reach is Reach.OWN and asked != self.caller.worker_id:
            raise _not_found("worker", asked)
        return asked

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

    def answered(self, answer: Answer) -> Answer:
        """Return a POST's answer, kept in this transaction if it came with an idempotency key.

        Every POST that changes something ends so, inside its transaction and once its headers are set; one whose
        answer holds a secret does not, and is then refused when it is sent again.
        """
        if self.once:
            self.once.keep(self.session, answer)
        return answer

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
    once: Once | None = None

    def in_person(self) -> int:
        """Return the browser session of a person; what concerns signing in is not for programs.

        Raises:
            RefusedError: a token is used.
        """
        if self.caller.browser_session_id is None:
            problem = Problem(code="E8106", cause="a token cannot do this", action="sign in with a browser")
            raise RefusedError(403, problem)
        return self.caller.browser_session_id

    def rows(self, session: Session, once: Once | None = None) -> Rows:
        """Return the rows within reach, in a transaction under way."""
        return Rows(session, self.caller, self.action, self.correlation_id, once)

    @contextmanager
    def reading(self) -> Iterator[Rows]:
        """Give the rows within reach, to read."""
        with self.store.reading() as session:
            yield self.rows(session)

    @contextmanager
    def writing(self, *, on_the_way: bool = False) -> Iterator[Rows]:
        """Give the rows within reach, to change; nothing else is changed meanwhile on SQLite, so keep it short.

        Args:
            on_the_way: this is not yet what a POST is sent for; it may be refused later, and sent again with its key.
        """
        once = None if on_the_way else self.once
        with self.store.writing() as session:
            if once:
                once.claim(session, self.caller.account_id)
            yield self.rows(session, once)


def may(action: Action) -> Any:
    """Return the dependency that lets only those in who may do `action`; each endpoint has just one."""

    async def acting(http: Request) -> Acting:
        state = http.app.state
        caller = await caller_of(http)
        caller.reach(action)
        return Acting(state.store, state.settings, caller, action, getattr(http.state, "correlation_id", None))

    async def acting_once(act: Annotated[Acting, Depends(acting)], once: Asked) -> Acting:
        """Answer a POST that was done before; only after it is clear who asks is the rest of the body read."""
        if once:  # handing work to a thread costs about as much as the rest of the way here
            await run_in_threadpool(_answer_again, act, once)
        return replace(act, once=once)

    acting_once.action = action  # type: ignore[attr-defined]  # read by the test of every endpoint and role
    return Depends(acting_once)


def _answer_again(act: Acting, once: Once) -> None:
    with act.store.reading() as session:
        once.give_again(session, act.caller.account_id)


def _not_found(what: str, row_id: int | str) -> RefusedError:
    problem = Problem(code="E8103", cause=f"there is no {what} {row_id} that you may see", action="check the id")
    return RefusedError(404, problem)
