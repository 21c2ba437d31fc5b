"""A request says the same after it has been through any of the three kinds of file."""

import tempfile
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given, settings

from models.clock import Horizon, at, plus
from models.files import parse_request, read_request, write_request
from models.files.requests import request_rows
from models.integrity import find_problems
from models.request import RotaRequest
from models.roster import PlannedVisit, Span
from models.visits import Window
from tests import builders
from tests.files.strategies import requests

FORMATS = ["folder", "week.xlsx", "week.json"]
SLOWLY = settings(max_examples=20)


def through(request: RotaRequest, name: str) -> RotaRequest:
    with tempfile.TemporaryDirectory() as folder:
        write_request(request, Path(folder) / name)
        return read_request(Path(folder) / name)[0]


@pytest.mark.parametrize("name", FORMATS)
def test_a_tiny_request_with_todays_duties_survives_the_file(name: str) -> None:
    request = builders.request(as_was=(builders.duty(visits=(("V1", "08:30"),)), builders.duty("W1", 2, "night")))
    assert through(request, name) == request


@pytest.mark.parametrize("name", FORMATS)
@SLOWLY
@given(request=requests())
def test_any_request_without_problems_survives_the_file(name: str, request: RotaRequest) -> None:
    assert find_problems(request) == []
    read = through(request, name)
    assert read == request
    assert read.sha256 == request.sha256


@SLOWLY
@given(request=requests())
def test_no_cell_written_can_be_taken_for_a_formula(request: RotaRequest) -> None:
    for rows in request_rows(request).values():
        texts = [cell for row in rows for cell in row if isinstance(cell, str)]
        assert not [text for text in texts if text.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("minutes", range(0, 300, 30))
def test_every_half_hour_of_the_night_of_the_october_change_survives_the_file(name: str, minutes: int) -> None:
    horizon = Horizon(start=date(2026, 10, 19), days=7)
    start = plus(at(date(2026, 10, 25), time(0)), minutes)
    window = Window(earliest_start=start, latest_start=plus(start, 45))
    duty = builders.duty().model_copy(
        update={
            "date": date(2026, 10, 25),
            "parts": (Span(start=start, end=plus(start, 90)),),
            "visits": (PlannedVisit(visit_id="V1", start=plus(start, 60)),),
        }
    )
    request = builders.request(horizon=horizon, visits=(builders.visit(windows=(window,)),), as_was=(duty,))
    assert through(request, name) == request


def test_an_api_call_is_read_like_a_json_file() -> None:
    request = builders.request()
    read, report = parse_request(request.canonical_json().encode())
    assert read == request
    assert [file.rows_new for file in report.files if file.file == "request visits"] == [1]


@pytest.mark.parametrize("name", FORMATS)
def test_writing_again_replaces_what_was_there(name: str, tmp_path: Path) -> None:
    write_request(builders.request(as_was=(builders.duty(),)), tmp_path / name)
    write_request(builders.request(), tmp_path / name)
    assert read_request(tmp_path / name)[0] == builders.request()
    assert [path.name for path in tmp_path.iterdir()] == [name]
