"""`rota link` and `rota token`: ways in for an account, made by whoever runs the machine."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.problems import InputError, Problem
from service.access.links import link_address, make_sign_in_link
from service.access.permissions import Action
from service.access.tokens import make_token
from service.operations.opening import opened_store
from service.settings_reading import read_settings
from service.store.tables import Account, AuditEntry


def new_link(name: str) -> str:
    """Return a link that signs an account in once.

    Raises:
        InputError: no enabled account has this name, or the store cannot be opened.
    """
    settings = read_settings()
    with opened_store(settings) as store, store.writing() as session:
        account = _account(session, name)
        _record(session, account, made="link")
        return link_address(settings, make_sign_in_link(session, account))


def new_token(name: str, days: int) -> str:
    """Return a token with which a program acts for an account, for some days.

    Raises:
        InputError: as `new_link`.
    """
    with opened_store(read_settings()) as store, store.writing() as session:
        account = _account(session, name)
        _record(session, account, made="token")
        _, secret = make_token(session, account, "made on the machine", None, days)
    return secret


def _account(session: Session, name: str) -> Account:
    account = session.scalar(select(Account).where(Account.name == name, Account.disabled_at.is_(None)))
    if account is None:
        problem = Problem(code="E8009", cause=f"no account is called {name}", action="check its name, and DATABASE_URL")
        raise InputError([problem])
    return account


def _record(session: Session, account: Account, made: str) -> None:
    """Write into the audit log that nobody signed in, but the machine's own people, made a way in."""
    entry = AuditEntry(action=Action.MANAGE_OWN_SIGN_IN, what=f"account {account.id}", details={"made": made})
    session.add(entry)
