"""The template is a request that works, and it explains every column."""

from datetime import date
from pathlib import Path

import pytest

from models.files import read_request, write_template
from models.files.specs import TABLES
from models.files.template import columns_page
from models.problems import InputError
from models.roster import Roster
from models.visits import Need
from optimiser.checks import check


@pytest.fixture
def template(tmp_path: Path) -> Path:
    write_template(tmp_path / "template")
    return tmp_path / "template"


def test_the_filled_example_reads_without_a_problem_as_folder_and_as_workbook(template: Path) -> None:
    request, report = read_request(template / "filled")
    assert report.problems == ()
    assert read_request(template / "filled.xlsx")[0] == request


def test_the_example_shows_what_can_be_asked_for(template: Path) -> None:
    request, _ = read_request(template / "filled")
    assert len(request.workers) == 4
    assert len(request.visits) == 10
    assert any(visit.workers_needed == 2 for visit in request.visits)
    assert any(visit.need is Need.WAITING_LIST for visit in request.visits)
    assert any(visit.gaps for visit in request.visits)
    assert request.covers and request.line_terms
    assert request.posts and request.pins and request.preferences and request.trainings and request.absences


def test_the_referee_accepts_the_week_that_the_example_works_today(template: Path) -> None:
    request, _ = read_request(template / "filled")
    assert check(request, Roster(duties=request.as_was)) == []


def test_the_empty_template_has_the_headings_and_nothing_else(template: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_request(template / "empty")
    assert {problem.file for problem in caught.value.problems} == {
        "settings.csv",
        "patterns.csv",
        "workers.csv",
        "visits.csv",
    }
    assert all(len(path.read_text().splitlines()) == 1 for path in (template / "empty").iterdir())


def test_every_column_of_every_table_is_explained() -> None:
    page = columns_page()
    for table in TABLES:
        section = page.split(f"## {table.name}\n")[1].split("\n## ")[0]
        for column in table.columns:
            assert f"| {column.name} | {column.meaning} |" in section


def test_every_field_of_every_record_has_a_column() -> None:
    for table in TABLES:
        fields = {column.path[0] for column in table.columns if column.path}
        assert fields == set(table.record.model_fields), table.name


def test_the_example_of_every_column_can_be_read() -> None:
    for table in TABLES:
        for column in table.columns:
            assert column.kind.read(column.example, date(2026, 1, 12)) not in ("", ())
