"""A workbook reads as the person who filled it in meant it, whatever the spreadsheet made of the cells."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from models.files import read_request, write_request
from models.files.workbooks import cell_text
from tests import builders


def edited(path: Path, sheet: str, cells: dict[str, Any]) -> Path:
    write_request(builders.request(), path)
    book = load_workbook(path)
    for where, value in cells.items():
        book[sheet][where] = value
    book.save(path)
    return path


def test_real_dates_times_and_decimals_are_understood(tmp_path: Path) -> None:
    cells = {"B3": datetime(2026, 1, 12), "B4": 7.0}
    assert read_request(edited(tmp_path / "a.xlsx", "settings", cells))[0] == builders.request()
    cells = {"C2": date(2026, 1, 12), "E2": 30.0, "L2": False, "F2": 1}
    assert read_request(edited(tmp_path / "b.xlsx", "visits", cells))[0] == builders.request()
    request, _ = read_request(edited(tmp_path / "c.xlsx", "workers", {"W2": datetime(2026, 1, 11, 21, 30)}))
    assert request.workers[0].carried.last_duty_end == builders.moment("21:30", -1)
    request, _ = read_request(edited(tmp_path / "d.xlsx", "rules", {"B7": time(22, 30)}))
    assert request.rules.night_start == time(22, 30)


def test_an_id_that_the_spreadsheet_made_a_number_is_still_that_id(tmp_path: Path) -> None:
    request, _ = read_request(edited(tmp_path / "a.xlsx", "visits", {"A2": 17}))
    assert request.visits[0].id == "17"


def test_numbers_are_written_as_numbers(tmp_path: Path) -> None:
    write_request(builders.request(), tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    assert book["visits"]["E2"].value == 30
    assert book["places"]["C2"].value == -1.85


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (7.0, "7"),
        (0.5, "0.5"),
        (datetime(2026, 1, 12, 6, 59, 59, 999_600), "2026-01-12 07:00"),
        (time(6, 59, 59, 999_600), "07:00"),
        (datetime(2026, 1, 12, 7, 0, 30), "2026-01-12 07:00:30"),
        (timedelta(hours=7, minutes=5), "07:05"),
        (" padded ", "padded"),
    ],
)
def test_a_cell_reads_as_it_would_have_been_typed(value: object, text: str) -> None:
    assert cell_text(value) == text
