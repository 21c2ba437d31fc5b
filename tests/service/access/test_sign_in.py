"""People sign in by a link used once or by a password; only hashes are kept, and a sign-in ends when it should."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from service.access.links import first_administrator_link, make_sign_in_link
from service.access.passwords import hash_of
from service.store.tables import Account, AuditEntry, BrowserSession, Role, SignInLink, now
from tests.service.access.browsers import Browser, browser_of, new_account
from tests.service.house import House

WORDS = "correct horse battery"
OTHER_WORDS = "staple of seven ponies"


def link_of(home: House, account_id: int) -> str:
    with home.store.writing() as session:
        return make_sign_in_link(session, session.get_one(Account, account_id))


def use(home: House, secret: str) -> int:
    home.client.cookies.clear()
    return home.client.post("/api/v1/sign-in/link", json={"secret": secret}).status_code


def sign_in(home: House, name: str, password: str) -> int:
    home.client.cookies.clear()
    return home.client.post("/api/v1/sign-in/password", json={"name": name, "password": password}).status_code


def test_a_link_signs_in_once(home: House) -> None:
    secret = link_of(home, new_account(home, "anna"))
    assert use(home, secret) == 200
    assert home.client.get("/api/v1/sign-in").json()["name"] == "anna"
    assert use(home, secret) == 401


def test_a_link_grows_old(small_home: House) -> None:
    secret = link_of(small_home, new_account(small_home, "anna"))
    with small_home.store.writing() as session:
        session.execute(update(SignInLink).values(expires_at=now() - timedelta(seconds=1)))
    assert use(small_home, secret) == 401


def test_a_new_link_ends_the_one_before(small_home: House) -> None:
    account = new_account(small_home, "anna")
    first, second = link_of(small_home, account), link_of(small_home, account)
    assert (use(small_home, first), use(small_home, second)) == (401, 200)


def test_a_disabled_account_cannot_use_its_link(small_home: House) -> None:
    account = new_account(small_home, "anna")
    secret = link_of(small_home, account)
    with small_home.store.writing() as session:
        session.get_one(Account, account).disabled_at = now()
    assert use(small_home, secret) == 401


def test_the_first_administrator_has_a_link_until_one_signed_in(small_home: House) -> None:
    def link() -> str | None:
        with small_home.store.writing() as session:
            return first_administrator_link(session)

    first, second = link(), link()
    assert first and second and first != second
    assert use(small_home, second) == 200
    assert link() is None
    assert small_home.client.get("/api/v1/sign-in").json()["role"] == "administrator"


def test_a_password_signs_in(home: House) -> None:
    new_account(home, "anna", password_hash=hash_of(WORDS))
    assert sign_in(home, "anna", WORDS) == 200
    assert sign_in(home, "anna", WORDS.upper()) == 401


@pytest.mark.parametrize("name", ["nobody", "no-password", "disabled"])
def test_whoever_cannot_sign_in_gets_the_same_answer(small_home: House, name: str) -> None:
    new_account(small_home, "anna", password_hash=hash_of(WORDS))
    new_account(small_home, "no-password")
    new_account(small_home, "disabled", password_hash=hash_of(WORDS), disabled_at=now())
    wrong = small_home.client.post("/api/v1/sign-in/password", json={"name": "anna", "password": OTHER_WORDS})
    other = small_home.client.post("/api/v1/sign-in/password", json={"name": name, "password": WORDS})
    assert (other.status_code, other.json()) == (wrong.status_code, wrong.json())


def test_neither_links_nor_cookies_nor_passwords_are_kept_as_they_are(small_home: House) -> None:
    account = new_account(small_home, "anna", password_hash=hash_of(WORDS))
    secret = link_of(small_home, account)
    assert use(small_home, secret) == 200
    cookie = small_home.client.cookies["rota"]
    with small_home.store.reading() as session:
        assert session.get_one(Account, account).password_hash.startswith("$argon2id$")
        assert session.scalar(select(SignInLink)).secret_hash != secret.encode()
        assert session.scalar(select(BrowserSession)).secret_hash != cookie.encode()


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(small_home: House) -> None:
    answer = small_home.client.post(
        "/api/v1/sign-in/link", json={"secret": link_of(small_home, new_account(small_home, "a"))}
    )
    attributes = {part.strip() for part in answer.headers["set-cookie"].split(";")}
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= attributes
    assert "Secure" not in attributes


def test_a_sign_in_ends_after_its_hours(small_home: House) -> None:
    browser = browser_of(small_home, Role.LEADER)
    with small_home.store.writing() as session:
        session.execute(update(BrowserSession).values(expires_at=now() - timedelta(seconds=1)))
    assert browser.ask("GET", "/api/v1/sign-in").status_code == 401


def test_signing_out_ends_this_browser_alone(small_home: House) -> None:
    here, there = browser_of(small_home, Role.LEADER), browser_of(small_home, Role.LEADER)
    assert here.ask("DELETE", "/api/v1/sign-in").status_code == 204
    assert (status(here), status(there)) == (401, 200)


def test_signing_out_everywhere_ends_every_browser(small_home: House) -> None:
    here, there, other = (browser_of(small_home, role) for role in (Role.LEADER, Role.LEADER, Role.AUDITOR))
    assert here.ask("DELETE", "/api/v1/sign-in/everywhere").status_code == 204
    assert (status(here), status(there), status(other)) == (401, 401, 200)


def test_a_new_password_signs_every_other_browser_out_and_ends_links(small_home: House) -> None:
    here, there = browser_of(small_home, Role.LEADER), browser_of(small_home, Role.LEADER)
    secret = link_of(small_home, here.account_id)
    assert here.ask("PUT", "/api/v1/sign-in/password", json={"password": WORDS}).status_code == 204
    assert (status(here), status(there), use(small_home, secret)) == (200, 401, 401)
    assert sign_in(small_home, "leader-north", WORDS) == 200


def test_a_password_is_changed_only_by_who_knows_it(small_home: House) -> None:
    browser = browser_of(small_home, Role.LEADER)
    with small_home.store.writing() as session:
        session.get_one(Account, browser.account_id).password_hash = hash_of(WORDS)
    unknown = browser.ask("PUT", "/api/v1/sign-in/password", json={"password": OTHER_WORDS})
    assert (unknown.status_code, unknown.json()["problems"][0]["code"]) == (422, "E8112")
    known = {"password": OTHER_WORDS, "present_password": WORDS}
    assert browser.ask("PUT", "/api/v1/sign-in/password", json=known).status_code == 204


def test_after_a_link_a_forgotten_password_needs_not_be_known(small_home: House) -> None:
    browser = browser_of(small_home, Role.LEADER, began_with="link")
    with small_home.store.writing() as session:
        session.get_one(Account, browser.account_id).password_hash = hash_of(WORDS)
    assert browser.ask("PUT", "/api/v1/sign-in/password", json={"password": OTHER_WORDS}).status_code == 204


def test_a_poor_password_is_refused_with_every_reason(small_home: House) -> None:
    answer = browser_of(small_home, Role.LEADER).ask("PUT", "/api/v1/sign-in/password", json={"password": "qwerty123"})
    assert [problem["code"] for problem in answer.json()["problems"]] == ["E8110", "E8111"]


def test_signing_in_again_ends_the_sign_in_before(small_home: House) -> None:
    account = new_account(small_home, "anna")
    use(small_home, link_of(small_home, account))
    before = Browser(small_home, account, small_home.client.cookies["rota"], "")
    assert (
        small_home.client.post("/api/v1/sign-in/link", json={"secret": link_of(small_home, account)}).status_code == 200
    )
    assert status(before) == 401


def test_signing_in_and_out_is_in_the_audit_log_without_names(small_home: House) -> None:
    account = new_account(small_home, "anna", password_hash=hash_of(WORDS))
    assert sign_in(small_home, "anna", WORDS) == 200
    csrf_secret = small_home.client.get("/api/v1/sign-in").json()["csrf_secret"]
    assert small_home.client.delete("/api/v1/sign-in", headers={"X-CSRF-Token": csrf_secret}).status_code == 204
    with small_home.store.reading() as session:
        entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(entry.action, entry.account_id) for entry in entries] == [
        ("sign-in", account),
        ("manage-own-sign-in", account),
    ]
    assert all("anna" not in f"{entry.what} {entry.details}" for entry in entries)


def status(browser: Browser) -> int:
    return browser.ask("GET", "/api/v1/sign-in").status_code
