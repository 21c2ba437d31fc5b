"""All that is held on one person, for themselves and for administrators."""

import json
from datetime import timedelta
from typing import Any

import pytest

from models.wishes import Preference, PreferenceKind
from service.store.tables import AuditEntry, DeliveredRecord, Notice, OwnRota, Role, StatedPreferences, Swap, Week
from service.weeks.requests import as_request, keep_request, latest_request
from tests import builders as make
from tests.service.house import House, kept_roster, opened_week

ACCEPTED = make.roster(make.duty(visits=[("V1", "08:00")]))
EXPORT = "/api/v1/persons/W1/export"


def a_week_with(home: House, team: str = "north", until: timedelta = timedelta(days=1)) -> int:
    """A week in which W1 and W2 both wish, work, swap and are told."""
    week_id = opened_week(home, make.request(workers=(make.worker(), make.worker("W2"))), team, until=until)
    roster_id = kept_roster(home, week_id, ACCEPTED)
    with home.store.writing() as session:
        for worker in ("W1", "W2"):
            session.add(StatedPreferences(week_id=week_id, worker_id=worker, preferences=[{"of": worker}]))
            session.add(Notice(week_id=week_id, roster_id=roster_id, worker_id=worker, kind="new"))
            session.add(OwnRota(roster_id=roster_id, worker_id=worker, duties=[{"of": worker}]))
            session.add(Swap(week_id=week_id, roster_id=roster_id, giver_id=worker, giver_date="2026-01-12"))
        made = [{"visit_id": "V1", "worker_id": worker} for worker in ("W1", "W2")]
        session.add(DeliveredRecord(week_id=week_id, document=json.dumps({"delivered": made}).encode()))
    return week_id


def held(home: House, role: Role = Role.WORKER, team: str = "north", path: str = EXPORT) -> dict[str, Any]:
    answer = home.as_(role, team).get(path)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_a_worker_reads_everything_held_on_them_and_nothing_on_others(home: House) -> None:
    week = a_week_with(home)
    home.as_(Role.WORKER, worker_id="W2")
    told = held(home)
    assert [account["name"] for account in told["accounts"]] == ["worker-north-W1"]
    assert [each["preferences"] for each in told["preferences"]] == [[{"of": "W1"}]]
    assert [each["duties"] for each in told["duties"]] == [[{"of": "W1"}]]
    assert [each["giver_id"] for each in told["swaps"]] == ["W1"]
    assert [each["kind"] for each in told["notices"]] == ["new"]
    assert told["delivered"] == [{"week_id": week, "delivered": [{"visit_id": "V1", "worker_id": "W1"}]}]
    assert [worker["id"] for worker in told["requests"][0]["workers"]] == ["W1"]
    assert "W2" not in json.dumps(told)


def test_a_worker_asks_for_nobody_else(home: House) -> None:
    a_week_with(home)
    home.as_(Role.WORKER, worker_id="W2")
    assert home.as_(Role.WORKER).get("/api/v1/persons/W2/export").status_code == 404


@pytest.mark.parametrize("role", [Role.LEADER, Role.FINANCE, Role.AUDITOR])
def test_only_administrators_ask_for_others(small_home: House, role: Role) -> None:
    assert small_home.as_(role).get(EXPORT).status_code == 403


def test_wishes_are_the_workers_own_until_the_deadline_for_administrators_too(home: House) -> None:
    a_week_with(home)
    home.as_(Role.WORKER)
    assert held(home, Role.ADMINISTRATOR)["preferences"] == []
    with home.store.writing() as session:
        session.query(Week).update({Week.preferences_until: Week.created_at})
    assert [each["preferences"] for each in held(home, Role.ADMINISTRATOR)["preferences"]] == [[{"of": "W1"}]]


def test_another_teams_worker_of_the_same_id_is_another_person(home: House) -> None:
    a_week_with(home)
    home.as_(Role.WORKER)
    home.as_(Role.WORKER, "south")
    assert held(home, team="south")["duties"] == []
    administrator = home.as_(Role.ADMINISTRATOR)
    answer = administrator.get(EXPORT)
    assert (answer.status_code, answer.json()["problems"][0]["code"]) == (409, "E8812")
    assert len(administrator.get(f"{EXPORT}?team={home.teams['north']}").json()["duties"]) == 1


def test_who_has_no_account_is_found_by_their_team(home: House) -> None:
    a_week_with(home)
    administrator = home.as_(Role.ADMINISTRATOR)
    assert administrator.get(EXPORT).status_code == 404
    told = administrator.get(f"{EXPORT}?team={home.teams['north']}").json()
    assert (told["accounts"], len(told["duties"])) == ([], 1)


def test_versions_of_a_request_are_told_where_they_say_something_else(small_home: House) -> None:
    week_id = a_week_with(small_home)
    wish = Preference(id="w1", worker_id="W1", date=make.MONDAY, kind=PreferenceKind.WANT)
    with small_home.store.writing() as session:
        week = session.get(Week, week_id)
        assert week is not None
        request = as_request(latest_request(session, week))
        for changed in ({"name": "the second"}, {"preferences": (wish,)}):
            keep_request(session, week, request.model_copy(update=changed), "changed", None)
    told = held(small_home)["requests"]
    assert [each["number"] for each in told] == [1, 3]
    assert [each["id"] for each in told[1]["preferences"]] == ["w1"]


def test_what_the_person_did_and_what_was_done_to_them_is_told_and_asking_is_noted(home: House) -> None:
    a_week_with(home)
    worker = home.as_(Role.WORKER)
    mine = home.accounts["worker-north-W1"]
    north = home.teams["north"]
    with home.store.writing() as session:
        session.add(AuditEntry(account_id=mine, action="state-preferences", what="preferences", details={}))
        session.add(AuditEntry(account_id=99, action="manage-accounts", what=f"account {mine}", details={}))
        session.add(AuditEntry(action="change-request", what="request", team_id=north, details={"worker": "W1"}))
        session.add(AuditEntry(action="change-request", what="request", team_id=north, details={"worker": "W2"}))
        session.add(AuditEntry(account_id=98, action="solve", what="solve 1", details={}))
    told = worker.get(EXPORT).json()["audit"]
    assert [entry["action"] for entry in told] == ["state-preferences", "manage-accounts", "change-request"]
    assert worker.get(EXPORT).json()["audit"][-1]["action"] == "export-person"
