"""Changes leave a new draft that the referee accepts; what was published stays as it was told."""

import pytest
from sqlalchemy import select

from service.store.tables import AuditEntry, Role, StoredRequest, StoredRoster
from tests import builders as make
from tests.service.house import House
from tests.service.rosters.weeks import BOTH, HOSTILE, REQUEST, code_of, drafts, published

TO_W3 = {"edits": [{"kind": "put_duty", "duty": make.duty("W3").model_dump(mode="json")}]}
V1_TO_W3 = {
    "edits": [*TO_W3["edits"], {"kind": "move_visit", "visit_id": "V1", "from_worker_id": "W1", "to_worker_id": "W3"}]
}
W1_SICK = {"changes": [{"kind": "sickness", "worker_id": "W1", "first_date": make.MONDAY.isoformat()}]}
PACKAGE = {
    "id": "New",
    "service_user_id": "U1",
    "first_date": make.MONDAY.isoformat(),
    "visits": [{"minutes": 30, "earliest_start": "09:00", "latest_start": "10:00"}],
}


def change(home: House, roster_id: int, what: str, body: object, **headers: str):
    return home.as_(Role.LEADER).post(f"/api/v1/rosters/{roster_id}/{what}", json=body, headers=headers)


def made_by(home: House, roster_id: int) -> dict[str, str]:
    roster = home.as_(Role.LEADER).get(f"/api/v1/rosters/{roster_id}/files/roster.json").json()
    return {visit["visit_id"]: duty["worker_id"] for duty in roster["duties"] for visit in duty["visits"]}


def test_an_edit_leaves_a_draft_and_the_published_roster_as_it_is(small_home: House) -> None:
    _, told = published(small_home)
    answer = change(small_home, told, "edits", V1_TO_W3)
    assert (answer.status_code, answer.json()["roster"]["state"], answer.json()["roster"]["origin"]) == (
        201,
        "draft",
        "edited",
    )
    assert made_by(small_home, told) == {"V1": "W1", "V2": "W2"}
    assert made_by(small_home, answer.json()["roster"]["id"]) == {"V1": "W3", "V2": "W2"}


def test_an_edit_says_in_words_what_it_changes_for_whom(small_home: House) -> None:
    _, (draft,) = drafts(small_home, BOTH)
    duties = change(small_home, draft, "edits", V1_TO_W3).json()["changed"]["duties"]
    assert [(each["worker_id"], each["sentences"]) for each in duties] == [
        ("W1", ["no longer makes visit V1 at 08:00: W3 makes it"]),
        ("W3", ["has a new duty, 07:00 to 13:00, early", "takes on visit V1 at 08:00"]),
    ]


def test_an_edit_that_breaks_rules_is_refused_with_every_one(small_home: House) -> None:
    _, (draft,) = drafts(small_home, BOTH)
    late = {"kind": "move_visit", "visit_id": "V1", "from_worker_id": "W1", "to_worker_id": "W1"}
    answer = change(small_home, draft, "edits", {"edits": [{**late, "start": make.moment("12:45").isoformat()}]})
    assert code_of(answer) == (422, "E8501")
    assert {problem["cause"].split(":")[0] for problem in answer.json()["problems"]} >= {"R17"}


def test_an_edit_names_what_is_in_the_roster(small_home: House) -> None:
    _, (draft,) = drafts(small_home, BOTH)
    answer = change(
        small_home, draft, "edits", {"edits": [{"kind": "drop_duty", "worker_id": "W3", "date": "2026-01-12"}]}
    )
    assert code_of(answer) == (422, "E8540")


@pytest.mark.parametrize("field", ["worker_id", "pattern_id", "post_id", "role"])
def test_a_duty_with_ids_that_nobody_knows_is_refused(small_home: House, field: str) -> None:
    _, (draft,) = drafts(small_home, BOTH)
    duty = {**make.duty("W3").model_dump(mode="json"), field: "Unknown"}
    assert code_of(change(small_home, draft, "edits", {"edits": [{"kind": "put_duty", "duty": duty}]})) == (
        422,
        "E8501",
    )


@pytest.mark.parametrize("what", ["visits", "trainings"])
def test_a_stop_that_nobody_knows_is_refused(small_home: House, what: str) -> None:
    _, (draft,) = drafts(small_home, BOTH)
    stop = {f"{what[:-1]}_id": "Unknown", "start": make.moment("09:00").isoformat()}
    duty = {**make.duty("W3").model_dump(mode="json"), what: [stop]}
    assert code_of(change(small_home, draft, "edits", {"edits": [{"kind": "put_duty", "duty": duty}]})) == (
        422,
        "E8501",
    )


