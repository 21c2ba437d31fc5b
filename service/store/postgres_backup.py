"""Backups of PostgreSQL through its own programs: pg_dump's archive form, put back in one transaction."""

import os
import subprocess
import tempfile
from pathlib import Path

import psycopg
from sqlalchemy import URL, make_url

from service.store import backup_problems, migrating
from service.store.database import CONNECT_SECONDS, Store, for_psycopg
from service.store.restored import end_every_sign_in
from service.store.tables import Table

OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
JOB_ENGINE = "dbos"  # its schema
VARIABLES = {"host": "PGHOST", "port": "PGPORT", "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT"}


def back_up(database_url: str, file: Path) -> None:
    """Write an archive of a database that may be in use.

    Raises:
        InputError: pg_dump is missing or failed.
    """
    _run(database_url, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={file}")


def restore(database_url: str, file: Path, *, replace: bool) -> None:
    """Put an archive in a database's place, all of it or nothing."""
    if not _is_ours(database_url, file):
        raise backup_problems.no_backup(file)
    migrating.refuse_what_is_newer(_revision(database_url, file))
    _refuse_what_is_used(database_url, replace=replace)
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "restore.sql"
        _run(database_url, "pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(file))
        once = ("--single-transaction", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1")
        _run(database_url, "psql", *once, "--output=/dev/null", f"--command={_clearing()}", f"--file={script}")
    store = Store(database_url)
    try:
        store.migrate()
        end_every_sign_in(store)
    finally:
        store.close()


def _is_ours(database_url: str, file: Path) -> bool:
    with file.open("rb") as archive:
        if archive.read(5) != b"PGDMP":
            return False
    listed = _run(database_url, "pg_restore", "--list", str(file))
    return all(f" TABLE public {table} " in listed for table in ("alembic_version", "audit_entry"))


def _revision(database_url: str, file: Path) -> str | None:
    """Return the form that the archive's tables have: the one line of its table alembic_version."""
    only = ("--data-only", "--table=alembic_version", "--file=-")
    lines = iter(_run(database_url, "pg_restore", *only, str(file)).splitlines())
    return next((next(lines, None) for line in lines if line.startswith("COPY public.alembic_version")), None)


def _clearing() -> str:
    """Return what makes room for the archive: our tables go, and the job engine's."""
    tables = ", ".join(f'public."{table}"' for table in [*Table.metadata.tables, "alembic_version"])
    function = "DROP FUNCTION IF EXISTS public.audit_entry_append_only()"
    return f"DROP TABLE IF EXISTS {tables} CASCADE; {function}; DROP SCHEMA IF EXISTS {JOB_ENGINE} CASCADE"


def _refuse_what_is_used(database_url: str, *, replace: bool) -> None:
    plain = for_psycopg(database_url).replace("postgresql+psycopg://", "postgresql://", 1)
    try:
        connecting = psycopg.connect(plain, connect_timeout=CONNECT_SECONDS)
    except psycopg.OperationalError as error:
        raise backup_problems.no_database(make_url(database_url).host or "on this machine") from error
    with connecting as connection:
        made = connection.execute("SELECT to_regclass('public.account')").fetchone() != (None,)
        if made and not replace and connection.execute("SELECT count(*) FROM account").fetchone() != (0,):
            raise backup_problems.something_there()
        if connection.execute(OTHERS).fetchone() != (0,):
            raise backup_problems.in_use()


def _run(database_url: str, program: str, *arguments: str) -> str:
    """Run a program of PostgreSQL; the password goes by the environment, where no list of processes shows it."""
    told = os.environ | _variables(make_url(database_url))
    try:
        done = subprocess.run([program, *arguments], env=told, check=True, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise backup_problems.program_failed(program, "it is not installed") from error
    except subprocess.CalledProcessError as error:
        said = (error.stderr.strip().splitlines() or [f"status {error.returncode}"])[0]
        raise backup_problems.program_failed(program, said) from error
    return done.stdout


def _variables(url: URL) -> dict[str, str]:
    own = {"PGHOST": url.host, "PGPORT": url.port, "PGUSER": url.username, "PGDATABASE": url.database}
    own |= {"PGPASSWORD": url.password}
    own |= {VARIABLES[name]: str(value) for name, value in url.query.items() if name in VARIABLES}
    return {name: str(value) for name, value in own.items() if value is not None}
