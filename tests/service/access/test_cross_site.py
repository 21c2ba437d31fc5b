"""Another site cannot act through a signed-in browser; programs with tokens need no second secret."""

from uuid import uuid4

import pytest

from service.store.tables import Role
from tests.service.access.browsers import Browser, browser_of
from tests.service.house import House


def made_team(browser: Browser, **headers: str) -> tuple[int, str | None]:
    answer = browser.ask("POST", "/api/v1/teams", json={"name": uuid4().hex}, headers=headers)
    return answer.status_code, answer.json().get("problems", [{}])[0].get("code")


@pytest.fixture
def browser(standing_home: House) -> Browser:
    return browser_of(standing_home, Role.ADMINISTRATOR)


def test_our_own_page_may_change_something(browser: Browser) -> None:
    assert made_team(browser, **{"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}) == (201, None)


@pytest.mark.parametrize("secret", ["", "wrong", "é"])
def test_a_change_needs_the_second_secret(browser: Browser, secret: str) -> None:
    assert made_team(browser, **{"X-CSRF-Token": secret.encode()}) == (403, "E8104")  # type: ignore[arg-type]


def test_another_browsers_second_secret_will_not_do(standing_home: House, browser: Browser) -> None:
    other = browser_of(standing_home, Role.ADMINISTRATOR)
    assert made_team(browser, **{"X-CSRF-Token": other.csrf_secret}) == (403, "E8104")


@pytest.mark.parametrize(
    "told",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "http://localhost.elsewhere.example"},
        {"Origin": "https://localhost"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_change_from_another_site_is_refused(browser: Browser, told: dict[str, str]) -> None:
    assert made_team(browser, **told) == (403, "E8105")
    signing_in = browser.home.client.post("/api/v1/sign-in/link", json={"secret": "any"}, headers=told)
    assert (signing_in.status_code, signing_in.json()["problems"][0]["code"]) == (403, "E8105")


def test_reading_needs_no_second_secret(browser: Browser) -> None:
    assert browser.ask("GET", "/api/v1/teams", headers={"X-CSRF-Token": ""}).status_code == 200


def test_a_token_needs_no_second_secret(standing_home: House) -> None:
    assert (
        standing_home.as_(Role.ADMINISTRATOR).post("/api/v1/teams", json={"name": "made by a token"}).status_code == 201
    )


def test_an_unknown_token_is_not_made_up_for_by_a_cookie(browser: Browser) -> None:
    assert browser.ask("GET", "/api/v1/teams", headers={"Authorization": "Bearer unknown"}).status_code == 401


def test_behind_https_the_address_people_use_is_our_own(home_behind_https: House) -> None:
    browser = browser_of(home_behind_https, Role.ADMINISTRATOR)
    cookie = f"__Host-rota={browser.secret}"
    told = {"Host": "rota.example", "Origin": "https://rota.example", "Cookie": cookie}
    assert made_team(browser, **told) == (201, None)
    assert made_team(browser, **{**told, "Origin": "https://other.example"}) == (403, "E8105")
