"""The API judges and plans, and tells every problem with its code, cause and action."""

import asyncio
import multiprocessing
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service import solving
from service.api import create_app
from service.solving import SolverLostError, Solving
from tests import builders as make
from tests.service import children
from tests.service.bundles import CLASHING_PINS


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(create_app(most_bytes=100_000)) as client:
        yield client


def as_json(record: Any) -> Any:
    return record.model_dump(mode="json")


def check(client: TestClient, request: Any, roster: Any) -> Any:
    return client.post("/checks", json={"request": as_json(request), "roster": as_json(roster)})


def test_health_names_the_versions(client: TestClient) -> None:
    answer = client.get("/health").json()
    assert answer["status"] == "ok"
    assert {"enablement-rota", "ortools"} <= answer["versions"].keys()


def test_a_good_roster_has_no_violations_and_its_metrics(client: TestClient) -> None:
    answer = check(client, make.request(), make.roster(make.duty(visits=[("V1", "08:00")]))).json()
    assert answer["violations"] == []
    assert answer["metrics"]["contact_minutes"] == 30


def test_a_broken_roster_is_told_rule_by_rule(client: TestClient) -> None:
    answer = check(client, make.request(), make.roster(make.duty(visits=[("V1", "11:00")]))).json()
    assert [violation["code"] for violation in answer["violations"]] == ["R17"]


def test_a_field_nobody_knows_is_a_problem_with_its_place(client: TestClient) -> None:
    request = as_json(make.request())
    request["workers"][0]["favourite_colour"] = "green"
    answer = client.post("/rota-requests", json=request)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    (problem,) = answer.json()["problems"]
    assert (problem["file"], problem["row"], problem["column"]) == ("request workers", 1, "favourite_colour")
    assert problem["code"].startswith("E1")


def test_a_field_missing_from_a_roster_is_a_problem_with_its_place(client: TestClient) -> None:
    roster = as_json(make.roster(make.duty()))
    del roster["duties"][0]["worker_id"]
    answer = client.post("/checks", json={"request": as_json(make.request()), "roster": roster})
    (problem,) = answer.json()["problems"]
    assert (answer.status_code, problem["code"]) == (422, "E6101")
    assert "body.roster.duties[0].worker_id" in problem["cause"]


def test_places_may_be_given_by_postcode(client: TestClient) -> None:
    request = as_json(make.request())
    request["places"] = [{"id": place["id"], "postcode": "B25 8XE"} for place in request["places"]]
    roster = as_json(make.roster(make.duty(visits=[("V1", "08:00")])))
    assert client.post("/checks", json={"request": request, "roster": roster}).json()["violations"] == []


def test_records_that_contradict_each_other_are_all_told(client: TestClient) -> None:
    request = make.request(visits=(make.visit(user_id="nobody"), make.visit("V2", user_id="nobody-else")))
    answer = client.post("/rota-requests", json=as_json(request))
    assert answer.status_code == 422
    assert {problem["code"][:2] for problem in answer.json()["problems"]} == {"E2"}
    assert len(answer.json()["problems"]) == 2


def test_a_body_beyond_the_limit_is_refused(client: TestClient) -> None:
    answer = client.post("/checks", content=b" " * 100_001, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")


@pytest.mark.parametrize("body", [b"{", b"[" * 50_000, b'{"request": NaN}', b"\xff\xfe", b'{"a": "\\ud800"}'])
def test_what_is_not_a_request_is_a_problem_not_a_crash(client: TestClient, body: bytes) -> None:
    answer = client.post("/checks", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.json()["problems"]


@pytest.mark.parametrize("query", ["time_limit=0", "time_limit=100000", "work_limit=0", "seed=-1", "time_limit=nan"])
def test_limits_have_limits(client: TestClient, query: str) -> None:
    answer = client.post(f"/rota-requests?{query}", json=as_json(make.request()))
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["code"] == "E6101"


def test_an_unknown_path_is_a_problem_document_too(client: TestClient) -> None:
    answer = client.get("/rotas")
    assert (answer.status_code, answer.json()["title"]) == (404, "Not Found")


def test_the_description_needs_no_network_and_no_page_that_does_is_served(client: TestClient) -> None:
    assert "/rota-requests" in client.get("/openapi.json").json()["paths"]
    assert client.get("/docs").status_code == 404


def test_a_request_is_planned_and_passes_the_referee(client: TestClient) -> None:
    request = make.request()
    answer = client.post("/rota-requests?work_limit=5&seed=7", json=as_json(request)).json()
    assert answer["violations"] == []
    assert answer["metrics"]["visits_required_unserved"] == 0
    assert (answer["roster"]["seed"], answer["roster"]["request_sha256"]) == (7, request.sha256)
    again = client.post("/checks", json={"request": as_json(request), "roster": answer["roster"]}).json()
    assert again["violations"] == []
    assert again["metrics"]["objective_pence"] == answer["metrics"]["objective_pence"]


def test_a_request_that_cannot_be_met_says_why(client: TestClient) -> None:
    request = make.request(pins=CLASHING_PINS)
    answer = client.post("/rota-requests?work_limit=5", json=as_json(request))
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["code"].startswith("E3")


def test_a_mistake_of_ours_is_a_problem_document_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.bundle.check", lambda *_: 1 / 0)
    client = TestClient(create_app(), raise_server_exceptions=False)
    answer = check(client, make.request(), make.roster())
    assert (answer.status_code, answer.json()["problems"][0]["code"]) == (500, "E6105")


def test_no_more_solves_wait_than_allowed(client: TestClient) -> None:
    client.app.state.solving = Solving(at_once=0, waiting=0)  # type: ignore[attr-defined]
    answer = client.post("/rota-requests", json=as_json(make.request()))
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    assert answer.json()["problems"][0]["code"] == "E6103"


def test_a_solve_that_dies_is_told_and_its_place_is_free_again(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solving, "_work", children.dies)
    client.app.state.solving = Solving(at_once=1, waiting=0)  # type: ignore[attr-defined]
    for _ in range(2):
        answer = client.post("/rota-requests", json=as_json(make.request()))
        assert (answer.status_code, answer.json()["problems"][0]["code"]) == (500, "E6104")


def test_a_solve_past_its_deadline_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "_work", children.sleeps)
    with pytest.raises(SolverLostError, match="no roster within"):
        asyncio.run(Solving().solve(make.request(), None, deadline_seconds=0.1))  # type: ignore[arg-type]
    assert multiprocessing.active_children() == []


def test_a_request_sent_as_plain_text_is_told_which_header_it_lacks(client: TestClient) -> None:
    text = make.request().model_dump_json()
    answer = client.post("/rota-requests", content=text, headers={"Content-Type": "text/plain"})
    assert answer.status_code == 422
    (problem,) = answer.json()["problems"]
    assert problem["code"] == "E6101" and "application/json" in problem["action"]
