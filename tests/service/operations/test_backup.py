"""A backup made while others write holds everything accepted before it, and comes back whole or not at all."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from models.problems import InputError
from service.access.keys import hashed
from service.settings import Settings
from service.store.backup import back_up, restore
from service.store.database import Store
from service.store.tables import Account, BrowserSession, Role, Team, now
from tests.service import postgres

WRITERS = 4


def settings(database_url: str) -> Settings:
    return Settings(DATABASE_URL=database_url)


@pytest.fixture
def elsewhere(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> str:
    """The address of another empty database of the same kind."""
    if database_url.startswith("sqlite"):
        return f"sqlite:///{tmp_path}/elsewhere.sqlite3"
    return postgres.fresh_database(request.getfixturevalue("postgres_server"))


@contextmanager
def opened(database_url: str) -> Iterator[Store]:
    store = Store(database_url)
    store.migrate()
    yield store
    store.close()


def filled(database_url: str, name: str = "north") -> None:
    """A store with a team and a signed-in administrator."""
    with opened(database_url) as store, store.writing() as session:
        session.add(Team(name=name))
        account = Account(name="administrator", role=Role.ADMINISTRATOR)
        session.add(account)
        session.flush()
        later = now() + timedelta(hours=1)
        secrets = {"secret_hash": hashed("cookie"), "csrf_secret": "c", "began_with": "link", "expires_at": later}
        session.add(BrowserSession(account_id=account.id, **secrets))


def teams(database_url: str) -> set[str]:
    with opened(database_url) as store, store.reading() as session:
        return {team.name for team in session.query(Team)}


def test_everything_accepted_before_a_backup_is_in_it_though_others_write_meanwhile(
    database_url: str, elsewhere: str, tmp_path: Path
) -> None:
    file = tmp_path / "rota.backup"
    accepted: list[str] = []
    with opened(database_url) as store:
        stopping = threading.Event()
        writers = [threading.Thread(target=write, args=(store, n, accepted, stopping)) for n in range(WRITERS)]
        for writer in writers:
            writer.start()
        while len(accepted) < 5 * WRITERS:
            stopping.wait(0.01)
        before = set(accepted)
        back_up(settings(database_url), file)
        stopping.set()
        for writer in writers:
            writer.join()
    restore(settings(elsewhere), file, replace=False)
    assert before <= teams(elsewhere) <= set(accepted)


def write(store: Store, number: int, accepted: list[str], stopping: threading.Event) -> None:
    """Make teams one after the other until told to stop; note each as soon as it is kept."""
    made = 0
    while not stopping.is_set():
        name = f"team-{number}-{made}"
        with store.writing() as session:
            session.add(Team(name=name))
        accepted.append(name)
        made += 1


def test_after_a_restore_everybody_signs_in_again(database_url: str, elsewhere: str, tmp_path: Path) -> None:
    filled(database_url)
    back_up(settings(database_url), tmp_path / "b")
    restore(settings(elsewhere), tmp_path / "b", replace=False)
    with opened(elsewhere) as store, store.reading() as session:
        assert session.query(BrowserSession).count() == 0
        assert [account.name for account in session.query(Account)] == ["administrator"]


def test_the_audit_log_is_append_only_after_a_restore_too(database_url: str, elsewhere: str, tmp_path: Path) -> None:
    filled(database_url)
    back_up(settings(database_url), tmp_path / "b")
    restore(settings(elsewhere), tmp_path / "b", replace=False)
    with opened(elsewhere) as store, store.engine.connect() as connection:
        sql = "SELECT count(*) FROM sqlite_master WHERE name LIKE 'audit_entry_no_%'"
        if not database_url.startswith("sqlite"):
            sql = "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'audit_entry_no_%'"
        assert connection.execute(text(sql)).scalar() == 2


def test_a_store_that_holds_something_is_replaced_only_when_told(
    database_url: str, elsewhere: str, tmp_path: Path
) -> None:
    filled(database_url)
    filled(elsewhere, "other")
    back_up(settings(database_url), tmp_path / "b")
    with pytest.raises(InputError, match="E8805"):
        restore(settings(elsewhere), tmp_path / "b", replace=False)
    assert teams(elsewhere) == {"other"}
    restore(settings(elsewhere), tmp_path / "b", replace=True)
    assert teams(elsewhere) == {"north"}


def test_a_store_in_use_is_not_replaced(database_url: str, elsewhere: str, tmp_path: Path) -> None:
    filled(database_url)
    back_up(settings(database_url), tmp_path / "b")
    with opened(elsewhere) as store, store.reading() as session:
        session.execute(text("SELECT 1"))
        with pytest.raises(InputError, match="E8806"):
            restore(settings(elsewhere), tmp_path / "b", replace=True)


@pytest.mark.parametrize(
    "content", [b"", b"a letter to the council", b"PGDMP and nothing", b"SQLite format 3\x00" * 100]
)
def test_what_is_no_backup_of_ours_leaves_everything_as_it_is(
    database_url: str, tmp_path: Path, content: bytes
) -> None:
    filled(database_url)
    (tmp_path / "b").write_bytes(content)
    with pytest.raises(InputError, match=r"E880[47]"):
        restore(settings(database_url), tmp_path / "b", replace=True)
    assert teams(database_url) == {"north"}


def test_a_backup_of_a_newer_program_leaves_everything_as_it_is(
    database_url: str, elsewhere: str, tmp_path: Path
) -> None:
    filled(database_url)
    filled(elsewhere, "other")
    with opened(database_url) as store, store.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    back_up(settings(database_url), tmp_path / "b")
    with pytest.raises(InputError, match="E8005"):
        restore(settings(elsewhere), tmp_path / "b", replace=True)
    assert teams(elsewhere) == {"other"}
    assert {path.name for path in tmp_path.iterdir()} <= {"rota.sqlite3", "elsewhere.sqlite3", "b"}


def test_a_backup_takes_no_other_files_place_and_is_read_by_its_owner_only(tmp_path: Path) -> None:
    own = settings(f"sqlite:///{tmp_path}/rota.sqlite3")
    filled(own.database_url)
    back_up(own, tmp_path / "b")
    assert (tmp_path / "b").stat().st_mode & 0o777 == 0o600
    with pytest.raises(InputError, match="E8802"):
        back_up(own, tmp_path / "b")


def test_a_backup_of_nothing_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="E8808"):
        back_up(settings(f"sqlite:///{tmp_path}/nowhere.sqlite3"), tmp_path / "b")
    assert not list(tmp_path.iterdir())


def test_postgresql_without_its_programs_is_told(
    postgres_server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match="E8807 pg_dump"):
        back_up(settings(postgres.fresh_database(postgres_server)), tmp_path / "b")
