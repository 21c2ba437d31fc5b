"""What is put right in a store that was restored from a backup."""

from sqlalchemy import delete

from service.store.database import Store
from service.store.tables import BrowserSession, SignInLink


def end_every_sign_in(store: Store) -> None:
    """End all sessions and links of the backup's day: they may have been ended since."""
    with store.writing() as session:
        session.execute(delete(BrowserSession))
        session.execute(delete(SignInLink).where(SignInLink.used_at.is_(None)))
