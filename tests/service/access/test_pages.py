"""The pages show what each role may read, and send who is not signed in to sign in."""

import re

import pytest

from service.store.tables import Role, StoredRoster, Week, now
from tests import builders as make
from tests.service.access.browsers import Browser, browser_of
from tests.service.house import House, kept_roster, opened_week

ROSTER = make.roster(make.duty(visits=[("V1", "08:00")]))


def published_week(home: House, team: str = "north") -> int:
    week_id = opened_week(home, make.request(), team)
    roster_id = kept_roster(home, week_id, ROSTER)
    with home.store.writing() as session:
        session.get_one(Week, week_id).state = "published"
        roster = session.get_one(StoredRoster, roster_id)
        roster.state, roster.published_at = "published", now()
    return week_id


def readings(browser: Browser) -> set[str]:
    return set(re.findall(r'href="(/api/[^"]+)"', browser.ask("GET", "/").text))


@pytest.mark.parametrize("path", ["/", "/account"])
def test_who_is_not_signed_in_is_sent_to_sign_in(small_home: House, path: str) -> None:
    answer = small_home.client.get(path, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


def test_a_week_is_shown_with_where_it_stands(small_home: House) -> None:
    published_week(small_home)
    text = browser_of(small_home, Role.LEADER).ask("GET", "/").text
    assert "12 to 18 January 2026" in text
    assert "Published" in text
    assert "Version 1 of the roster was published on" in text


def test_another_teams_week_is_not_shown(small_home: House) -> None:
    published_week(small_home, "south")
    text = browser_of(small_home, Role.LEADER).ask("GET", "/").text
    assert "There are no weeks here yet" in text
    assert "January" not in text


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        (Role.LEADER, {"report.html", "roster.xlsx", "roster.csv", "ledger.csv", "costs.csv", "requests"}),
        (Role.AUDITOR, {"report.html", "roster.xlsx", "roster.csv", "ledger.csv", "costs.csv", "requests"}),
        (Role.FINANCE, {"ledger.csv", "costs.csv"}),
        (Role.WORKER, {"rota.html", "rota.ics"}),
    ],
)
def test_each_role_finds_what_it_may_read(small_home: House, role: Role, kinds: set[str]) -> None:
    published_week(small_home)
    assert {address.rpartition("/")[2] for address in readings(browser_of(small_home, role))} == kinds


@pytest.mark.parametrize("role", list(Role))
def test_nothing_that_a_page_leads_to_is_missing_or_forbidden(small_home: House, role: Role) -> None:
    published_week(small_home)
    browser = browser_of(small_home, role)
    found = {address: browser.ask("GET", address).status_code for address in readings(browser)}
    assert found
    assert set(found.values()) == {200}


def test_a_workers_rota_is_there_once_it_is_published(small_home: House) -> None:
    opened_week(small_home, make.request())
    assert not readings(browser_of(small_home, Role.WORKER))


def test_the_present_password_is_asked_for_unless_a_link_signed_in(small_home: House) -> None:
    from service.store.tables import Account

    for began_with, asked in (("password", True), ("link", False)):
        browser = browser_of(small_home, Role.LEADER, began_with=began_with)
        with small_home.store.writing() as session:
            session.get_one(Account, browser.account_id).password_hash = "kept"
        assert ("Present password" in browser.ask("GET", "/account").text) is asked


def test_a_name_is_text_and_never_markup(small_home: House) -> None:
    browser = browser_of(small_home, Role.LEADER)
    with small_home.store.writing() as session:
        from service.store.tables import Account

        session.get_one(Account, browser.account_id).name = "<script>alert(1)</script>"
    assert "<script>alert" not in browser.ask("GET", "/").text
