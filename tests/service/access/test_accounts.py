"""Administrators keep accounts; one of them is always left, and a disabled account stops at once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select

from service.store.tables import Account, ApiToken, AuditEntry, Role
from tests.service.access.browsers import browser_of, new_account
from tests.service.house import House

ADMINISTRATOR = Role.ADMINISTRATOR


def change(home: House, account_id: int, version: int = 1, **asked: Any) -> Any:
    headers = {"If-Match": f'"{version}"'}
    return home.as_(ADMINISTRATOR).put(f"/api/v1/accounts/{account_id}", json=asked, headers=headers)


def codes(answer: Any) -> list[str]:
    return [problem["code"] for problem in answer.json()["problems"]]


def test_an_account_is_made_and_signs_in_by_its_link(home: House) -> None:
    administrator = home.as_(ADMINISTRATOR)
    new = {"name": "anna", "role": "worker", "team_ids": [home.teams["north"]], "worker_id": "W7"}
    made = administrator.post("/api/v1/accounts", json=new)
    assert (made.status_code, made.headers["etag"], made.json()["worker_id"]) == (201, '"1"', "W7")
    link = administrator.post(f"/api/v1/accounts/{made.json()['id']}/links").json()["address"]
    assert link.startswith("http://127.0.0.1:8000/sign-in#")
    begun = home.client.post("/api/v1/sign-in/link", json={"secret": link.partition("#")[2]})
    assert begun.json()["account_id"] == made.json()["id"]


def test_a_link_is_shown_once_even_under_an_idempotency_key(small_home: House) -> None:
    account, key = new_account(small_home, "anna"), {"Idempotency-Key": "one"}
    administrator = small_home.as_(ADMINISTRATOR)
    assert administrator.post(f"/api/v1/accounts/{account}/links", headers=key).status_code == 201
    assert administrator.post(f"/api/v1/accounts/{account}/links", headers=key).status_code == 409


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"role": "worker", "team_ids": [1]}, ["E8115"]),
        ({"role": "worker", "worker_id": "W1"}, ["E8115"]),
        ({"role": "leader", "team_ids": [1], "worker_id": "W1"}, ["E8115"]),
        ({"role": "finance", "team_ids": [1]}, ["E8115"]),
        ({"role": "leader", "team_ids": [1, 99]}, ["E8117"]),
        ({"role": "auditor", "team_ids": [99], "worker_id": "W1"}, ["E8115", "E8115", "E8117"]),
        ({"role": "owner"}, ["E6101"]),
    ],
)
def test_role_teams_and_worker_fit_together(standing_home: House, asked: dict[str, Any], expected: list[str]) -> None:
    answer = standing_home.as_(ADMINISTRATOR).post("/api/v1/accounts", json={"name": "anna", **asked})
    assert (answer.status_code, codes(answer)) == (422, expected)


def test_a_worker_of_a_team_is_one_account(small_home: House) -> None:
    small_home.as_(Role.WORKER)
    new = {"name": "anna", "role": "worker", "worker_id": "W1"}
    there, here = ({**new, "team_ids": [small_home.teams[team]]} for team in ("south", "north"))
    assert codes(small_home.as_(ADMINISTRATOR).post("/api/v1/accounts", json=here)) == ["E8116"]
    assert small_home.as_(ADMINISTRATOR).post("/api/v1/accounts", json=there).status_code == 201


def test_a_name_is_given_once(small_home: House) -> None:
    new_account(small_home, "anna")
    answer = small_home.as_(ADMINISTRATOR).post("/api/v1/accounts", json={"name": "anna", "role": "finance"})
    assert (answer.status_code, codes(answer)) == (409, ["E8113"])


def test_a_change_is_made_to_what_was_read(small_home: House) -> None:
    account = new_account(small_home, "anna")
    north = [small_home.teams["north"]]
    assert change(small_home, account, role="leader", team_ids=north).headers["etag"] == '"2"'
    assert change(small_home, account, role="auditor").status_code == 412
    path = f"/api/v1/accounts/{account}"
    assert small_home.as_(ADMINISTRATOR).put(path, json={"role": "auditor"}).status_code == 428
    assert small_home.as_(ADMINISTRATOR).get(path).json()["team_ids"] == north


def test_teams_are_changed_one_for_another(home: House) -> None:
    north, south = home.teams["north"], home.teams["south"]
    browser = browser_of(home, Role.LEADER)
    assert change(home, browser.account_id, role="leader", team_ids=[south, south]).json()["team_ids"] == [south]
    assert change(home, browser.account_id, 2, role="leader", team_ids=[north, south]).json()["team_ids"] == [
        north,
        south,
    ]
    assert len(browser.ask("GET", "/api/v1/teams").json()["items"]) == 2


def test_a_disabled_account_stops_at_once_and_its_tokens_stay_dead(home: House) -> None:
    browser, token = browser_of(home, Role.AUDITOR), home.as_(Role.AUDITOR)
    assert change(home, browser.account_id, role="auditor", disabled=True).status_code == 200
    assert browser.ask("GET", "/api/v1/teams").status_code == 401
    assert token.get("/api/v1/teams").status_code == 401
    assert change(home, browser.account_id, 2, role="auditor").json()["disabled_at"] is None
    assert browser.ask("GET", "/api/v1/teams").status_code == 401
    assert token.get("/api/v1/teams").status_code == 401


def test_a_disabled_account_gets_no_link(small_home: House) -> None:
    account = new_account(small_home, "anna")
    change(small_home, account, role="finance", disabled=True)
    answer = small_home.as_(ADMINISTRATOR).post(f"/api/v1/accounts/{account}/links")
    assert (answer.status_code, codes(answer)) == (409, ["E8120"])


@pytest.mark.parametrize("asked", [{"role": "auditor"}, {"role": "administrator", "disabled": True}])
def test_the_last_administrator_stays(small_home: House, asked: dict[str, Any]) -> None:
    small_home.as_(ADMINISTRATOR)
    own = small_home.accounts["administrator-north"]
    answer = change(small_home, own, **asked)
    assert (answer.status_code, codes(answer)) == (409, ["E8114"])
    other = new_account(small_home, "second", role=ADMINISTRATOR)
    assert change(small_home, own, **asked).status_code == 200
    assert small_home.as_(ADMINISTRATOR).get(f"/api/v1/accounts/{other}").status_code in (401, 403)


def test_two_administrators_who_disable_each_other_at_once_leave_one(home: House) -> None:
    first, second = home.as_(ADMINISTRATOR, "north"), home.as_(ADMINISTRATOR, "south")
    ids = [home.accounts["administrator-north"], home.accounts["administrator-south"]]
    asked = {"json": {"role": "administrator", "disabled": True}, "headers": {"If-Match": "*"}}
    with ThreadPoolExecutor(2) as pool:
        answers = [
            pool.submit(first.put, f"/api/v1/accounts/{ids[1]}", **asked),
            pool.submit(second.put, f"/api/v1/accounts/{ids[0]}", **asked),
        ]
        assert sorted(answer.result().status_code for answer in answers)[0] == 200
    with home.store.reading() as session:
        active = select(Account.id).where(Account.role == ADMINISTRATOR, Account.disabled_at.is_(None))
        assert len(session.scalars(active).all()) == 1


def test_the_list_goes_a_page_at_a_time(small_home: House) -> None:
    for number in range(3):
        new_account(small_home, f"a{number}")
    first = small_home.as_(ADMINISTRATOR).get("/api/v1/accounts?limit=2").json()
    rest = small_home.as_(ADMINISTRATOR).get(f"/api/v1/accounts?before={first['next_before']}").json()
    assert [account["name"] for account in first["items"] + rest["items"]] == ["administrator-north", "a2", "a1", "a0"]


def test_what_is_done_to_accounts_is_in_the_audit_log_without_names_or_secrets(small_home: House) -> None:
    account = new_account(small_home, "anna")
    change(small_home, account, role="auditor", disabled=True)
    with small_home.store.reading() as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        assert session.scalar(select(ApiToken.id))
    assert (entry.action, entry.what, entry.from_version) == ("manage-accounts", f"account {account}", 1)
    assert entry.details == {"role": "auditor", "team_ids": [], "worker_id": None, "disabled": True}
