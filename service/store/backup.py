"""Backups of the whole store, made while it is used, and put back while nobody uses it."""

import os
from pathlib import Path

from models.problems import InputError, Problem
from service.settings import Settings
from service.store import postgres_backup, sqlite_backup


def back_up(settings: Settings, file: Path) -> None:
    """Write everything that is in the store, as at one moment, to a new file that only its owner reads.

    Raises:
        InputError: there is such a file already, or the store cannot be read.
    """
    if file.exists():
        problem = Problem(code="E8802", cause=f"{file} is there already", action="give the backup another name")
        raise InputError([problem])
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        unfinished.touch(mode=0o600)
        if settings.database_file:
            sqlite_backup.back_up(settings.database_file, unfinished)
        else:
            postgres_backup.back_up(settings.database_url, unfinished)
        os.replace(unfinished, file)  # noqa: PTH105  # complete, or not there at all
    except OSError as error:
        problem = Problem(
            code="E8803", cause=f"{file} cannot be written ({error.strerror})", action="give a place with room to write"
        )
        raise InputError([problem]) from error
    finally:
        unfinished.unlink(missing_ok=True)


def restore(settings: Settings, file: Path, *, replace: bool) -> None:
    """Put a backup in the store's place; everybody signs in again. What was there stays if anything goes wrong.

    Args:
        settings: which store.
        file: a backup made by `back_up` of the same kind of database.
        replace: whether a store that holds something may be replaced.

    Raises:
        InputError: the file is no backup of ours or of a newer program, or the store holds something or is in use.
    """
    if not file.is_file():
        raise InputError([Problem(code="E8804", cause=f"there is no file {file}", action="check its name")])
    if settings.database_file:
        sqlite_backup.restore(settings.database_file, file, replace=replace)
    else:
        postgres_backup.restore(settings.database_url, file, replace=replace)
