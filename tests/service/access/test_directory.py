"""Sign-in at the council's directory: its signed word counts, for this browser, this service and this once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import RSAKey
from sqlalchemy import delete, update

from service.store.tables import Account, DirectorySignIn, Role, now
from tests.service import sqlite
from tests.service.access.browsers import new_account
from tests.service.access.fake_directory import (
    CLIENT,
    SECRET,
    Directory,
    fake_directory,
    not_signed,
    signed,
    signed_with_public_key,
)
from tests.service.house import House, house


@pytest.fixture(scope="module")
def running_directory() -> Iterator[Directory]:
    with fake_directory() as running:
        yield running


@pytest.fixture(scope="module")
def running_home(running_directory: Directory, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    settings = {
        "oidc_issuer": running_directory.address,
        "oidc_client_id": CLIENT,
        "oidc_client_secret": SECRET,
        "address": "http://localhost",
    }
    with house(sqlite.fresh_database(tmp_path_factory.mktemp("directory")), **settings) as made:
        yield made


@pytest.fixture
def directory(running_directory: Directory) -> Directory:
    """The directory as it is by itself, whatever the test before told it."""
    truth = Directory(address=running_directory.address, key=running_directory.key)
    vars(running_directory).update(vars(truth))
    return running_directory


@pytest.fixture
def home(running_home: House) -> House:
    """The service without accounts, and a browser that knows nothing."""
    with running_home.store.writing() as session:
        session.execute(delete(Account))
    running_home.accounts.clear()
    running_home.client.cookies.clear()
    return running_home


def sent(home: House) -> str:
    """Where a browser is sent to sign in."""
    answer = home.client.get("/sign-in/directory", follow_redirects=False)
    assert answer.status_code == 303
    return answer.headers["location"]


def back(home: House, address: str) -> Any:
    """What a browser gets that comes back."""
    return home.client.get(address, follow_redirects=False)


def sign_in(home: House, directory: Directory) -> Any:
    return back(home, directory.sign_in(sent(home)))


def name(home: House) -> str | None:
    return home.client.get("/api/v1/sign-in").json().get("name")


def test_the_first_sign_in_goes_by_the_accounts_name_and_later_ones_by_subject(
    home: House, directory: Directory
) -> None:
    account = new_account(home, "anna")
    answer = sign_in(home, directory)
    assert (answer.status_code, answer.headers["location"], name(home)) == (303, "/", "anna")
    with home.store.writing() as session:
        session.execute(update(Account).where(Account.id == account).values(name="anna-k"))
    home.client.cookies.clear()
    assert sign_in(home, directory).headers["location"] == "/"
    assert name(home) == "anna-k"


def test_an_account_may_be_called_as_directories_call_people(home: House, directory: Directory) -> None:
    new = {"name": "anna.k@council.example", "role": "finance"}
    assert home.as_(Role.ADMINISTRATOR).post("/api/v1/accounts", json=new).status_code == 201
    directory.person = {"sub": "1234", "preferred_username": new["name"]}
    assert sign_in(home, directory).headers["location"] == "/"
    assert name(home) == new["name"]


@pytest.mark.parametrize("told", ["anna\x00", "=anna", "a" * 129, 7, None])
def test_what_is_no_name_names_nobody(home: House, directory: Directory, told: Any) -> None:
    directory.person = {"sub": "1234", "preferred_username": told}
    assert (sign_in(home, directory).status_code, name(home)) == (403, None)


def test_the_directory_is_asked_with_state_nonce_and_a_challenge(home: House, directory: Directory) -> None:
    directory.sign_in(sent(home))
    assert directory.asked["code_challenge_method"] == "S256"
    assert directory.asked["redirect_uri"] == "http://localhost/sign-in/directory/back"
    assert len({directory.asked["state"], directory.asked["nonce"], directory.asked["code_challenge"]}) == 3


def test_somebody_else_of_the_same_name_is_not_let_in(home: House, directory: Directory) -> None:
    new_account(home, "anna", issuer=directory.address, subject="1234")
    directory.person = {"sub": "9999", "preferred_username": "anna"}
    assert "E8118" in sign_in(home, directory).text
    assert name(home) is None


@pytest.mark.parametrize("more", [{}, {"disabled_at": now()}])
def test_whom_no_account_is_for_or_a_disabled_one_is_not_let_in(
    home: House, directory: Directory, more: dict[str, Any]
) -> None:
    new_account(home, "anna" if more else "bela", role=Role.ADMINISTRATOR, **more)
    answer = sign_in(home, directory)
    assert (answer.status_code, "E8118" in answer.text, name(home)) == (403, True, None)


@pytest.mark.parametrize(
    "says",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another-service"},
        {"iss": "http://another.example"},
        {"exp": 1},
        {"sub": None},
        {"aud": [CLIENT, "another-service"], "azp": "another-service"},
    ],
)
def test_a_word_that_is_not_for_this_sign_in_is_refused(
    home: House, directory: Directory, says: dict[str, Any]
) -> None:
    new_account(home, "anna")
    directory.says = says
    answer = sign_in(home, directory)
    assert (answer.status_code, "E8125" in answer.text, name(home)) == (403, True, None)


def by_somebody_else(_: RSAKey, claims: dict[str, Any]) -> str:
    return signed(RSAKey.generate_key(2048, {"kid": "one"}), claims)


@pytest.mark.parametrize("signs", [by_somebody_else, signed_with_public_key, not_signed])
def test_a_word_that_the_directory_did_not_sign_is_refused(home: House, directory: Directory, signs: Any) -> None:
    new_account(home, "anna")
    directory.signs = signs
    assert (sign_in(home, directory).status_code, name(home)) == (403, None)


def test_a_sign_in_begun_in_another_browser_is_refused(home: House, directory: Directory) -> None:
    new_account(home, "anna")
    address = directory.sign_in(sent(home))
    home.client.cookies.clear()
    assert (back(home, address).status_code, name(home)) == (403, None)


def test_a_sign_in_is_used_once_and_not_late(home: House, directory: Directory) -> None:
    new_account(home, "anna")
    address = directory.sign_in(sent(home))
    cookie = {"Cookie": f"rota-directory={directory.asked['state']}"}
    assert back(home, address).headers["location"] == "/"
    home.client.cookies.clear()
    assert home.client.get(address, headers=cookie, follow_redirects=False).status_code == 403
    late = directory.sign_in(sent(home))
    with home.store.writing() as session:
        session.execute(update(DirectorySignIn).values(expires_at=now()))
    assert (back(home, late).status_code, name(home)) == (403, None)


def test_what_the_browser_brings_back_may_carry_more_and_may_say_no(home: House, directory: Directory) -> None:
    new_account(home, "anna")
    assert back(home, directory.sign_in(sent(home)) + "&session_state=x&iss=y").headers["location"] == "/"
    home.client.cookies.clear()
    refused = directory.sign_in(sent(home)).replace("code=the-code", "error=access_denied")
    assert (back(home, refused).status_code, name(home)) == (403, None)


def test_a_directory_that_calls_itself_otherwise_is_not_believed(home: House, directory: Directory) -> None:
    directory.metadata = {"issuer": "http://another.example"}
    answer = home.client.get("/sign-in/directory", follow_redirects=False)
    assert (answer.status_code, "E8125" in answer.text) == (403, True)


def test_a_directory_that_is_away_is_told(tmp_path: Path) -> None:
    with fake_directory() as gone:
        address = gone.address
    with house(sqlite.fresh_database(tmp_path), oidc_issuer=address, oidc_client_id=CLIENT) as home:
        answer = home.client.get("/sign-in/directory", follow_redirects=False)
    assert (answer.status_code, "E8124" in answer.text) == (502, True)


def test_without_a_directory_there_is_no_way_to_it(standing_home: House) -> None:
    assert "directory" not in standing_home.client.get("/sign-in").text
    assert standing_home.client.get("/sign-in/directory").status_code == 404
