"""A person at a real browser: in by link, a password set, out, in by password, a token made; wide and narrow."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import delete

from service.access.links import link_address, make_sign_in_link
from service.settings import Settings
from service.store.database import Store
from service.store.tables import Account, Role
from service.web.app import create_app
from tests.chromium import in_a_browser, sound
from tests.service.listening import listening

WORDS = "correct horse battery"
pytestmark = in_a_browser


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """The settings of a service that listens."""
    tmp_path = tmp_path_factory.mktemp("browser")
    address = f"sqlite:///{tmp_path}/rota.sqlite3"
    with listening(lambda port: create_app(Settings(DATABASE_URL=address, port=port))) as app:
        yield app.state.settings


@pytest.fixture
def link(settings: Settings) -> str:
    """A sign-in link of a new account anna."""
    store = Store(settings.database_url)
    with store.writing() as session:
        session.execute(delete(Account))
        account = Account(name="anna", role=Role.FINANCE)
        session.add(account)
        session.flush()
        secret = make_sign_in_link(session, account)
    store.close()
    return link_address(settings, secret)


@pytest.fixture(params=[1280, 390], ids=["wide", "narrow"])
def page(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    page = browser.new_page(viewport={"width": request.param, "height": 800})
    page.set_default_timeout(15_000)
    page.asked = []
    page.heard = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("pageerror", lambda error: page.heard.append(str(error)))
    page.on("console", lambda message: page.heard.append(message.text) if message.type == "error" else None)
    yield page
    page.close()


def test_in_by_link_a_password_set_out_and_in_by_password(page: Any, settings: Settings, link: str) -> None:
    page.goto(link)
    assert page.url == f"{settings.own_address}/sign-in"
    sound(page)
    page.get_by_role("button", name="Sign in by the link").press("Enter")
    page.get_by_role("link", name="Set one").click()
    page.get_by_label("New password").fill(WORDS)
    page.get_by_role("button", name="Set password").click()
    page.get_by_text("Your password is set").wait_for()
    sound(page)
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_label("Account name").fill("anna")
    page.get_by_label("Password", exact=True).fill(WORDS)
    page.get_by_label("Password", exact=True).press("Enter")
    page.get_by_role("heading", name="Weeks").wait_for()
    assert page.get_by_text("You have no password yet").count() == 0
    sound(page)
    assert all(address.startswith(settings.own_address) for address in page.asked)
    assert page.heard == []


def test_a_token_is_made_shown_and_ended(page: Any, link: str) -> None:
    page.goto(link)
    page.get_by_role("button", name="Sign in by the link").click()
    page.get_by_role("link", name="Your account").click()
    page.get_by_text("Make a token").click()
    page.get_by_label("What it is for").fill("payroll")
    page.get_by_label("read costs").check()
    page.get_by_role("button", name="Make the token").click()
    assert len(page.locator(".said code").inner_text()) > 40
    page.reload()
    assert "read costs" in page.get_by_role("listitem").inner_text()
    page.get_by_role("button", name="End the token payroll").click()
    page.get_by_text("None.").wait_for()


def test_a_wrong_password_is_told_where_it_was_typed(page: Any, settings: Settings) -> None:
    page.goto(f"{settings.own_address}/sign-in")
    assert not page.locator("#by-link").is_visible()
    page.get_by_label("Account name").fill("anna")
    page.get_by_label("Password", exact=True).fill("wrong")
    page.get_by_label("Password", exact=True).press("Enter")
    assert "do not belong together" in page.get_by_role("alert").inner_text()


def test_every_field_and_button_has_a_name_and_a_page_one_heading(page: Any, link: str) -> None:
    page.goto(link)
    sound(page)
    page.get_by_role("button", name="Sign in by the link").click()
    page.get_by_role("link", name="Your account").click()
    page.get_by_text("Make a token").click()
    sound(page)
