"""A query parameter that an endpoint does not know is refused, never overlooked."""

import re

from service.store.tables import Role
from tests.service.house import House


def test_a_mistyped_filter_is_told(lasting_home: House) -> None:
    answer = lasting_home.as_(Role.LEADER).get("/api/v1/weeks?taem=1")
    (problem,) = answer.json()["problems"]
    assert (answer.status_code, problem["code"]) == (422, "E8604")
    assert '"taem"' in problem["cause"] and "team" in problem["action"]


def test_a_filter_is_given_once(lasting_home: House) -> None:
    answer = lasting_home.as_(Role.LEADER).get("/api/v1/weeks?limit=1&limit=2")
    assert (answer.status_code, answer.json()["problems"][0]["code"]) == (422, "E8604")


def test_a_wrong_method_is_told_every_right_one(lasting_home: House) -> None:
    answer = lasting_home.client.delete("/api/v1/weeks/1/preferences/own")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, PUT")


def test_clock_times_are_described_as_they_are_written(lasting_home: House) -> None:
    schemas = lasting_home.client.get("/openapi.json").json()["components"]["schemas"]
    shown = schemas["ClockSpan"]["properties"]["start"]
    assert re.fullmatch(shown["pattern"], "07:30:00") and "format" not in shown


def test_known_filters_pass(lasting_home: House) -> None:
    assert lasting_home.as_(Role.LEADER).get("/api/v1/weeks?team=1&limit=2").status_code == 200


def test_every_post_is_described_with_its_key_once(lasting_home: House) -> None:
    for _ in range(2):
        post = lasting_home.client.get("/openapi.json").json()["paths"]["/api/v1/teams"]["post"]
    assert [each["name"] for each in post["parameters"]].count("Idempotency-Key") == 1
