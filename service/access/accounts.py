"""Accounts as administrators keep them: made, changed, disabled; there is always an administrator left."""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.problems import Problem
from service.access.links import end_links
from service.access.sessions import end_sessions
from service.store.tables import Account, ApiToken, CalendarAddress, Membership, Role, Team, now
from service.web.refusals import RefusedError

WITH_TEAMS = {Role.WORKER, Role.LEADER}


def make_account(session: Session, name: str, role: Role, team_ids: Sequence[int], worker_id: str | None) -> Account:
    """Make an account.

    Args:
        session: a writing transaction.
        name: what it signs in with.
        role: what it may do.
        team_ids: its teams; only workers and team leaders have some.
        worker_id: a worker's id in the teams' rota requests; only workers have one.

    Raises:
        RefusedError: the name is taken, or role, teams and worker do not fit together.
    """
    if session.scalar(select(Account.id).where(Account.name == name)):
        problem = Problem(code="E8113", cause=f"there is an account {name} already", action="give another name")
        raise RefusedError(409, problem)
    account = Account(name=name)
    set_place(session, account, role, team_ids, worker_id)
    session.add(account)
    session.flush()
    return account


def set_place(session: Session, account: Account, role: Role, team_ids: Sequence[int], worker_id: str | None) -> None:
    """Give an account its role, teams and worker; arguments and errors as `make_account`."""
    known = set(session.scalars(select(Team.id).where(Team.id.in_(team_ids))))
    problems = [*_misfits(role, team_ids, worker_id), *(_no_team(each) for each in set(team_ids) - known)]
    if worker_id is not None:
        problems += _doubles(session, account, team_ids, worker_id)
    if problems:
        raise RefusedError(422, *problems)
    account.role, account.worker_id = role, worker_id
    account.memberships = [
        next((kept for kept in account.memberships if kept.team_id == each), Membership(team_id=each))
        for each in sorted(known)
    ]


def disable(session: Session, account: Account) -> None:
    """Stop an account at once: its browsers, links, tokens and calendar address, which stay dead if it is enabled."""
    account.disabled_at = account.disabled_at or now()
    end_sessions(session, account.id)
    end_links(session, account.id)
    for kind in (ApiToken, CalendarAddress):
        alive = update(kind).where(kind.account_id == account.id, kind.revoked_at.is_(None))
        session.execute(alive.values(revoked_at=now()))


def check_administrator_left(session: Session, but: Account) -> None:
    """See that somebody else can administer; holds for two administrators changing each other at once too.

    Args:
        session: a writing transaction.
        but: the administrator who is about to be none.

    Raises:
        RefusedError: there is nobody else.
    """
    active = select(Account.id).where(Account.role == Role.ADMINISTRATOR, Account.disabled_at.is_(None))
    if set(session.scalars(active.order_by(Account.id).with_for_update())) <= {but.id}:
        cause = "this is the last administrator"
        raise RefusedError(409, Problem(code="E8114", cause=cause, action="make another administrator first"))


def _misfits(role: Role, team_ids: Sequence[int], worker_id: str | None) -> list[Problem]:
    found = []
    if (role in WITH_TEAMS) != bool(team_ids):
        cause = f"the role {role} {'needs a team' if role in WITH_TEAMS else 'reaches all teams and belongs to none'}"
        found.append(Problem(code="E8115", cause=cause, action="give teams to workers and leaders, to nobody else"))
    if (role is Role.WORKER) != (worker_id is not None):
        cause = f"the role {role} {'needs a' if role is Role.WORKER else 'has no'} worker id"
        found.append(Problem(code="E8115", cause=cause, action="give workers theirs, nobody else one"))
    return found


def _doubles(session: Session, account: Account, team_ids: Sequence[int], worker_id: str) -> list[Problem]:
    """A worker of a team is one account's: two would each change the other's preferences."""
    query = select(Account.id).join(Membership).where(Account.worker_id == worker_id, Membership.team_id.in_(team_ids))
    with session.no_autoflush:
        others = set(session.scalars(query)) - {account.id}
    cause = f"worker {worker_id} of these teams has account {min(others, default=0)} already"
    return [Problem(code="E8116", cause=cause, action="change that account, or give another id")] if others else []


def _no_team(team_id: int) -> Problem:
    return Problem(code="E8117", cause=f"there is no team {team_id}", action="make the team first")
