"""A week's request has versions: read in every form, replaced by upload, changed record by record."""

import io
import zipfile
from typing import Any

import pytest

from models.clock import Horizon
from models.files import parse_files, parse_request, request_csv
from service.api.v1.examples import PIN, VISIT, WORKER
from service.store.tables import Role, Week, WeekState
from tests import builders as make
from tests.service.house import House, opened_week
from tests.service.weeks.asking import as_json, told, version

TEAM = make.request(
    workers=(make.worker(), make.worker("W2", constituency="Erdington")),
    service_users=(make.user(), make.user("U2", constituency="Erdington")),
    visits=(make.visit(), make.visit("V2", "U2", windows=(make.window("11:00", "12:00"),))),
)


@pytest.fixture
def week(small_home: House) -> int:
    return opened_week(small_home, TEAM)


def upload(home: House, week: int, request: Any, **given: Any) -> Any:
    path = f"/api/v1/weeks/{week}/requests"
    return home.as_(Role.LEADER).post(path, json=as_json(request), headers=version(home, week), **given)


def test_a_version_is_read_back_in_every_form(small_home: House, week: int) -> None:
    leader = small_home.as_(Role.LEADER)
    (listed,) = leader.get(f"/api/v1/weeks/{week}/requests").json()["items"]
    path = f"/api/v1/requests/{listed['id']}"
    assert leader.get(path).json() == listed
    assert parse_request(leader.get(f"{path}/document").content)[0] == TEAM
    assert parse_files({"week.xlsx": leader.get(f"{path}/xlsx").content})[0] == TEAM
    with zipfile.ZipFile(io.BytesIO(leader.get(f"{path}/csv").content)) as archive:
        assert parse_files({name: archive.read(name) for name in archive.namelist()})[0] == TEAM


def test_no_cell_that_goes_out_is_a_formula(small_home: House, week: int) -> None:
    hostile = as_json(TEAM) | {"name": '=HYPERLINK("http://example.com")'}
    answer = small_home.as_(Role.LEADER).post(
        f"/api/v1/weeks/{week}/requests", json=hostile, headers=version(small_home, week)
    )
    assert answer.status_code == 422
    rows = [row for data in request_csv(TEAM).values() for row in data.decode().splitlines()]
    assert not any(cell.strip('"').startswith(("=", "+", "@")) for row in rows for cell in row.split(","))


def test_an_upload_is_the_next_version(home: House) -> None:
    week = opened_week(home, TEAM)
    answer = upload(home, week, TEAM.changed(name="second"))
    assert (answer.status_code, answer.json()["number"], answer.headers["etag"]) == (201, 2, '"2"')
    numbers = [each["number"] for each in home.as_(Role.LEADER).get(f"/api/v1/weeks/{week}/requests").json()["items"]]
    assert numbers == [2, 1]


def test_an_upload_is_for_the_week_s_own_days(small_home: House, week: int) -> None:
    other = make.request(horizon=Horizon(start=make.MONDAY, days=8))
    assert told(upload(small_home, week, other)) == (422, ["E8207"])


def test_a_closed_week_is_not_changed(small_home: House, week: int) -> None:
    with small_home.store.writing() as session:
        session.get_one(Week, week).state = WeekState.CLOSED
    assert told(upload(small_home, week, TEAM)) == (409, ["E8210"])


def test_what_was_changed_meanwhile_is_not_overwritten(small_home: House, week: int) -> None:
    read = version(small_home, week)
    upload(small_home, week, TEAM.changed(name="second"))
    leader = small_home.as_(Role.LEADER)
    assert told(leader.post(f"/api/v1/weeks/{week}/pins", json=PIN, headers=read)) == (412, ["E8606"])
    assert told(leader.post(f"/api/v1/weeks/{week}/pins", json=PIN)) == (428, ["E8605"])


def test_another_team_s_versions_are_not_there(small_home: House, week: int) -> None:
    south = small_home.as_(Role.LEADER, "south")
    assert told(south.get(f"/api/v1/weeks/{week}/requests")) == (404, ["E8103"])
    assert told(south.get("/api/v1/requests/1/document")) == (404, ["E8103"])
    assert told(south.put(f"/api/v1/weeks/{week}/visits/V1", json=VISIT, headers={"If-Match": "*"}))[0] == 404


@pytest.mark.parametrize("role", [Role.WORKER, Role.FINANCE])
def test_workers_and_finance_do_not_read_requests(small_home: House, week: int, role: Role) -> None:
    for path in ("/api/v1/requests/1/document", f"/api/v1/weeks/{week}/workers", f"/api/v1/weeks/{week}/visits"):
        assert told(small_home.as_(role).get(path)) == (403, ["E8102"])


