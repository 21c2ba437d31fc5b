"""Opens the store when a process starts, and says plainly what is wrong where it cannot be opened."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from models.problems import InputError, Problem
from service.settings import Settings
from service.store.database import Store, for_psycopg

KINDS = ("sqlite", "postgresql+psycopg")


@contextmanager
def opened_store(settings: Settings) -> Iterator[Store]:
    """Give the store, its tables in their newest form.

    Raises:
        InputError: it cannot be opened or reached, or a newer program has changed it.
    """
    if _kind(settings) not in KINDS:
        action = "name SQLite as sqlite:///folder/rota.sqlite3, or PostgreSQL as postgresql://user:password@host/name"
        raise InputError([Problem(code="E8002", cause="DATABASE_URL names no database that we know", action=action)])
    store = Store(settings.database_url)
    try:
        try:
            store.migrate()
        except DBAPIError as error:
            raise InputError([_out_of_reach(settings, error)]) from error
        yield store
    finally:
        store.close()


def _kind(settings: Settings) -> str | None:
    """Return the database and its driver, None where the address cannot be read."""
    try:
        return make_url(for_psycopg(settings.database_url)).drivername
    except ArgumentError:
        return None


def _out_of_reach(settings: Settings, error: DBAPIError) -> Problem:
    why = str(error.orig).strip().splitlines()[0]
    if settings.database_file:
        path = settings.database_file.absolute()
        action = "start where this file can be read and written, or name another with DATABASE_URL"
        return Problem(code="E8003", cause=f"the database {path} cannot be opened ({why})", action=action)
    place = make_url(settings.database_url)
    cause = f"PostgreSQL at {place.host or place.query.get('host', 'the default place')} cannot be used ({why})"
    return Problem(code="E8004", cause=cause, action="start it, or correct DATABASE_URL")
