"""Who is asking: the account behind a token or a signed-in browser."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.requests import Request

from models.problems import Problem
from service.access.cross_site import check_change
from service.access.keys import hashed
from service.access.permissions import Action, Reach, reach
from service.access.sessions import cookie_of, session_of
from service.store.tables import Account, ApiToken, Role, now
from service.web.refusals import RefusedError

NOT_SIGNED_IN = Problem(
    code="E8101", cause="nobody is signed in", action='sign in, or send a token as "Authorization: Bearer ..."'
)


@dataclass(frozen=True)
class Caller:
    """An account, its role and teams, and the actions a token is scoped to (None = all of its role's).

    A person at a browser has a `browser_session_id`; a program with a token has none.
    """

    account_id: int
    role: Role
    team_ids: frozenset[int]
    worker_id: str | None = None
    scopes: frozenset[str] | None = None
    browser_session_id: int | None = None

    def reach(self, action: Action) -> Reach:
        """Return how far the caller may go with this action.

        Raises:
            RefusedError: the role, or the token's scopes, do not have it.
        """
        allowed = reach(self.role, action)
        if allowed is None or not self.may(action):
            cause = f"this {self.role} account may not {action.replace('-', ' ')}"
            action_told = "ask an administrator for another role or token"
            raise RefusedError(403, Problem(code="E8102", cause=cause, action=action_told))
        return allowed

    def may(self, action: Action) -> bool:
        """Whether the role, and the token's scopes, have this action."""
        return reach(self.role, action) is not None and (self.scopes is None or action in self.scopes)


def caller_of(http: Request, session: Session) -> Caller:
    """Return who is asking.

    Raises:
        RefusedError: nobody is signed in, the token is unknown, expired or revoked, or a browser's change does not
            come from our own pages.
    """
    scheme, _, secret = http.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and secret:
        return _of_token(session, secret.strip())
    if cookie := cookie_of(http):
        return _of_browser(http, session, cookie)
    raise _nobody()


def caller_for(account: Account, scopes: frozenset[str] | None = None, browser_session_id: int | None = None) -> Caller:
    """Return the caller that an account makes."""
    teams = frozenset(membership.team_id for membership in account.memberships)
    return Caller(account.id, Role(account.role), teams, account.worker_id, scopes, browser_session_id)


def _of_browser(http: Request, session: Session, secret: str) -> Caller:
    found = session_of(session, secret)
    if found is None:
        raise _nobody()
    browser, account = found
    check_change(http, browser)
    return caller_for(account, browser_session_id=browser.id)


def _of_token(session: Session, secret: str) -> Caller:
    token = session.scalar(select(ApiToken).where(ApiToken.secret_hash == hashed(secret)))
    account = session.get(Account, token.account_id) if token else None
    alive = token and account and not token.revoked_at and not account.disabled_at
    if not (token and account and alive) or (token.expires_at and token.expires_at < now()):
        raise _nobody()
    return caller_for(account, None if token.scopes is None else frozenset(token.scopes))


def _nobody() -> RefusedError:
    return RefusedError(401, NOT_SIGNED_IN, www_authenticate="Bearer")
