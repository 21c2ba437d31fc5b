"""`rota replan`: the files it writes, what it prints, and the published roster that it leaves alone."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from models.files import write_request, write_roster
from service.cli import app
from tests.builders import MONDAY
from tests.replan.scenes import half_hour, scene


@pytest.fixture
def files(tmp_path: Path) -> Path:
    visits = [half_hour("V1", 1, "08:00", "09:00"), half_hour("V2", 2, "10:00", "11:00")]
    asked, published = scene(("W1", (("V1", "08:00"), ("V2", "10:00"))), ("W2", ()), visits=visits)
    write_request(asked, tmp_path / "request.json")
    write_roster(published, tmp_path / "roster.json")
    text = f"changes:\n- {{kind: sickness, worker_id: W1, first_date: {MONDAY}}}\n"
    (tmp_path / "changes.yaml").write_text(text)
    return tmp_path


def run(files: Path, *more: str) -> tuple[int, str]:
    names = [str(files / name) for name in ("request.json", "roster.json")]
    found = CliRunner().invoke(app, ["replan", *names, "--changes", str(files / "changes.yaml"), *more])
    return found.exit_code, found.output


def test_everything_about_the_new_roster_is_written_and_the_published_one_stays(files: Path) -> None:
    before = (files / "roster.json").read_bytes()
    status, told = run(files, "--out", str(files / "out"))
    assert status == 0, told
    assert "W2" in told and "takes on visit V1" in told
    written = {path.name for path in (files / "out").iterdir()}
    assert {"request.json", "roster.json", "changes.json", "changes.html", "report.html"} <= written
    page = (files / "out" / "changes.html").read_text()
    assert "takes on visit V1 at 08:00" in page and "a further duty" in page
    assert (files / "roster.json").read_bytes() == before
    assert (
        CliRunner().invoke(app, ["check", *(str(files / "out" / n) for n in ("request.json", "roster.json"))]).exit_code
        == 0
    )


def test_json_says_the_same_to_programs(files: Path) -> None:
    status, told = run(files, "--json", "--now", "2026-01-12T07:30", "--at-most-duties", "1")
    assert status == 0, told
    document = json.loads(told)
    assert document["further_duties_changed"] == 1
    assert {each["worker_id"] for each in document["workers"]} == {"W1", "W2"}
    assert document["now"].startswith("2026-01-12T07:30")


def test_a_problem_ends_with_status_2_and_nothing_is_written(files: Path) -> None:
    (files / "changes.yaml").write_text(f"changes:\n- {{kind: sickness, worker_id: W9, first_date: {MONDAY}}}\n")
    status, told = run(files, "--out", str(files / "out"))
    assert status == 2
    assert "E7302" in told
    assert not (files / "out").exists()


def test_the_published_roster_is_never_written_over(files: Path) -> None:
    status, told = run(files, "--out", str(files))
    assert status == 2
    assert "E6002" in told or "E7308" in told
