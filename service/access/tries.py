"""How often somebody may try to sign in: counted in the store, so that it holds across processes and restarts."""

import ipaddress
from datetime import timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.problems import Problem
from service.access.keys import hashed
from service.access.notes import note
from service.store.database import Store
from service.store.tables import Account, SignInTries, now
from service.web.refusals import RefusedError

WITHIN = timedelta(minutes=15)
MOST_OF_A_NAME = 10
MOST_OF_AN_ADDRESS = 100  # a whole office may stand behind one address


def count_try(store: Store, address: str, name: str | None = None) -> None:
    """Count a try before it is looked at, so that tries side by side count too; names nobody has count alike.

    Args:
        store: where it is counted, in a transaction of its own.
        address: the network address it came from.
        name: the account it is for; None where the secret alone says.

    Raises:
        RefusedError: too many within a quarter of an hour; says how many seconds to wait.
    """
    with store.writing() as session:
        _forget_old(session)
        waits = [_counted(session, _of_address(address), MOST_OF_AN_ADDRESS)]
        if name is not None and not waits[0]:
            waits.append(_counted(session, _of_name(name), MOST_OF_A_NAME, locks=name))
    if wait := max(waits):
        problem = Problem(code="E8109", cause="too many tries to sign in", action=f"wait {wait // 60 + 1} minutes")
        raise RefusedError(429, problem, retry_after=str(wait))


def forgive(session: Session, address: str, name: str | None = None) -> None:
    """Take back what a try that succeeded counted, and all that its name counted."""
    of_address = SignInTries.key_hash == hashed(_of_address(address))
    session.execute(update(SignInTries).where(of_address, SignInTries.tries > 0).values(tries=SignInTries.tries - 1))
    if name is not None:
        session.execute(delete(SignInTries).where(SignInTries.key_hash == hashed(_of_name(name))))


def _counted(session: Session, key: str, most: int, locks: str | None = None) -> int:
    """Count a try and return how many seconds to wait; 0 = go on. The first try too many of a name is noted."""
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert(SignInTries) if on_sqlite else postgresql.insert(SignInTries)
    counting = insert.values(key_hash=hashed(key), tries=1, began_at=now()).on_conflict_do_update(
        index_elements=[SignInTries.key_hash], set_={"tries": SignInTries.tries + 1}
    )
    tries, began_at = session.execute(counting.returning(SignInTries.tries, SignInTries.began_at)).one()
    if tries == most + 1 and (account := session.scalar(select(Account).where(Account.name == locks))):
        note(session, account, "sign-in-locked", tries=most)
    return 0 if tries <= most else max(1, int((began_at + WITHIN - now()).total_seconds()))


def _forget_old(session: Session) -> None:
    """Delete what is past counting; rows that another process is deleting are left to it."""
    old = select(SignInTries.key_hash).where(SignInTries.began_at < now() - WITHIN).with_for_update(skip_locked=True)
    session.execute(delete(SignInTries).where(SignInTries.key_hash.in_(old)))


def _of_name(name: str) -> str:
    return f"name {name}"


def _of_address(address: str) -> str:
    """Return the address to count for; one household or office has a whole /64 of IPv6."""
    try:
        given = ipaddress.ip_address(address)
    except ValueError:
        return f"address {address}"
    return f"address {ipaddress.ip_network((given, 64), strict=False) if given.version == 6 else given}"
