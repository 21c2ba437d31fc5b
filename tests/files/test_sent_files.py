"""A request sent as files is read as a folder or file of the same content, and no table is endless."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from models.files import csv_files, json_files, parse_files, read_request, request_csv, request_xlsx, workbooks
from models.problems import InputError
from tests import builders as make


def codes(files: dict[str, bytes]) -> list[str]:
    with pytest.raises(InputError) as refused:
        parse_files(files)
    return [problem.code for problem in refused.value.problems]


@pytest.fixture
def three_rows_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (csv_files, json_files, workbooks):
        monkeypatch.setattr(module, "MOST_ROWS", 3)


def test_csv_a_workbook_and_json_hold_the_same_request() -> None:
    request = make.request()
    assert parse_files(request_csv(request))[0] == request
    assert parse_files({"week.xlsx": request_xlsx(request)})[0] == request
    assert parse_files({"week.json": request.model_dump_json().encode()})[0] == request


def test_sent_files_are_refused_as_a_folder_of_them_is(tmp_path: Path) -> None:
    files = request_csv(make.request()) | {"workers.csv": b"id\nW1\n", "odd.csv": b"a\n1\n"}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as refused:
        read_request(tmp_path)
    assert codes(files) == [problem.code for problem in refused.value.problems]


@pytest.mark.parametrize("names", [(), ("a.pdf",), ("a.json", "b.csv"), ("a.xlsx", "b.xlsx"), ("workers",)])
def test_other_files_are_no_request(names: tuple[str, ...]) -> None:
    assert codes(dict.fromkeys(names, b"")) == ["E1010"]


def test_a_csv_file_has_a_most_of_rows(three_rows_at_most: None) -> None:
    assert "E1012" not in codes({"visits.csv": b"id\n1\n2\n3\n"})
    assert "E1012" in codes({"visits.csv": b"id\n1\n2\n3\n4\n"})


def test_a_workbook_s_sheet_has_a_most_of_rows(three_rows_at_most: None) -> None:
    assert codes({"week.xlsx": a_workbook(["id", *"1234"])}) == ["E1012"]
    assert "E1012" not in codes({"week.xlsx": a_workbook(["id", *"123"])})


def test_blank_rows_are_few_enough_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "_MOST_ROWS_OF_A_SHEET", 3)
    assert codes({"week.xlsx": a_workbook(["id", None, None, None])}) == ["E1012"]


def test_a_list_in_json_has_a_most_of_rows(three_rows_at_most: None) -> None:
    assert "E1012" in codes({"week.json": b'{"visits": [1, 2, 3, 4]}'})


def a_workbook(cells: list[str | None]) -> bytes:
    workbook = Workbook()
    assert workbook.active is not None
    workbook.active.title = "visits"
    for row, cell in enumerate(cells, start=1):
        workbook.active.cell(row, 1).value = cell
    if cells[-1] is None:
        workbook.active.row_dimensions[len(cells)].height = 20
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()
