"""The referee judges any roster over the API, and tells every problem with its code, cause and action."""

from typing import Any

import pytest

from service.api.v1.examples import CHECK
from service.store.tables import Role
from tests import builders as make
from tests.service.house import House
from tests.service.weeks.asking import as_json, told


def check(home: House, request: Any, roster: Any) -> Any:
    return home.as_(Role.LEADER).post("/api/v1/checks", json={"request": request, "roster": as_json(roster)})


def test_a_good_roster_has_no_violations_and_its_metrics(lasting_home: House) -> None:
    roster = make.roster(make.duty(visits=[("V1", "08:00")]))
    answer = check(lasting_home, as_json(make.request()), roster).json()
    assert answer["violations"] == []
    assert answer["metrics"]["contact_minutes"] == 30


def test_a_broken_roster_is_told_rule_by_rule(lasting_home: House) -> None:
    roster = make.roster(make.duty(visits=[("V1", "11:00")]))
    answer = check(lasting_home, as_json(make.request()), roster).json()
    assert [violation["code"] for violation in answer["violations"]] == ["R17"]


def test_a_field_nobody_knows_is_a_problem_with_its_place(lasting_home: House) -> None:
    request = as_json(make.request())
    request["workers"][0]["favourite_colour"] = "green"
    (problem,) = check(lasting_home, request, make.roster()).json()["problems"]
    assert (problem["file"], problem["row"], problem["column"]) == ("request workers", 1, "favourite_colour")
    assert problem["code"].startswith("E1")


def test_a_field_missing_from_a_roster_is_a_problem_with_its_place(lasting_home: House) -> None:
    roster = as_json(make.roster(make.duty()))
    del roster["duties"][0]["worker_id"]
    body = {"request": as_json(make.request()), "roster": roster}
    answer = lasting_home.as_(Role.LEADER).post("/api/v1/checks", json=body)
    assert told(answer) == (422, ["E6101"])
    assert "body.roster.duties[0].worker_id" in answer.json()["detail"]


def test_places_may_be_given_by_postcode(lasting_home: House) -> None:
    request = as_json(make.request())
    request["places"] = [{"id": place["id"], "postcode": "B25 8XE"} for place in request["places"]]
    roster = make.roster(make.duty(visits=[("V1", "08:00")]))
    assert check(lasting_home, request, roster).json()["violations"] == []


def test_records_that_contradict_each_other_are_all_told(lasting_home: House) -> None:
    request = make.request(visits=(make.visit(user_id="nobody"), make.visit("V2", user_id="nobody-else")))
    status, codes = told(check(lasting_home, as_json(request), make.roster()))
    assert (status, {code[:2] for code in codes}, len(codes)) == (422, {"E2"}, 2)


BODIES = [b"{", b"[" * 50_000, b'{"request": NaN}', b"\xff\xfe", b'{"a": "\\ud800"}', b"[]", b""]


@pytest.mark.parametrize("body", BODIES)
def test_what_is_not_a_request_is_a_problem_not_a_crash(lasting_home: House, body: bytes) -> None:
    leader = lasting_home.as_(Role.LEADER)
    answer = leader.post("/api/v1/checks", content=body, headers={"content-type": "application/json"})
    assert told(answer)[0] in (400, 422)


def test_a_mistake_of_ours_is_a_problem_document_too(lasting_home: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.bundle.check", lambda *_: 1 / 0)
    assert told(check(lasting_home, as_json(make.request()), make.roster())) == (500, ["E6105"])


def test_a_request_sent_as_plain_text_is_not_taken(lasting_home: House) -> None:
    text = make.request().model_dump_json()
    answer = lasting_home.as_(Role.LEADER).post("/api/v1/checks", content=text, headers={"Content-Type": "text/plain"})
    assert told(answer)[0] == 422


@pytest.mark.parametrize("role", [Role.WORKER, Role.FINANCE, Role.AUDITOR])
def test_others_have_nothing_checked(lasting_home: House, role: Role) -> None:
    assert told(lasting_home.as_(role).post("/api/v1/checks", json=CHECK)) == (403, ["E8102"])


def test_the_example_in_the_description_works(lasting_home: House) -> None:
    answer = lasting_home.as_(Role.LEADER).post("/api/v1/checks", json=CHECK)
    assert (answer.status_code, answer.json()["violations"]) == (200, [])


def test_an_unknown_path_is_a_problem_document_too(lasting_home: House) -> None:
    assert told(lasting_home.client.get("/rotas")) == (404, ["E6102"])


def test_the_description_needs_no_network_and_no_page_that_does_is_served(lasting_home: House) -> None:
    assert "/api/v1/checks" in lasting_home.client.get("/openapi.json").json()["paths"]
    assert lasting_home.client.get("/docs").status_code == 404
