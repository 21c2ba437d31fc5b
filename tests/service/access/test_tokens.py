"""Programs come with tokens: made by a person, shown once, for some actions and some time."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from service.store.tables import Account, ApiToken, Role, now
from tests.service.access.browsers import browser_of
from tests.service.house import House


def token_of(home: House, role: Role, **asked: Any) -> tuple[int, str]:
    answer = browser_of(home, role).ask("POST", "/api/v1/tokens", json={"name": "payroll", **asked})
    assert answer.status_code == 201
    return answer.json()["token"]["id"], answer.json()["secret"]


def teams(home: House, secret: str) -> int:
    return home.client.get("/api/v1/teams", headers={"Authorization": f"Bearer {secret}"}).status_code


def test_a_token_does_what_its_account_may(home: House) -> None:
    assert teams(home, token_of(home, Role.LEADER)[1]) == 200


def test_a_scoped_token_does_nothing_else(small_home: House) -> None:
    _, secret = token_of(small_home, Role.ADMINISTRATOR, scopes=["read-teams"])
    assert teams(small_home, secret) == 200
    headers = {"Authorization": f"Bearer {secret}"}
    refused = small_home.client.post("/api/v1/teams", json={"name": "east"}, headers=headers)
    assert (refused.status_code, refused.json()["problems"][0]["code"]) == (403, "E8102")


def test_a_scope_beyond_the_role_is_refused(small_home: House) -> None:
    asked = {"name": "payroll", "scopes": ["read-teams", "purge"]}
    answer = browser_of(small_home, Role.LEADER).ask("POST", "/api/v1/tokens", json=asked)
    assert (answer.status_code, answer.json()["problems"][0]["code"]) == (422, "E8121")


def test_a_token_ends_when_it_is_revoked(small_home: House) -> None:
    token_id, secret = token_of(small_home, Role.LEADER)
    assert browser_of(small_home, Role.LEADER).ask("DELETE", f"/api/v1/tokens/{token_id}").status_code == 204
    assert teams(small_home, secret) == 401


def test_a_token_ends_with_its_days(small_home: House) -> None:
    _, secret = token_of(small_home, Role.LEADER, days=1)
    with small_home.store.writing() as session:
        session.execute(update(ApiToken).values(expires_at=now() - timedelta(seconds=1)))
    assert teams(small_home, secret) == 401


def test_a_token_ends_with_its_account(small_home: House) -> None:
    _, secret = token_of(small_home, Role.LEADER)
    with small_home.store.writing() as session:
        session.execute(update(Account).values(disabled_at=now()))
    assert teams(small_home, secret) == 401


def test_a_token_makes_no_token_and_sets_no_password(small_home: House) -> None:
    program = small_home.as_(Role.ADMINISTRATOR)
    for answer in (
        program.post("/api/v1/tokens", json={"name": "more"}),
        program.put("/api/v1/sign-in/password", json={"password": "correct horse battery"}),
        program.delete("/api/v1/sign-in/everywhere"),
    ):
        assert (answer.status_code, answer.json()["problems"][0]["code"]) == (403, "E8106")


def test_the_list_shows_ones_own_tokens_without_secrets(small_home: House) -> None:
    _, secret = token_of(small_home, Role.LEADER, scopes=["read-weeks"])
    token_of(small_home, Role.AUDITOR)
    answer = browser_of(small_home, Role.LEADER).ask("GET", "/api/v1/tokens")
    assert [(token["name"], token["scopes"]) for token in answer.json()["items"]] == [
        ("payroll", ["read-weeks"]),
        ("test", None),
    ]
    assert secret not in answer.text


def test_only_the_hash_of_a_token_is_kept(small_home: House) -> None:
    token_id, secret = token_of(small_home, Role.LEADER)
    with small_home.store.reading() as session:
        kept = session.scalar(select(ApiToken.secret_hash).where(ApiToken.id == token_id))
    assert len(kept) == 32
    assert secret.encode() not in kept


@pytest.mark.parametrize("days", [0, 367])
def test_a_token_lasts_a_year_at_most(small_home: House, days: int) -> None:
    answer = browser_of(small_home, Role.LEADER).ask("POST", "/api/v1/tokens", json={"name": "x", "days": days})
    assert answer.status_code == 422
