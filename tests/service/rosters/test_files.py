"""A roster goes out as JSON, CSV, workbook, page and calendars; none of them carries a formula."""

import csv
import io
import zipfile

import openpyxl
import pytest
from icalendar import Calendar

from models.roster import Roster
from service.store.tables import Role, RosterFile
from tests.service.house import House
from tests.service.rosters.weeks import BOTH, HOSTILE, HOSTILE_REASON, code_of, drafts

NAMES = ["roster.json", "roster.csv", "roster.xlsx", "report.html", "calendars.zip"]


def fetched(home: House, roster: Roster, name: str):
    _, (draft,) = drafts(home, roster)
    return home.as_(Role.LEADER).get(f"/api/v1/rosters/{draft}/files/{name}")


def test_as_json_it_is_what_rota_reads(reading_home: House) -> None:
    answer = fetched(reading_home, BOTH, "roster.json")
    assert Roster.model_validate_json(answer.content).duties == BOTH.duties


def test_as_csv_each_visit_is_a_row(reading_home: House) -> None:
    rows = list(csv.DictReader(io.StringIO(fetched(reading_home, BOTH, "roster.csv").text)))
    assert [(row["worker"], row["visit"], row["start_time"]) for row in rows] == [
        ("W1", "V1", "08:00"),
        ("W2", "V2", "08:00"),
    ]


def test_the_zip_holds_a_calendar_for_every_worker(reading_home: House) -> None:
    archive = zipfile.ZipFile(io.BytesIO(fetched(reading_home, BOTH, "calendars.zip").content))
    assert archive.namelist() == ["W1.ics", "W2.ics", "W3.ics"]
    (event,) = Calendar.from_ical(archive.read("W2.ics")).walk("VEVENT")
    assert event["description"] == "08:00 visit V2 at P1, 30 minutes"


def test_the_report_shows_words_as_words_and_needs_nothing_from_elsewhere(reading_home: House) -> None:
    answer = fetched(reading_home, HOSTILE_REASON, "report.html")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert HOSTILE not in answer.text and "=cmd|" in answer.text


def test_no_cell_of_the_workbook_is_a_formula(reading_home: House) -> None:
    answer = fetched(reading_home, HOSTILE_REASON, "roster.xlsx")
    cells = [cell for page in openpyxl.load_workbook(io.BytesIO(answer.content)) for row in page for cell in row]
    assert HOSTILE in {cell.value for cell in cells}
    assert not [cell for cell in cells if cell.data_type == "f"]


@pytest.mark.parametrize("name", NAMES)
def test_who_has_a_file_already_is_not_sent_it_again(reading_home: House, name: str) -> None:
    _, (draft,) = drafts(reading_home, BOTH)
    leader, path = reading_home.as_(Role.LEADER), f"/api/v1/rosters/{draft}/files/{name}"
    tag = leader.get(path).headers["etag"]
    again = leader.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_a_file_is_made_once(home: House) -> None:
    _, (draft,) = drafts(home, BOTH)
    path = f"/api/v1/rosters/{draft}/files/roster.csv"
    first = home.as_(Role.LEADER).get(path)
    with home.store.writing() as session:
        (kept,) = session.query(RosterFile).all()
        kept.document = b"as it was made before"
    assert first.text != home.as_(Role.LEADER).get(path).text == "as it was made before"


def test_finance_reads_no_roster_with_visits(reading_home: House) -> None:
    _, (draft,) = drafts(reading_home, BOTH)
    assert code_of(reading_home.as_(Role.FINANCE).get(f"/api/v1/rosters/{draft}/files/roster.csv")) == (403, "E8102")


def test_the_versions_of_a_week_are_listed_newest_first(small_home: House) -> None:
    week, (first, second) = drafts(small_home, BOTH, HOSTILE_REASON)
    items = small_home.as_(Role.AUDITOR).get(f"/api/v1/weeks/{week}/rosters").json()["items"]
    assert [(item["id"], item["number"], item["figures"]["contact_minutes"]) for item in items] == [
        (second, 2, 30),
        (first, 1, 60),
    ]
