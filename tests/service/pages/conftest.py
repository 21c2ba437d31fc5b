"""A service that listens, does quick solves, and is asked by people at a real browser, wide and narrow."""

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import delete

from service.rosters.keeping import checked_roster
from service.settings import Settings
from service.store.tables import Role, Week
from service.web.app import create_app
from tests import builders as make
from tests.service import sqlite
from tests.service.access.browsers import browser_of
from tests.service.house import House, with_teams
from tests.service.jobs import children
from tests.service.listening import listening
from tests.service.pages.people import Person

ROSTER = make.roster(make.duty(visits=[("V1", "08:00")]))


@pytest.fixture(scope="module")
def listening_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A service on SQLite with the teams north and south; a stand-in solves until it is stopped."""
    folder = tmp_path_factory.mktemp("pages")
    outcome = folder / "outcome"
    outcome.write_bytes(pickle.dumps(checked_roster(make.request(), ROSTER)))
    address = sqlite.fresh_database(folder)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(children.OUTCOME, str(outcome))
        patched.setattr("service.jobs.solver.work", children.endless)
        with listening(lambda port: create_app(Settings(DATABASE_URL=address, port=port))) as app:
            yield with_teams(House(SimpleNamespace(app=app)))  # type: ignore[arg-type]


@pytest.fixture
def home(listening_home: House) -> Iterator[House]:
    """The service, without any week."""
    yield listening_home
    with listening_home.store.writing() as session:
        session.execute(delete(Week))


AtBrowser = Callable[[Role], Person]


@contextmanager
def browsers(browser: Any, home: House, width: int) -> Iterator[AtBrowser]:
    """Gives a person of a role at a browser of their own, signed in."""
    opened = []

    def sit_down(role: Role) -> Person:
        context = browser.new_context(viewport={"width": width, "height": 800}, locale="en-GB")
        opened.append(context)
        signed_in = browser_of(home, role)
        address = home.client.app.state.settings.own_address  # type: ignore[attr-defined]
        context.add_cookies([{"name": "rota", "value": signed_in.secret, "url": address}])
        return Person(context.new_page(), address)

    yield sit_down
    for context in opened:
        context.close()


@pytest.fixture(params=[1280, 390], ids=["wide", "narrow"])
def at_browser(browser: Any, home: House, request: pytest.FixtureRequest) -> Iterator[AtBrowser]:
    """People at wide windows, then on phones."""
    with browsers(browser, home, request.param) as sit_down:
        yield sit_down


@pytest.fixture
def on_phone(browser: Any, home: House) -> Iterator[AtBrowser]:
    """People on phones."""
    with browsers(browser, home, 390) as sit_down:
        yield sit_down
