"""`rota why`: sentences and JSON of the same, and what is refused."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from models.files import write_request, write_roster
from models.wishes import Pin, PinKind
from service.cli import app
from tests.builders import duty, request, roster, user, visit, window, worker

RUN = CliRunner()
ASKED = request(service_users=(user(),), visits=(visit(), visit("V2", windows=(window("12:50", "12:55"),))))
PLANNED = roster(duty(visits=(("V1", "08:00"),)))


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    write_request(ASKED, tmp_path / "request.json")
    write_roster(PLANNED, tmp_path / "roster.json")
    return [str(tmp_path / "request.json"), str(tmp_path / "roster.json")]


def test_a_visit_is_explained_in_sentences(files: list[str]) -> None:
    told = RUN.invoke(app, ["why", *files, "--visit", "V2"])
    assert told.exit_code == 0
    assert (
        "Visit V2 (U02): Of 1 worker who may make it, none has a duty for it Mon 12 Jan 12:50 to 12:55." in told.output
    )
    assert "20 minutes outside its window" in told.output


def test_json_holds_the_same(files: list[str]) -> None:
    found = json.loads(RUN.invoke(app, ["why", *files, "--json"]).stdout)
    assert found["visits"][0]["reason_code"] == "U02"
    assert sum(term["pence"] for term in found["terms"]) > 0


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (["--visit", "V9"], "E7201"),
        (["--visit", "V1"], "E7202"),
        (["--preference", "nope"], "E7203"),
        (["--worker", "W9"], "E7205"),
        (["--worker", "W1", "--visit", "V2"], "E7206"),
    ],
)
def test_what_cannot_be_explained_is_refused_with_a_code(files: list[str], asked: list[str], code: str) -> None:
    told = RUN.invoke(app, ["why", *files, *asked])
    assert (told.exit_code, told.stderr.startswith(code)) == (2, True)


def test_clashing_rules_are_told_without_a_roster(tmp_path: Path) -> None:
    dates = request().horizon.dates
    pins = tuple(Pin(id=f"P{n}", kind=PinKind.DUTY, worker_id="W1", date=day) for n, day in enumerate(dates))
    write_request(request(workers=(worker(),), pins=pins), tmp_path / "request.json")
    told = RUN.invoke(app, ["why", str(tmp_path / "request.json")])
    assert told.output.startswith("E4001 R05 pins and R")
    assert "clash for W1: pins P0 duty 2026-01-12" in told.output
