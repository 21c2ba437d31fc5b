"""What can be wrong with a backup, or with the store it is to go to."""

from pathlib import Path

from models.problems import InputError, Problem


def no_database(place: str) -> InputError:
    """There is no store where the settings say, or nobody answers there."""
    action = "correct DATABASE_URL, or start in the folder of rota.sqlite3"
    return InputError([Problem(code="E8808", cause=f"there is no database {place}", action=action)])


def no_backup(file: Path) -> InputError:
    """The file is none that `rota backup` wrote for this kind of database."""
    action = "give a file that `rota backup` wrote, of the database that DATABASE_URL names"
    return InputError([Problem(code="E8804", cause=f"{file} is no backup of a rota service", action=action)])


def something_there() -> InputError:
    """The store has accounts; nobody said that it may go."""
    action = "back it up, then give --replace; or name another database with DATABASE_URL"
    return InputError([Problem(code="E8805", cause="the database holds a service's data already", action=action)])


def in_use() -> InputError:
    """Somebody is connected to the store."""
    action = "stop every `rota serve` and `rota worker` on it first"
    return InputError([Problem(code="E8806", cause="the database is in use", action=action)])


def program_failed(program: str, said: str) -> InputError:
    """A program of PostgreSQL is missing or did not do it."""
    action = f"install PostgreSQL's client programs, of the server's version or newer; {program} must be found on PATH"
    return InputError([Problem(code="E8807", cause=f"{program} could not do it ({said})", action=action)])
