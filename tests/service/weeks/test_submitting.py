"""A leader submits a week: everybody's wishes go into its request, and what stands in the way is told."""

from typing import Any

import pytest

from models.wishes import Pin
from service.store.tables import Role, Week, now
from tests import builders as make
from tests.service.bundles import CLASHING_PINS
from tests.service.house import House, opened_week
from tests.service.weeks.asking import as_json, pass_deadline, state, told, version

TEAM = make.request(workers=(make.worker(), make.worker("W2")))
WISH = {"kind": "rather_not", "date": "2026-01-13"}


def submit(home: House, week: int, role: Role = Role.LEADER, **given: Any) -> Any:
    return home.as_(role).post(f"/api/v1/weeks/{week}/submit", headers=version(home, week), **given)


def document(home: House, version: Any) -> Any:
    return home.as_(Role.LEADER).get(f"/api/v1/requests/{version['id']}/document").json()


def test_the_wishes_go_into_a_new_version_of_the_request(home: House) -> None:
    week = opened_week(home, TEAM)
    state(home.as_(Role.WORKER), week, WISH)
    pass_deadline(home, week)
    answer = submit(home, week)
    body = answer.json()
    assert (answer.status_code, body["state"], body["warnings"]) == (200, "submitted", [])
    assert answer.headers["etag"] == f'"{body["version"]}"'
    assert (body["request"]["number"], body["request"]["with_preferences"]) == (2, True)
    (wish,) = document(home, body["request"])["preferences"]
    assert (wish["id"], wish["worker_id"], wish["kind"]) == ("W1:1", "W1", "rather_not")


def test_before_the_deadline_a_week_is_submitted_only_by_closing_it(home: House) -> None:
    week = opened_week(home, TEAM)
    assert told(submit(home, week)) == (409, ["E8211"])
    assert submit(home, week, params={"now": True}).json()["state"] == "submitted"
    assert told(state(home.as_(Role.WORKER), week, WISH))[0] == 409
    entries = home.as_(Role.LEADER).get(f"/api/v1/audit?week={week}").json()["items"]
    assert [(entry["what"], entry["from_version"]) for entry in entries] == [
        (f"week {week}", 2),
        (f"deadline of week {week}", 1),
    ]


def test_what_stands_in_the_way_is_told_and_the_week_stays_open(small_home: House) -> None:
    week = opened_week(small_home, make.request(pins=CLASHING_PINS))
    pass_deadline(small_home, week)
    status, codes = told(submit(small_home, week))
    assert status == 422 and codes[0].startswith("E3")
    assert small_home.as_(Role.LEADER).get(f"/api/v1/weeks/{week}").json()["state"] == "open"


def test_a_refused_submission_may_be_sent_again_with_its_key(small_home: House) -> None:
    week = opened_week(small_home, make.request(pins=CLASHING_PINS))
    path, key = f"/api/v1/weeks/{week}/submit?now=true", {"Idempotency-Key": "k", "If-Match": "*"}
    leader = small_home.as_(Role.LEADER)
    assert leader.post(path, headers=key).status_code == 422
    for pin in CLASHING_PINS[1:]:
        leader.delete(f"/api/v1/weeks/{week}/pins/{pin.id}", headers={"If-Match": "*"})
    first, again = leader.post(path, headers=key), leader.post(path, headers=key)
    assert (first.status_code, first.content) == (200, again.content)


def test_what_does_not_stop_a_plan_is_told_as_a_warning(small_home: House) -> None:
    week = opened_week(small_home, make.request(visits=(make.visit(skills=("hoist",)),)))
    pass_deadline(small_home, week)
    answer = submit(small_home, week)
    assert (answer.status_code, answer.json()["warnings"][0]["code"]) == (200, "E3102")


def test_a_wish_that_the_request_no_longer_admits_is_left_out_and_told(small_home: House) -> None:
    week = opened_week(small_home, TEAM.changed(workers=(*TEAM.workers, make.worker("W3"))))
    early = {"kind": "want", "date": "2026-01-12", "pattern_id": "early"}
    state(small_home.as_(Role.WORKER), week, early, WISH)
    state(small_home.as_(Role.WORKER, worker_id="W2"), week, WISH)
    leader, path = small_home.as_(Role.LEADER), f"/api/v1/weeks/{week}/workers"
    late_only = as_json(make.worker(pattern_ids=("late",)))
    assert leader.put(f"{path}/W1", json=late_only, headers=version(small_home, week)).status_code == 200
    assert leader.delete(f"{path}/W2", headers=version(small_home, week)).status_code == 200
    pass_deadline(small_home, week)
    answer = submit(small_home, week)
    assert [warning["code"] for warning in answer.json()["warnings"]] == ["E8303", "E8301"]
    assert [wish["kind"] for wish in document(small_home, answer.json()["request"])["preferences"]] == ["rather_not"]


def test_a_week_is_submitted_once(small_home: House) -> None:
    week = opened_week(small_home, TEAM)
    pass_deadline(small_home, week)
    submit(small_home, week)
    status, codes = told(submit(small_home, week))
    assert (status, codes) == (409, ["E8210"])


def test_who_read_an_older_version_submits_nothing(small_home: House) -> None:
    week = opened_week(small_home, TEAM)
    pass_deadline(small_home, week)
    leader, path = small_home.as_(Role.LEADER), f"/api/v1/weeks/{week}/submit"
    assert told(leader.post(path)) == (428, ["E8605"])
    assert told(leader.post(path, headers={"If-Match": '"7"'})) == (412, ["E8606"])


@pytest.mark.parametrize("role", [Role.WORKER, Role.FINANCE, Role.AUDITOR])
def test_others_do_not_submit(small_home: House, role: Role) -> None:
    week = opened_week(small_home, TEAM)
    assert told(submit(small_home, week, role)) == (403, ["E8102"])


def test_a_pin_added_after_submission_leaves_the_wishes_in_the_request(small_home: House) -> None:
    week = opened_week(small_home, TEAM)
    state(small_home.as_(Role.WORKER), week, WISH)
    pass_deadline(small_home, week)
    submit(small_home, week)
    pin = Pin(id="K1", kind="day_off", worker_id="W2", date="2026-01-14")
    leader = small_home.as_(Role.LEADER)
    added = leader.post(f"/api/v1/weeks/{week}/pins", json=as_json(pin), headers=version(small_home, week))
    assert (added.json()["number"], added.json()["with_preferences"]) == (3, True)
    assert document(small_home, added.json())["preferences"]


def test_a_request_uploaded_after_submission_gets_the_wishes_too(small_home: House) -> None:
    week = opened_week(small_home, TEAM)
    state(small_home.as_(Role.WORKER), week, WISH)
    pass_deadline(small_home, week)
    submit(small_home, week)
    leader, other = small_home.as_(Role.LEADER), as_json(TEAM.changed(name="corrected"))
    sent = leader.post(f"/api/v1/weeks/{week}/requests", json=other, headers=version(small_home, week))
    assert (sent.status_code, sent.json()["with_preferences"], sent.json()["wishes_left_out"]) == (201, True, [])
    assert document(small_home, sent.json())["preferences"][0]["worker_id"] == "W1"


def test_the_deadline_is_closed_at_a_whole_minute_that_has_passed(small_home: House) -> None:
    week = opened_week(small_home, TEAM)
    submit(small_home, week, params={"now": True})
    with small_home.store.reading() as session:
        until = session.get_one(Week, week).preferences_until
    assert until <= now() and until.second == 0