def test_a_pin_is_added_and_removed(small_home: House, week: int) -> None:
    leader, path = small_home.as_(Role.LEADER), f"/api/v1/weeks/{week}/pins"
    assert leader.post(path, json=PIN, headers=version(small_home, week)).status_code == 201
    assert told(leader.post(path, json=PIN, headers=version(small_home, week))) == (409, ["E8208"])
    assert [pin["id"] for pin in leader.get(path).json()] == ["K1"]
    assert leader.delete(f"{path}/K1", headers=version(small_home, week)).json()["number"] == 3
    assert told(leader.delete(f"{path}/K1", headers=version(small_home, week))) == (404, ["E8208"])
    entries = leader.get(f"/api/v1/audit?week={week}").json()["items"]
    assert [(entry["from_version"], entry["details"]["pin"]) for entry in entries] == [(2, "K1"), (1, "K1")]


def test_an_id_with_a_slash_is_found(small_home: House, week: int) -> None:
    leader, path = small_home.as_(Role.LEADER), f"/api/v1/weeks/{week}/pins"
    leader.post(path, json=PIN | {"id": "a/b &c"}, headers=version(small_home, week))
    assert leader.delete(f"{path}/a/b%20&c", headers=version(small_home, week)).status_code == 200


@pytest.mark.parametrize(("kind", "record"), [("workers", WORKER | {"place_id": "P1"}), ("visits", VISIT)])
def test_a_record_is_added_changed_read_and_removed(small_home: House, week: int, kind: str, record: Any) -> None:
    leader, path = small_home.as_(Role.LEADER), f"/api/v1/weeks/{week}/{kind}"
    added = record | {"id": "new"}
    for number, body in enumerate((added, added | {"skills": ["hoist"]}), start=2):
        answer = leader.put(f"{path}/new", json=body, headers=version(small_home, week))
        assert (answer.status_code, answer.json()["number"]) == (200, number)
        assert answer.headers["etag"] == leader.get(f"{path}/new").headers["etag"]
    assert leader.get(f"{path}/new").json()["skills"] == ["hoist"]
    assert len(leader.get(path).json()["items"]) == 3
    assert leader.delete(f"{path}/new", headers=version(small_home, week)).status_code == 200
    assert told(leader.get(f"{path}/new")) == (404, ["E8208"])


def test_a_record_stands_under_its_own_id(small_home: House, week: int) -> None:
    path = f"/api/v1/weeks/{week}/visits/V9"
    assert told(small_home.as_(Role.LEADER).put(path, json=VISIT, headers={"If-Match": "*"})) == (422, ["E8209"])


def test_a_change_that_contradicts_the_rest_is_told_whole(small_home: House, week: int) -> None:
    leader, path = small_home.as_(Role.LEADER), f"/api/v1/weeks/{week}"
    lost = VISIT | {
        "service_user_id": "nobody",
        "windows": [{**VISIT["windows"][0], "latest_start": "2026-01-12T07:00"}],
    }
    status, codes = told(leader.put(f"{path}/visits/V1", json=lost, headers=version(small_home, week)))
    assert status == 422 and len(codes) == 2 and {code[:2] for code in codes} == {"E2"}
    assert len(leader.get(f"{path}/requests").json()["items"]) == 1


@pytest.mark.parametrize(("kind", "own"), [("workers", "W2"), ("visits", "V2")])
def test_lists_are_of_one_constituency_where_it_is_given(small_home: House, week: int, kind: str, own: str) -> None:
    found = small_home.as_(Role.LEADER).get(f"/api/v1/weeks/{week}/{kind}?constituency=Erdington").json()
    assert [each["id"] for each in found["items"]] == [own]


def test_long_lists_come_a_page_at_a_time(small_home: House, week: int) -> None:
    leader, path = small_home.as_(Role.LEADER), f"/api/v1/weeks/{week}/visits?limit=1"
    first = leader.get(path).json()
    second = leader.get(f"{path}&after={first['next_after']}").json()
    assert [page["items"][0]["id"] for page in (first, second)] == ["V1", "V2"]
    assert (first["next_after"], second["next_after"]) == ("V1", None)


def test_weeks_are_found_by_constituency_and_state(home: House) -> None:
    week = opened_week(home, TEAM)
    leader = home.as_(Role.LEADER)

    def found(query: str) -> list[int]:
        return [each["id"] for each in leader.get(f"/api/v1/weeks?{query}").json()["items"]]

    assert found("constituency=Erdington") == found("state=open") == found("constituency=Yardley&state=open") == [week]
    assert found("constituency=Erding") == found("state=closed") == []
    upload(home, week, make.request())
    assert found("constituency=Erdington") == []
