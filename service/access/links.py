"""Links that sign somebody in once: made by an administrator or on the machine itself."""

from datetime import timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from service.access.keys import hashed, new_secret
from service.settings import Settings
from service.store.tables import Account, Role, SignInLink, now

LINK_HOURS = 48
FIRST_ADMINISTRATOR = "administrator"


def make_sign_in_link(session: Session, account: Account, hours: int = LINK_HOURS) -> str:
    """Make a link that signs an account in once, and end the earlier ones that nobody used.

    Args:
        session: a writing transaction.
        account: whom it signs in.
        hours: how long it can be used.

    Returns:
        Its secret, which is kept nowhere; `link_address` makes the link of it.
    """
    end_links(session, account.id)
    secret = new_secret()
    expires_at = now() + timedelta(hours=hours)
    session.add(SignInLink(account_id=account.id, secret_hash=hashed(secret), expires_at=expires_at))
    return secret


def end_links(session: Session, account_id: int) -> None:
    """End an account's links that nobody used."""
    unused = update(SignInLink).where(SignInLink.account_id == account_id, SignInLink.used_at.is_(None))
    session.execute(unused.where(SignInLink.expires_at > now()).values(expires_at=now()))


def used_link(session: Session, secret: str) -> Account | None:
    """Use a link up and return its account; None = unknown, used or too old, or the account is disabled."""
    using = (
        update(SignInLink)
        .where(SignInLink.secret_hash == hashed(secret), SignInLink.used_at.is_(None), SignInLink.expires_at > now())
        .values(used_at=now())
        .returning(SignInLink.account_id)
    )
    account = session.get(Account, session.scalar(using) or 0)
    return None if account is None or account.disabled_at else account


def first_administrator_link(session: Session) -> str | None:
    """Make the first administrator, where there is none, and a link for them until an administrator has signed in.

    Args:
        session: a writing transaction.

    Returns:
        The link's secret; None = an administrator has signed in already.
    """
    administrators = select(Account).where(Account.role == Role.ADMINISTRATOR)
    known = session.scalars(administrators).all()
    if not known:
        known = [Account(name=FIRST_ADMINISTRATOR, role=Role.ADMINISTRATOR)]
        session.add_all(known)
        session.flush()
    ids = [account.id for account in known]
    used = select(func.count()).where(SignInLink.account_id.in_(ids), SignInLink.used_at.is_not(None))
    if session.scalar(used) or any(account.password_hash or account.subject for account in known):
        return None
    return make_sign_in_link(session, known[0])


def link_address(settings: Settings, secret: str) -> str:
    """Return the link; what follows # is never sent to a server, so that no log and no mail scanner uses it up."""
    return f"{settings.own_address}/sign-in#{secret}"
