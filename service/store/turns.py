"""One at a time, on either database: for the few things that every starting process does, and only one may."""

from sqlalchemy import Connection, text

START = 7_682_049  # any number, the same for all of our processes


def take_turn(connection: Connection) -> None:
    """Wait until no other process is starting; the turn ends with the transaction.

    A writing transaction on SQLite has no other beside it anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:start)"), {"start": START})
