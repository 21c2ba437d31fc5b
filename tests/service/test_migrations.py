"""The migrations make the tables that the program knows: on both databases, once, whoever starts."""

import multiprocessing
from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from models.problems import InputError
from service.store.database import Store
from service.store.migrating import is_current
from service.store.tables import Table, Team


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store(database_url)
    yield opened
    opened.close()


def migrated(database_url: str) -> None:
    """What a process that starts does with the tables."""
    store = Store(database_url)
    store.migrate()
    store.close()


def test_an_empty_database_gets_every_table(store: Store) -> None:
    store.migrate()
    assert set(Table.metadata.tables) <= set(inspect(store.engine).get_table_names())


def test_the_tables_migrated_are_the_tables_that_the_program_knows(store: Store) -> None:
    store.migrate()
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": only_ours})
        assert compare_metadata(context, Table.metadata) == []


def only_ours(name: str | None, kind: str, _: object) -> bool:
    """The job engine has tables of its own beside ours."""
    return kind != "table" or name in Table.metadata.tables


def test_migrating_again_changes_nothing(store: Store) -> None:
    store.migrate()
    with store.writing() as session:
        session.add(Team(name="north"))
    store.migrate()
    with store.reading() as session:
        assert [team.name for team in session.query(Team)] == ["north"]


def test_it_is_known_whether_the_tables_are_of_the_newest_form(store: Store) -> None:
    with store.engine.connect() as connection:
        assert not is_current(connection)
    store.migrate()
    with store.engine.connect() as connection:
        assert is_current(connection)


def test_a_database_of_a_newer_program_is_refused(store: Store) -> None:
    store.migrate()
    with store.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(InputError, match="E8005"):
        store.migrate()


def test_four_that_start_at_once_make_the_tables_once(database_url: str) -> None:
    context = multiprocessing.get_context("forkserver")
    starting = [context.Process(target=migrated, args=(database_url,)) for _ in range(4)]
    for process in starting:
        process.start()
    for process in starting:
        process.join(60)
    assert [process.exitcode for process in starting] == [0] * 4
