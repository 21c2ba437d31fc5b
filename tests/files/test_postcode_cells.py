"""Places may be given by postcode, in the table of places or directly where somebody lives."""

import json
from pathlib import Path

import pytest

from models.files import parse_request, read_request, write_request
from models.problems import InputError, Problem
from tests import builders

PLACE = "id,latitude,longitude,postcode\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_request(builders.request(), tmp_path / "week")
    return tmp_path / "week"


def with_places(folder: Path, *rows: str) -> Path:
    (folder / "places.csv").write_text(PLACE + "P0,52.45,-1.85,\n" + "\n".join(rows) + "\n")
    return folder


def only_problem(folder: Path) -> Problem:
    with pytest.raises(InputError) as caught:
        read_request(folder)
    (problem,) = caught.value.problems
    return problem


def test_a_place_with_only_a_postcode_gets_its_coordinates(folder: Path) -> None:
    request, _ = read_request(with_places(folder, "P1,,,b138jl"))
    place = request.place_by_id["P1"]
    assert (place.latitude, place.longitude) == pytest.approx((52.4458, -1.8927), abs=0.001)
    assert place.postcode == "B13 8JL"


def test_coordinates_that_are_given_are_kept(folder: Path) -> None:
    request, _ = read_request(with_places(folder, "P1,52.5,-1.8,B13 8JL"))
    assert request.place_by_id["P1"].latitude == 52.5


def test_a_postcode_where_somebody_lives_makes_a_place(folder: Path) -> None:
    users = folder / "service_users.csv"
    users.write_text(users.read_text().replace("U1,P1", "U1,b13 8jl"))
    request, report = read_request(folder)
    assert request.service_users[0].place_id == "B13 8JL"
    assert request.place_by_id["B13 8JL"].postcode == "B13 8JL"
    assert "places.csv: 6 rows read, 6 new, 0 rejected" in report.lines()


def test_a_postcode_that_does_not_exist_rejects_the_place(folder: Path) -> None:
    problem = only_problem(with_places(folder, "P1,,,B13 9ZZ"))
    assert (problem.code, problem.file, problem.row, problem.column) == ("E1301", "places.csv", 3, "postcode")
    assert "latitude and longitude" in problem.action


def test_a_postcode_that_does_not_exist_rejects_the_person_who_lives_there(folder: Path) -> None:
    workers = folder / "workers.csv"
    workers.write_text(workers.read_text().replace("W1,P0", "W1,B13 9ZZ"))
    problem = only_problem(folder)
    assert (problem.code, problem.file, problem.row, problem.column) == ("E1301", "workers.csv", 2, "place_id")


@pytest.mark.parametrize("row", ["P1,52.5,,", "P1,,,", "P1,,-1.8,B13 8JL"])
def test_half_a_place_is_refused(folder: Path, row: str) -> None:
    assert only_problem(with_places(folder, row)).code == "E1302"


def test_json_places_may_have_only_a_postcode_too() -> None:
    value = builders.request().model_dump(mode="json")
    value["places"][1] = {"id": "P1", "postcode": "B13 8JL"}
    value["workers"][0]["place_id"] = "B13 8LZ"
    request, _ = parse_request(json.dumps(value).encode())
    assert request.place_by_id["P1"].postcode == request.places[1].postcode == "B13 8JL"
    assert request.place_by_id["B13 8LZ"].latitude == pytest.approx(52.4474, abs=0.001)


def test_a_postcode_of_the_base_where_a_worker_ends_makes_a_place_or_rejects_the_worker(folder: Path) -> None:
    workers = folder / "workers.csv"
    text = workers.read_text()
    assert "W1,P0,home,,," in text
    workers.write_text(text.replace("W1,P0,home,,,", "W1,P0,home,base,b13 8jl,"))
    request, _ = read_request(folder)
    assert request.workers[0].end_base_id == "B13 8JL"
    assert request.place_by_id["B13 8JL"].postcode == "B13 8JL"
    workers.write_text(text.replace("W1,P0,home,,,", "W1,P0,home,base,B13 9ZZ,"))
    problem = only_problem(folder)
    assert (problem.code, problem.file, problem.column) == ("E1301", "workers.csv", "end_place_id")
