"""A person at a real browser: in by link, a password set, out, in by password, a token made; wide and narrow."""

import socket
from collections.abc import Iterator
from threading import Thread
from time import sleep
from typing import Any

import pytest
import uvicorn
from sqlalchemy import delete

from service.access.links import link_address, make_sign_in_link
from service.settings import Settings
from service.store.database import Store
from service.store.tables import Account, Role
from service.web.app import create_app
from tests.report.test_browser import CHROMIUM, FLAGS

WORDS = "correct horse battery"
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium to open the pages in")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS, timeout=120_000)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """The settings of a service that listens."""
    tmp_path = tmp_path_factory.mktemp("browser")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        settings = Settings(DATABASE_URL=f"sqlite:///{tmp_path}/rota.sqlite3", port=port)
        server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="warning"))
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            sleep(0.02)
        yield settings
        server.should_exit = True
        thread.join()


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
    fits(page)
    page.get_by_role("button", name="Sign in by the link").press("Enter")
    page.get_by_role("link", name="Set one").click()
    page.get_by_label("New password").fill(WORDS)
    page.get_by_role("button", name="Set password").click()
    page.get_by_text("Your password is set").wait_for()
    fits(page)
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_label("Account name").fill("anna")
    page.get_by_label("Password", exact=True).fill(WORDS)
    page.get_by_label("Password", exact=True).press("Enter")
    page.get_by_role("heading", name="Weeks").wait_for()
    assert page.get_by_text("You have no password yet").count() == 0
    fits(page)
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


def fits(page: Any) -> None:
    """Nothing is wider than the window."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def sound(page: Any) -> None:
    """What a screen reader needs is there."""
    nameless = """[...document.querySelectorAll("input:not([type=hidden], [hidden]), button, a, summary")]
        .filter((each) => !(each.labels?.length || each.textContent.trim() || each.ariaLabel)).length"""
    assert page.evaluate(nameless) == 0
    assert page.get_by_role("heading", level=1).count() == 1
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(ids) == len(set(ids))
    assert page.evaluate("document.documentElement.lang") == "en-GB"
