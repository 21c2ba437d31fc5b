"""What cannot be started is told at once: code, cause, action, status 2."""

import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from service.cli import app
from service.store.database import Store
from service.store.tables import Team


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty folder, and no setting; the time zone of these tests comes back afterwards."""
    for name in [name for name in os.environ if name.startswith(("ROTA_", "DATABASE_URL"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("TZ", "Europe/London")
    monkeypatch.chdir(tmp_path)
    yield
    monkeypatch.undo()
    time.tzset()


def serve(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(app, ["serve", *(arguments or ("--port", "0"))], env=environment, catch_exceptions=False)


def codes(result: Result) -> list[str]:
    """The code of each problem told; every one of them says what to do."""
    assert result.exit_code == 2
    lines = result.stderr.splitlines()
    assert all("; " in line for line in lines)
    return [line.split()[0] for line in lines]


def test_a_port_in_use(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert codes(serve("--port", str(taken.getsockname()[1]))) == ["E8006"]
    assert not list(tmp_path.iterdir())


def test_an_address_of_another_machine() -> None:
    assert codes(serve("--host", "192.0.2.1", "--port", "0")) == ["E8007"]


def test_every_setting_that_cannot_be_used_is_told_at_once() -> None:
    result = serve(ROTA_PROT="1", ROTA_MOST_BYTES="much", ROTA_SESSION_HOURS="0")
    assert codes(result) == ["E8001", "E8001", "E8001"]
    assert all(name in result.stderr for name in ("ROTA_PROT", "ROTA_MOST_BYTES", "ROTA_SESSION_HOURS"))


def test_a_database_of_a_kind_we_do_not_know() -> None:
    result = serve(DATABASE_URL="mysql://rota:password@host/rota")
    assert codes(result) == ["E8002"]
    assert "password@host" not in result.stderr.split(";")[0]


def test_a_folder_that_is_not_there() -> None:
    assert codes(serve(DATABASE_URL="sqlite:///nowhere/rota.sqlite3")) == ["E8003"]


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "rota.sqlite3").write_text("a letter to the council\n" * 100)
    assert codes(serve()) == ["E8003"]


def test_postgresql_that_does_not_answer() -> None:
    began = time.monotonic()
    assert codes(serve(DATABASE_URL="postgresql://rota:secret@127.0.0.1:1/rota")) == ["E8004"]
    assert time.monotonic() - began < 10


def test_a_database_of_a_newer_program(tmp_path: Path) -> None:
    with emptied(tmp_path).writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert codes(serve()) == ["E8005"]


def test_a_demo_where_there_are_teams_already(tmp_path: Path) -> None:
    with emptied(tmp_path).writing() as session:
        session.add(Team(name="north"))
    assert codes(serve("--demo", "--port", "0")) == ["E8008"]


def emptied(folder: Path) -> Store:
    store = Store(f"sqlite:///{folder}/rota.sqlite3")
    store.migrate()
    return store


@pytest.mark.parametrize("command", ["link", "token"])
def test_a_way_in_for_nobody(command: str) -> None:
    assert codes(CliRunner().invoke(app, [command, "nobody"])) == ["E8009"]
