"""A real PostgreSQL for tests: one server a test run, a fresh database each time one is asked for."""

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from tests.service.making import make_tables

PLACES = ["/usr/lib/postgresql/17/bin", "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/15/bin"]


def program(name: str) -> str | None:
    """Where a program of PostgreSQL is, or None."""
    return shutil.which(name, path=os.pathsep.join([*PLACES, os.environ.get("PATH", "")]))


@contextmanager
def server() -> Iterator[str]:
    """Give the folder with the socket of a new server; skips where there is no PostgreSQL."""
    if not (program("initdb") and program("postgres")):
        pytest.skip("no PostgreSQL on this machine")
    with tempfile.TemporaryDirectory(prefix="rota-pg-") as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        data = Path(folder) / "data"
        _as_owner([str(program("initdb")), "-D", str(data), "-A", "trust", "-U", "rota", "-E", "UTF8", "--no-sync"])
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=200"
        _as_owner([str(program("pg_ctl")), "-D", str(data), "-w", "-l", f"{folder}/log", "-o", options, "start"])
        try:
            yield folder
        finally:
            _as_owner([str(program("pg_ctl")), "-D", str(data), "-w", "-m", "immediate", "stop"])


def fresh_database(folder: str, template: str = "template1") -> str:
    """Make a database on the server, empty or like another one that nobody uses, and return its address."""
    name = f"rota_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(f"host={folder} user=rota dbname=postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
    return f"postgresql://rota@/{name}?host={folder}"


@cache
def with_tables(folder: str) -> str:
    """Make a database with every table, once for each server, and return its name: a template for those of tests."""
    address = fresh_database(folder)
    make_tables(address)
    return str(make_url(address).database)


def is_being_changed(address: str) -> bool:
    """Whether somebody is in the middle of a change."""
    plain = make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)
    changes = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND backend_xid IS NOT NULL"
    with psycopg.connect(plain) as connection:
        return connection.execute(changes).fetchone() is not None


def _as_owner(command: list[str]) -> None:
    """Run a command as somebody PostgreSQL accepts: it refuses root."""
    if os.geteuid() == 0:
        command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
    subprocess.run(command, check=True, capture_output=True, cwd="/")
