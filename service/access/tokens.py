"""Tokens for programs: an account's own, with some of its actions, for some time."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy.orm import Session

from models.problems import Problem
from service.access.keys import hashed, new_secret
from service.access.permissions import PERMISSIONS, Action
from service.store.tables import Account, ApiToken, Role, now
from service.web.refusals import RefusedError

MOST_DAYS = 366
DEFAULT_DAYS = 90


def make_token(
    session: Session, account: Account, name: str, scopes: Collection[Action] | None, days: int
) -> tuple[ApiToken, str]:
    """Make a token for an account.

    Args:
        session: a writing transaction.
        account: whose it is.
        name: what its holder calls it.
        scopes: the actions it may do; None = all that the account's role may, now or later.
        days: how long it can be used.

    Returns:
        The token's row, and its secret, which is kept nowhere.

    Raises:
        RefusedError: a scope is beyond the account's role.
    """
    beyond = sorted(set(scopes or ()) - set(PERMISSIONS[Role(account.role)]))
    if beyond:
        cause = f"the role {account.role} may not {', '.join(beyond)}"
        raise RefusedError(422, Problem(code="E8121", cause=cause, action="leave these scopes out"))
    secret = new_secret()
    token = ApiToken(
        account_id=account.id,
        name=name,
        secret_hash=hashed(secret),
        scopes=None if scopes is None else sorted(set(scopes)),
        expires_at=now() + timedelta(days=days),
    )
    session.add(token)
    session.flush()
    return token, secret
