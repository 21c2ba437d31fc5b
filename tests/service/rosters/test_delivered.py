"""What was delivered is recorded against what is published; a closed week keeps its ledger and changes no more."""

import csv
import io
from typing import Any

import pytest

from service.store.tables import Role, WeekState
from tests import builders as make
from tests.service.house import House, kept_roster
from tests.service.rosters.weeks import W1_ALONE, code_of, drafts, in_state, published

MADE = {"visit_id": "V1", "worker_id": "W1", "start": "2026-01-12T08:05", "end": "2026-01-12T08:40"}
NOT_MADE = {"visit_id": "V2", "worker_id": "W2", "not_made": "no_access"}
ANY = {"If-Match": "*"}


def recorded(home: House, week: int, *visits: dict[str, Any], **headers: str):
    path = f"/api/v1/weeks/{week}/delivered"
    return home.as_(Role.LEADER).put(path, json={"delivered": visits}, headers=headers or ANY)


def closed(home: House, week: int, query: str = ""):
    return home.as_(Role.LEADER).post(f"/api/v1/weeks/{week}/close{query}", headers=ANY)


def test_planned_stands_beside_delivered_for_everybody_and_each_constituency(small_home: House) -> None:
    week, _ = published(small_home)
    total = recorded(small_home, week, MADE, NOT_MADE).json()["ledger"]["total"]
    assert (total["planned"]["minutes"]["contact"], total["delivered"]["minutes"]["contact"]) == (60, 35)
    assert (total["visits"]["planned"], total["visits"]["made"], total["visits"]["not_made"]) == (2, 1, 1)
    ledger = small_home.as_(Role.FINANCE).get(f"/api/v1/weeks/{week}/delivered").json()["ledger"]
    assert [line["id"] for line in ledger["constituencies"]] == ["Yardley"]


def test_a_typed_table_says_the_same(small_home: House) -> None:
    week, _ = published(small_home)
    rows = "visit_id,worker_id,start,end,not_made\nV1,W1,2026-01-12 08:05,2026-01-12 08:40,\nV2,W2,,,no_access\n"
    path, file = f"/api/v1/weeks/{week}/delivered", {"files": ("done.csv", rows.encode(), "text/csv")}
    answer = small_home.as_(Role.LEADER).put(path, files=file, headers=ANY)
    assert answer.json()["ledger"] == recorded(small_home, week, MADE, NOT_MADE).json()["ledger"]


def test_every_problem_of_the_records_is_told_at_once(small_home: House) -> None:
    week, _ = published(small_home)
    answer = recorded(small_home, week, {**MADE, "visit_id": "V9"}, {**NOT_MADE, "worker_id": "W9"})
    assert [problem["code"] for problem in answer.json()["problems"]] == ["E8251", "E8252"]


@pytest.mark.parametrize("files", [0, 2])
def test_one_file_is_taken(small_home: House, files: int) -> None:
    week, _ = published(small_home)
    sent = [("files", (f"{number}.csv", b"visit_id,worker_id\n", "text/csv")) for number in range(files)]
    form = {"files": sent} if sent else {"files": [("other", (None, "x"))]}
    answer = small_home.as_(Role.LEADER).put(f"/api/v1/weeks/{week}/delivered", headers=ANY, **form)
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["code"] in {"E8572", "E8703"}


def test_records_take_the_place_of_those_that_were_read(home: House) -> None:
    week, _ = published(home)
    reader = home.as_(Role.LEADER)
    assert reader.get(f"/api/v1/weeks/{week}/delivered").headers["etag"] == '"0"'
    assert recorded(home, week, MADE, **{"If-Match": '"0"'}).headers["etag"] == '"1"'
    assert code_of(recorded(home, week, MADE, **{"If-Match": '"0"'})) == (412, "E8606")
    assert recorded(home, week, NOT_MADE, **{"If-Match": '"1"'}).json()["version"] == 2
    visits = reader.get(f"/api/v1/weeks/{week}/delivered/visits").json()["delivered"]
    assert [visit["visit_id"] for visit in visits] == ["V2"]


