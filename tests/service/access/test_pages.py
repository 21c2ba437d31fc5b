"""The pages show what each role may read, and send who is not signed in to sign in."""

import re

import pytest

from service.own_duties import own_duty
from service.rosters.workshop import Workshop
from service.store.tables import Account, OwnRota, Role, StoredRoster, Week, WeekState, now
from tests import builders as make
from tests.service.access.browsers import Browser, browser_of
from tests.service.house import House, kept_roster, opened_week

ROSTER = make.roster(make.duty(visits=[("V1", "08:00")]))
OF_ROSTER = {"report.html", "roster.xlsx", "roster.csv", "ledger.csv", "costs.csv"}


def published_week(home: House, team: str = "north", state: str = "published") -> int:
    """A week with a roster in force, straight in the store."""
    week_id = opened_week(home, make.request(), team)
    roster_id = kept_roster(home, week_id, ROSTER)
    duty = own_duty(make.request(), ROSTER.duties[0]).model_dump(mode="json")
    with home.store.writing() as session:
        session.get_one(Week, week_id).state = state
        roster = session.get_one(StoredRoster, roster_id)
        roster.state, roster.published_at = "published", now()
        session.add(OwnRota(roster_id=roster_id, worker_id="W1", duties=[duty]))
    return week_id


@pytest.fixture(scope="module")
def home_with_week(standing_home: House) -> House:
    published_week(standing_home)
    return standing_home


def readings(browser: Browser) -> set[str]:
    return set(re.findall(r'href="(/api/[^"]+)"', browser.ask("GET", "/").text))


@pytest.mark.parametrize("path", ["/", "/account"])
def test_who_is_not_signed_in_is_sent_to_sign_in(standing_home: House, path: str) -> None:
    answer = standing_home.client.get(path, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


def test_a_week_is_shown_with_where_it_stands(home_with_week: House) -> None:
    text = browser_of(home_with_week, Role.LEADER).ask("GET", "/").text
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
        (Role.LEADER, OF_ROSTER | {"xlsx"}),
        (Role.AUDITOR, OF_ROSTER | {"xlsx"}),
        (Role.FINANCE, {"ledger.csv", "costs.csv"}),
        (Role.WORKER, {"calendar.ics"}),
    ],
)
def test_each_role_finds_what_it_may_read(home_with_week: House, role: Role, kinds: set[str]) -> None:
    assert {address.rpartition("/")[2] for address in readings(browser_of(home_with_week, role))} == kinds


@pytest.mark.parametrize("role", list(Role))
def test_nothing_that_a_page_leads_to_is_missing_or_forbidden(
    home_with_week: House, role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workshop, "run", lambda _, work, *given, **named: work(*given, **named))  # in this process
    lead_somewhere(browser_of(home_with_week, role))


@pytest.mark.parametrize(("role", "state"), [(Role.FINANCE, WeekState.CLOSED), (Role.LEADER, WeekState.CLOSED)])
def test_what_only_a_week_in_one_state_has_is_there(small_home: House, role: Role, state: WeekState) -> None:
    published_week(small_home, state=state)
    browser = browser_of(small_home, role)
    lead_somewhere(browser, "/api/v1/weeks/")


def lead_somewhere(browser: Browser, beginning: str = "/api/") -> None:
    """All that a page leads to is there for who sees it."""
    found = {each: browser.ask("GET", each).status_code for each in readings(browser) if each.startswith(beginning)}
    assert found
    assert set(found.values()) == {200}


def test_a_week_without_a_roster_leads_to_none(small_home: House) -> None:
    opened_week(small_home, make.request())
    assert {address.rpartition("/")[2] for address in readings(browser_of(small_home, Role.LEADER))} == {"xlsx"}


@pytest.mark.parametrize(("role", "told"), [(Role.LEADER, "Version 1 of the roster"), (Role.WORKER, "No roster is")])
def test_a_draft_is_told_to_those_who_may_read_it(small_home: House, role: Role, told: str) -> None:
    week_id = opened_week(small_home, make.request())
    kept_roster(small_home, week_id, ROSTER)
    with small_home.store.writing() as session:
        session.get_one(Week, week_id).state = "submitted"
    assert told in browser_of(small_home, role).ask("GET", "/").text


def test_a_worker_sees_their_own_duties_once_they_are_published(small_home: House) -> None:
    browser = browser_of(small_home, Role.WORKER)
    assert "Monday 12 January" not in browser.ask("GET", "/").text
    published_week(small_home)
    assert "Monday 12 January: 07:00 to 13:00, 1 visit<" in browser.ask("GET", "/").text
    assert "07:00" not in browser_of(small_home, Role.FINANCE).ask("GET", "/").text


@pytest.mark.parametrize(("role", "offered"), [(Role.WORKER, True), (Role.LEADER, False)])
def test_a_worker_alone_is_offered_a_calendar_address(standing_home: House, role: Role, offered: bool) -> None:
    assert ("Make an address" in browser_of(standing_home, role).ask("GET", "/account").text) is offered


def test_the_present_password_is_asked_for_unless_a_link_signed_in(small_home: House) -> None:
    for began_with, asked in (("password", True), ("link", False)):
        browser = browser_of(small_home, Role.LEADER, began_with=began_with)
        with small_home.store.writing() as session:
            session.get_one(Account, browser.account_id).password_hash = "kept"
        assert ("Present password" in browser.ask("GET", "/account").text) is asked


def test_a_name_is_text_and_never_markup(small_home: House) -> None:
    browser = browser_of(small_home, Role.LEADER)
    with small_home.store.writing() as session:
        session.get_one(Account, browser.account_id).name = "<script>alert(1)</script>"
    assert "<script>alert" not in browser.ask("GET", "/").text
