"""The audit log says who did what, when, from which version; the database itself lets nobody change it."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from service.store.tables import AuditEntry, Role, now
from tests.service.house import House
from tests.service.weeks.asking import open_week, told


def ids(home: House, query: str = "", role: Role = Role.AUDITOR) -> list[int]:
    answer = home.as_(role).get(f"/api/v1/audit?{query}")
    assert answer.status_code == 200, answer.text
    return [entry["id"] for entry in answer.json()["items"]]


def test_an_entry_says_who_did_what_to_what(small_home: House) -> None:
    week = open_week(small_home).json()["id"]
    (entry,) = small_home.as_(Role.AUDITOR).get("/api/v1/audit").json()["items"]
    assert {name: entry[name] for name in ("account_id", "account_role", "action", "week_id", "what")} == {
        "account_id": small_home.accounts["leader-north"],
        "account_role": "leader",
        "action": "open-week",
        "week_id": week,
        "what": f"week {week}",
    }


def test_the_log_is_filtered_and_paged(home: House) -> None:
    week = open_week(home).json()["id"]
    admin = home.as_(Role.ADMINISTRATOR)
    for name in ("east", "west"):
        admin.post("/api/v1/teams", json={"name": name})
    newest, middle, oldest = ids(home)
    assert ids(home, f"week={week}") == ids(home, "action=open-week") == ids(home, "team=1") == [oldest]
    assert ids(home, f"account={home.accounts['administrator-north']}") == [newest, middle]
    assert ids(home, f"limit=1&before={newest}") == [middle]
    later = (now() + timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert ids(home, f"from={later}") == []
    assert ids(home, f"to={later}&from=2026-01-01T00:00") == [newest, middle, oldest]


def test_a_leader_reads_their_own_team_s_entries(small_home: House) -> None:
    open_week(small_home)
    assert len(ids(small_home, role=Role.LEADER)) == 1
    assert small_home.as_(Role.LEADER, "south").get("/api/v1/audit").json()["items"] == []


@pytest.mark.parametrize("role", [Role.WORKER, Role.FINANCE])
def test_workers_and_finance_do_not_read_it(small_home: House, role: Role) -> None:
    assert told(small_home.as_(role).get("/api/v1/audit")) == (403, ["E8102"])


@pytest.mark.parametrize("query", ["action=drop", "from=soon", "to=1999-01-01", "team=0", "limit=100000"])
def test_a_filter_that_means_nothing_is_told(small_home: House, query: str) -> None:
    assert told(small_home.as_(Role.AUDITOR).get(f"/api/v1/audit?{query}")) == (422, ["E6101"])


@pytest.mark.parametrize("change", [update(AuditEntry).values(what="nothing"), delete(AuditEntry)], ids=str)
def test_the_database_changes_and_deletes_no_entry(home: House, change: object) -> None:
    open_week(home)
    with pytest.raises(DBAPIError, match="append-only"), home.store.writing() as session:
        session.execute(change)  # type: ignore[call-overload]
    assert len(ids(home)) == 1