def test_as_csv_each_line_has_both_sides(small_home: House) -> None:
    week, _ = published(small_home)
    recorded(small_home, week, MADE, NOT_MADE)
    text = small_home.as_(Role.FINANCE).get(f"/api/v1/weeks/{week}/delivered.csv").text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["of"], row["id"]) for row in rows][:2] == [("all", ""), ("worker", "W1")]
    assert (rows[0]["planned_contact_minutes"], rows[0]["delivered_contact_minutes"]) == ("60", "35")


def test_finance_reads_no_record_of_a_visit(small_home: House) -> None:
    week, _ = published(small_home)
    recorded(small_home, week, MADE)
    assert small_home.as_(Role.FINANCE).get(f"/api/v1/weeks/{week}/delivered/visits").status_code == 403


def test_nothing_is_recorded_before_a_roster_is_published(small_home: House) -> None:
    week, _ = drafts(small_home)
    assert code_of(recorded(small_home, week, MADE)) == (409, "E8210")


def test_a_week_with_its_records_is_closed_and_keeps_its_ledger(home: House) -> None:
    week, _ = published(home)
    ledger = recorded(home, week, MADE, NOT_MADE).json()["ledger"]
    answer = closed(home, week)
    assert (answer.status_code, answer.json()["state"]) == (200, "closed")
    assert home.as_(Role.FINANCE).get(f"/api/v1/weeks/{week}/delivered").json()["ledger"] == ledger


def test_a_week_is_closed_without_records_only_when_that_is_said(small_home: House) -> None:
    week, _ = published(small_home)
    assert code_of(closed(small_home, week)) == (409, "E8570")
    assert closed(small_home, week, "?without_delivered=true").json()["state"] == "closed"


def test_the_ledger_kept_is_that_of_the_roster_in_force_at_the_end(small_home: House) -> None:
    week, _ = published(small_home)
    recorded(small_home, week, MADE, NOT_MADE)
    later = kept_roster(small_home, week, W1_ALONE)
    small_home.as_(Role.LEADER).post(f"/api/v1/rosters/{later}/publish")
    closed(small_home, week)
    ledger = small_home.as_(Role.FINANCE).get(f"/api/v1/weeks/{week}/delivered").json()["ledger"]
    assert {line["id"]: line["visits"]["planned"] for line in ledger["workers"]}["W1"] == 2


def test_closing_names_the_version_that_was_read(small_home: House) -> None:
    week, _ = published(small_home)
    path = f"/api/v1/weeks/{week}/close?without_delivered=true"
    assert code_of(small_home.as_(Role.LEADER).post(path)) == (428, "E8605")
    stale = {"If-Match": '"1"'}
    assert code_of(small_home.as_(Role.LEADER).post(path, headers=stale)) == (412, "E8606")


def test_nothing_of_a_closed_week_changes(small_home: House) -> None:
    week, roster = published(small_home)
    draft = kept_roster(small_home, week, W1_ALONE)
    closed(small_home, week, "?without_delivered=true")
    leader, duty = small_home.as_(Role.LEADER), make.duty("W3").model_dump(mode="json")
    edits = {"edits": [{"kind": "put_duty", "duty": duty}]}
    refusals = [
        leader.post(f"/api/v1/rosters/{draft}/publish"),
        leader.post(f"/api/v1/rosters/{roster}/edits", json=edits),
        recorded(small_home, week, MADE),
        closed(small_home, week),
    ]
    assert {code_of(refusal) for refusal in refusals} == {(409, "E8210")}


def test_a_week_that_is_not_published_is_not_closed(small_home: House) -> None:
    week, _ = drafts(small_home)
    in_state(small_home, week, WeekState.SUBMITTED)
    assert code_of(closed(small_home, week, "?without_delivered=true")) == (409, "E8210")