def test_a_word_that_a_spreadsheet_would_reckon_with_is_no_id(small_home: House) -> None:
    _, (draft,) = drafts(small_home, BOTH)
    duty = {**make.duty("W3").model_dump(mode="json"), "role": HOSTILE}
    assert code_of(change(small_home, draft, "edits", {"edits": [{"kind": "put_duty", "duty": duty}]})) == (
        422,
        "E6101",
    )


def test_a_visit_that_an_edit_leaves_out_has_its_reason(small_home: House) -> None:
    _, (draft,) = drafts(small_home, BOTH)
    answer = change(
        small_home, draft, "edits", {"edits": [{"kind": "move_visit", "visit_id": "V1", "from_worker_id": "W1"}]}
    )
    roster = (
        small_home.as_(Role.LEADER).get(f"/api/v1/rosters/{answer.json()['roster']['id']}/files/roster.json").json()
    )
    assert [each["visit_id"] for each in roster["unserved"]] == ["V1"]


def test_a_sick_workers_visits_go_to_others_and_the_request_knows_of_it(home: House) -> None:
    week, told = published(home)
    answer = change(home, told, "replans", W1_SICK)
    assert (answer.status_code, answer.json()["roster"]["origin"]) == (201, "re-planned")
    assert made_by(home, answer.json()["roster"]["id"])["V1"] in {"W2", "W3"}
    assert "V1" in str(answer.json()["changed"]["workers"])
    with home.store.reading() as session:
        newest = session.scalar(
            select(StoredRequest).where(StoredRequest.week_id == week).order_by(StoredRequest.id.desc())
        )
    assert (newest.id, newest.origin) == (answer.json()["roster"]["request_id"], "changed")


def test_a_change_that_makes_no_sense_is_refused(small_home: House) -> None:
    _, (draft,) = drafts(small_home, BOTH)
    body = {"changes": [{"kind": "cancelled_visit", "visit_id": "V9"}]}
    assert code_of(change(small_home, draft, "replans", body)) == (422, "E7302")


def test_a_package_is_offered_places_and_taken_on_as_offered(small_home: House) -> None:
    _, told = published(small_home)
    offers = change(small_home, told, "places", {"package": PACKAGE}).json()["offers"]
    answer = change(small_home, told, "placements", {"package": PACKAGE, "duties": offers[0]["duties"]})
    assert (answer.status_code, answer.json()["roster"]["origin"]) == (201, "placed")
    assert made_by(small_home, answer.json()["roster"]["id"])["New-12Jan-visit"] == offers[0]["worker_ids"][0]


def test_asking_for_places_changes_nothing(small_home: House) -> None:
    _, (draft,) = drafts(small_home, BOTH)
    change(small_home, draft, "places", {"package": PACKAGE})
    with small_home.store.reading() as session:
        assert len(session.scalars(select(StoredRoster)).all()) == 1


def test_an_edit_sent_twice_with_its_key_is_made_once(home: House) -> None:
    _, (draft,) = drafts(home, BOTH)
    first, second = (change(home, draft, "edits", V1_TO_W3, **{"Idempotency-Key": "once"}) for _ in range(2))
    assert (first.json(), first.headers["location"]) == (second.json(), second.headers["location"])
    with home.store.reading() as session:
        assert len(session.scalars(select(StoredRoster)).all()) == 2


def test_a_new_version_is_in_the_audit_log_without_free_text(small_home: House) -> None:
    _, (draft,) = drafts(small_home, BOTH)
    new = change(small_home, draft, "edits", V1_TO_W3).json()["roster"]
    with small_home.store.reading() as session:
        (entry,) = session.scalars(select(AuditEntry).where(AuditEntry.action == "change-roster"))
    assert entry.details == {"number": new["number"], "origin": "edited", "made_from": draft, "edits": 2}
    assert (entry.what, entry.from_version) == (f"roster {new['id']}", 1)


def test_no_edit_is_made_in_a_week_that_is_still_open(small_home: House) -> None:
    from tests.service.house import kept_roster, opened_week

    draft = kept_roster(small_home, opened_week(small_home, REQUEST), BOTH)
    assert code_of(change(small_home, draft, "edits", V1_TO_W3)) == (409, "E8210")


def test_an_auditor_changes_nothing(small_home: House) -> None:
    _, (draft,) = drafts(small_home, BOTH)
    answer = small_home.as_(Role.AUDITOR).post(f"/api/v1/rosters/{draft}/edits", json=V1_TO_W3)
    assert code_of(answer) == (403, "E8102")
