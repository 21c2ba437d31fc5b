"""Who is asking: the account behind a token or a signed-in browser."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.requests import Request

from models.problems import Problem
from service.access.permissions import Action, Reach, reach
from service.store.tables import Account, ApiToken, Role, now
from service.web.refusals import RefusedError

NOT_SIGNED_IN = Problem(
    code="E8101", cause="nobody is signed in", action='sign in, or send a token as "Authorization: Bearer ..."'
)


@dataclass(frozen=True)
class Caller:
    """An account, its role and teams, and the actions a token is scoped to (None = all of its role's)."""

    account_id: int
    role: Role
    team_ids: frozenset[int]
    worker_id: str | None = None
    scopes: frozenset[str] | None = None

    def reach(self, action: Action) -> Reach:
        """Return how far the caller may go with this action.

        Raises:
            RefusedError: the role, or the token's scopes, do not have it.
        """
        allowed = reach(self.role, action)
        if allowed is None or (self.scopes is not None and action not in self.scopes):
            cause = f"this {self.role} account may not {action.replace('-', ' ')}"
            action_told = "ask an administrator for another role or token"
            raise RefusedError(403, Problem(code="E8102", cause=cause, action=action_told))
        return allowed


def hashed(secret: str) -> bytes:
    """Return what is kept of a secret: long random secrets need no slow hash."""
    return hashlib.sha256(secret.encode()).digest()


def caller_of(http: Request, session: Session) -> Caller:
    """Return who is asking.

    Raises:
        RefusedError: nobody is signed in, or the token is unknown, expired or revoked.
    """
    scheme, _, secret = http.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and secret:
        return _of_token(session, secret.strip())
    raise RefusedError(401, NOT_SIGNED_IN, www_authenticate="Bearer")


def caller_for(account: Account, scopes: frozenset[str] | None = None) -> Caller:
    """Return the caller that an account makes."""
    teams = frozenset(membership.team_id for membership in account.memberships)
    return Caller(account.id, Role(account.role), teams, account.worker_id, scopes)


def _of_token(session: Session, secret: str) -> Caller:
    token = session.scalar(select(ApiToken).where(ApiToken.secret_hash == hashed(secret)))
    account = session.get(Account, token.account_id) if token else None
    alive = token and account and not token.revoked_at and not account.disabled_at
    if not (token and account and alive) or (token.expires_at and token.expires_at < now()):
        raise RefusedError(401, NOT_SIGNED_IN, www_authenticate="Bearer")
    return caller_for(account, None if token.scopes is None else frozenset(token.scopes))
