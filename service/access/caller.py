"""Who is asking: the account behind a token or a signed-in browser."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, bindparam, or_, select
from starlette.requests import Request

from models.problems import Problem
from service.access.cross_site import check_change
from service.access.keys import hashed
from service.access.permissions import Action, Reach, reach
from service.access.sessions import cookie_of
from service.store.database import Store
from service.store.tables import Account, ApiToken, BrowserSession, Membership, Role, now
from service.web.refusals import RefusedError
from service.web.together import Together

NOT_SIGNED_IN = Problem(
    code="E8101", cause="nobody is signed in", action='sign in, or send a token as "Authorization: Bearer ..."'
)
# Every request asks one of these two: made once, and of columns alone.
_ACCOUNT = select(Account.id, Account.role, Account.worker_id, Membership.team_id).outerjoin(Account.memberships)
_ALIVE = _ACCOUNT.where(Account.disabled_at.is_(None))
TOKENS = _ALIVE.add_columns(ApiToken.secret_hash, ApiToken.scopes).where(
    ApiToken.account_id == Account.id,
    ApiToken.secret_hash.in_(bindparam("hashes", expanding=True)),
    ApiToken.revoked_at.is_(None),
    or_(ApiToken.expires_at.is_(None), ApiToken.expires_at >= bindparam("at")),
)
BROWSERS = _ALIVE.add_columns(
    BrowserSession.secret_hash, BrowserSession.id.label("browser_session_id"), BrowserSession.csrf_secret
).where(
    BrowserSession.account_id == Account.id,
    BrowserSession.secret_hash.in_(bindparam("hashes", expanding=True)),
    BrowserSession.expires_at >= bindparam("at"),
)
Holder = Sequence[Row[Any]]
Holders = Together[bytes, Holder]


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


async def caller_of(http: Request) -> Caller:
    """Return who is asking.

    Raises:
        RefusedError: nobody is signed in, the token is unknown, expired or revoked, or a browser's change does not
            come from our own pages.
    """
    scheme, _, secret = http.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and secret:
        found = await _holder(http.app.state.token_holders, secret.strip())
        return _caller(found, scopes=None if found[0].scopes is None else frozenset(found[0].scopes))
    if cookie := cookie_of(http):
        found = await _holder(http.app.state.browser_holders, cookie)
        check_change(http, found[0].csrf_secret)
        return _caller(found, browser_session_id=found[0].browser_session_id)
    raise _nobody()


def caller_for(account: Account) -> Caller:
    """Return the caller that an account makes."""
    teams = frozenset(membership.team_id for membership in account.memberships)
    return Caller(account.id, Role(account.role), teams, account.worker_id)


def holders_of(secrets: Select[Any], store: Store, hashes: Sequence[bytes]) -> list[Holder]:
    """Return for each secret the account that holds it: a row for each of its teams, one if it has none, or no rows."""
    held: dict[bytes, list[Row[Any]]] = {each: [] for each in hashes}
    with store.reading() as session:
        for row in session.execute(secrets, {"hashes": hashes, "at": now()}):
            held[row.secret_hash].append(row)
    return [held[each] for each in hashes]


async def _holder(holders: Holders, secret: str) -> Holder:
    found = await holders.ask(hashed(secret))
    if not found:
        raise _nobody()
    return found


def _caller(found: Holder, **further: Any) -> Caller:
    teams = frozenset(row.team_id for row in found if row.team_id is not None)
    return Caller(found[0].id, Role(found[0].role), teams, found[0].worker_id, **further)


def _nobody() -> RefusedError:
    return RefusedError(401, NOT_SIGNED_IN, www_authenticate="Bearer")
