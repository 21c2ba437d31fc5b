"""Private calendar addresses: who has one reads one worker's rota, without signing in, until it is revoked."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.problems import Problem
from service.access.acting import Rows
from service.access.caller import caller_for
from service.access.keys import hashed, new_secret
from service.rosters.own_rota import own_calendar, own_worker_id
from service.store.tables import Account, CalendarAddress, now
from service.web.refusals import RefusedError

MOST_ADDRESSES = 10


def make_address(rows: Rows, account_id: int) -> tuple[CalendarAddress, str]:
    """Make an address for an account's worker; its secret is told now and never again, as only its hash is kept.

    Raises:
        RefusedError: there is no such account, it is no worker's, or it has too many addresses already.
    """
    account = rows.session.get(Account, account_id)
    if account is None:
        cause = f"there is no account {account_id}"
        raise RefusedError(404, Problem(code="E8103", cause=cause, action="check the id"))
    own_worker_id(caller_for(account))
    if len(addresses(rows.session, account_id)) >= MOST_ADDRESSES:
        cause = f"there are {MOST_ADDRESSES} calendar addresses already"
        raise RefusedError(409, Problem(code="E8561", cause=cause, action="revoke one that is not used any more"))
    secret = new_secret()
    made = CalendarAddress(account_id=account_id, secret_hash=hashed(secret))
    rows.session.add(made)
    rows.session.flush()
    rows.record(f"calendar address {made.id}", account=account_id)
    return made, secret


def addresses(session: Session, account_id: int) -> list[CalendarAddress]:
    """Return an account's addresses that are not revoked, the newest first."""
    query = select(CalendarAddress).where(
        CalendarAddress.account_id == account_id, CalendarAddress.revoked_at.is_(None)
    )
    return list(session.scalars(query.order_by(CalendarAddress.id.desc())))


def revoke(rows: Rows, account_id: int, address_id: int) -> None:
    """Have an address of an account lead nowhere from now on.

    Raises:
        RefusedError: the account has no such address.
    """
    found = [each for each in addresses(rows.session, account_id) if each.id == address_id]
    if not found:
        cause = f"there is no calendar address {address_id} that you may see"
        raise RefusedError(404, Problem(code="E8103", cause=cause, action="check the id"))
    found[0].revoked_at = now()
    rows.record(f"calendar address {address_id}", account=account_id, revoked=True)


def calendar_at(session: Session, secret: str) -> bytes:
    """Return the calendar at a private address.

    Raises:
        RefusedError: 404; the address never was, or is no more.
    """
    query = select(CalendarAddress).where(
        CalendarAddress.secret_hash == hashed(secret), CalendarAddress.revoked_at.is_(None)
    )
    address = session.scalar(query)
    account = session.get(Account, address.account_id) if address else None
    if account is None or account.disabled_at or account.worker_id is None:
        problem = Problem(code="E8562", cause="there is no calendar at this address", action="make a new one")
        raise RefusedError(404, problem)
    return own_calendar(session, caller_for(account))
