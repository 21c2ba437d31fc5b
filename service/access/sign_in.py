"""The ways in for people: a link used once, a password, the council's directory; each begins a browser session."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.problems import Problem
from service.access.links import used_link
from service.access.notes import note
from service.access.passwords import is_right
from service.access.sessions import SignedIn, begin_session
from service.access.tries import count_try, forgive
from service.store.database import Store
from service.store.tables import Account
from service.web.refusals import RefusedError


def sign_in_by_password(store: Store, name: str, password: str, address: str, hours: int) -> SignedIn:
    """Sign an account in by its password; every way to be wrong takes as long and answers alike.

    Args:
        store: where accounts are.
        name: the account's.
        password: as typed.
        address: the network address it came from.
        hours: how long the session lasts.

    Raises:
        RefusedError: name and password do not belong together, or there were too many tries.
    """
    count_try(store, address, name)
    with store.reading() as session:
        account = session.scalar(select(Account).where(Account.name == name))
    kept = account.password_hash if account and not account.disabled_at else None
    right = is_right(password, kept)  # outside any transaction: it is slow on purpose
    if not (account and right):
        raise _refused("name and password do not belong together", "check both, or ask for a sign-in link")
    with store.writing() as session:
        account = session.get(Account, account.id)
        if account is None or account.disabled_at or account.password_hash != kept:
            raise _refused("name and password do not belong together", "check both, or ask for a sign-in link")
        forgive(session, address, name)
        return _signed_in(session, account, "password", hours)


def sign_in_by_link(store: Store, secret: str, address: str, hours: int) -> SignedIn:
    """Sign an account in by a one-time link; arguments and errors as `sign_in_by_password`."""
    count_try(store, address)
    with store.writing() as session:
        account = used_link(session, secret)
        if account is not None:
            forgive(session, address)
            return _signed_in(session, account, "link", hours)
    raise _refused("this link was used already, is too old, or was never made", "ask for a new sign-in link")


def sign_in_from_directory(store: Store, issuer: str, subject: str, name: str | None, hours: int) -> SignedIn:
    """Sign in whom the council's directory vouches for.

    Args:
        store: where accounts are.
        issuer: the directory.
        subject: who it is there, for good.
        name: the account's name as the directory tells it; used at the first sign-in only.
        hours: how long the session lasts.

    Raises:
        RefusedError: nobody here is that person, or the account is disabled.
    """
    with store.writing() as session:
        known = select(Account).where(Account.issuer == issuer, Account.subject == subject)
        named = select(Account).where(Account.name == name, Account.subject.is_(None))
        account = session.scalar(known) or (session.scalar(named) if name else None)
        if account is None or account.disabled_at:
            cause = "the directory knows you, but no account here is yours"
            raise RefusedError(403, Problem(code="E8118", cause=cause, action="ask an administrator for an account"))
        account.issuer, account.subject = issuer, subject
        return _signed_in(session, account, "directory", hours)


def check_present_password(store: Store, account: Account, password: str, address: str) -> None:
    """See that somebody at a signed-in browser knows its account's password, where it has one.

    Raises:
        RefusedError: it is wrong, or there were too many tries.
    """
    if account.password_hash is None:
        return
    count_try(store, address, account.name)
    if not is_right(password, account.password_hash):
        problem = Problem(code="E8112", cause="the present password is wrong", action="type the one you sign in with")
        raise RefusedError(422, problem)
    with store.writing() as session:
        forgive(session, address, account.name)


def _signed_in(session: Session, account: Account, began_with: str, hours: int) -> SignedIn:
    note(session, account, "sign-in", by=began_with)
    return begin_session(session, account, began_with, hours)


def _refused(cause: str, action: str) -> RefusedError:
    return RefusedError(401, Problem(code="E8107", cause=cause, action=action), www_authenticate="Bearer")
