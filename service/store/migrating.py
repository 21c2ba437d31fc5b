"""Brings the tables to the form this program knows, once, however many start at the same time."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from models.problems import InputError, Problem
from service.store.turns import take_turn

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(engine: Engine) -> None:
    """Apply every migration that is missing.

    Raises:
        InputError: a newer program has changed the tables.
    """
    with engine.begin() as connection:
        take_turn(connection)
        refuse_what_is_newer(_revision(connection))
        if is_current(connection):
            return
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def is_current(connection: Connection) -> bool:
    """Say whether every migration was applied."""
    return _revision(connection) == _known()[0]


def refuse_what_is_newer(revision: str | None) -> None:
    """Refuse tables of a form that this program does not know.

    Raises:
        InputError: it does not.
    """
    if revision is not None and revision not in _known():
        problem = Problem(
            code="E8005",
            cause=f"the database is of a newer program (its tables have the form {revision})",
            action="start the program that last used it, or restore a backup of this one",
        )
        raise InputError([problem])


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


@cache
def _known() -> tuple[str, ...]:
    """Return every revision this program has, the newest first."""
    return tuple(script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions())
