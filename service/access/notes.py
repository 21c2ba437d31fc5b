"""What is written into the audit log about signing in, where nobody is signed in yet and no endpoint's `record` can."""

from sqlalchemy.orm import Session

from service.store.tables import Account, AuditEntry


def note(session: Session, account: Account, action: str, **details: str | int) -> None:
    """Write what happened at an account's door.

    Args:
        session: a writing transaction.
        account: whose; only its id and role are kept.
        action: "sign-in" or "sign-in-locked".
        details: settings and counts; no free text, no names.
    """
    session.add(
        AuditEntry(
            account_id=account.id,
            account_role=account.role,
            action=action,
            what=f"account {account.id}",
            details=details,
        )
    )
