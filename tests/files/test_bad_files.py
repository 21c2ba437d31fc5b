"""A file that cannot be used says why and what to do, whatever is wrong with it."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from models.files import limits, parse_request, read_request, workbooks, write_request
from models.files.codes import FileCode
from models.problems import InputError, Problem
from tests import builders


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_request(builders.request(), tmp_path / "week")
    return tmp_path / "week"


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    write_request(builders.request(), tmp_path / "week.xlsx")
    return tmp_path / "week.xlsx"


def problems(path: Path) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        read_request(path)
    assert all(problem.cause and problem.action for problem in caught.value.problems)
    return list(caught.value.problems)


def only(path: Path, code: FileCode) -> Problem:
    (problem,) = problems(path)
    assert problem.code == code
    return problem


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    only(tmp_path / "nowhere", FileCode.NO_SUCH_PATH)


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    (tmp_path / "week.pdf").write_bytes(b"%PDF")
    only(tmp_path / "week.pdf", FileCode.UNKNOWN_FORMAT)


def test_a_folder_without_the_files_names_each_that_is_needed(tmp_path: Path) -> None:
    told = problems(tmp_path)
    assert {problem.file for problem in told} == {"settings.csv", "patterns.csv", "workers.csv", "visits.csv"}
    assert "workers.csv is missing" in {problem.cause for problem in told}


def test_optional_files_may_be_missing(folder: Path) -> None:
    for name in ("pins", "rules", "prices", "pay", "travel", "posts", "as_was"):
        (folder / f"{name}.csv").unlink()
    assert read_request(folder)[0] == builders.request()


def test_an_empty_sheet(folder: Path) -> None:
    (folder / "workers.csv").write_text("")
    assert only(folder, FileCode.EMPTY_SHEET).file == "workers.csv"


def test_headings_without_a_row_where_rows_are_needed(folder: Path) -> None:
    (folder / "visits.csv").write_text((folder / "visits.csv").read_text().splitlines()[0])
    assert only(folder, FileCode.EMPTY_SHEET).cause == "there are no visits"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "latin-1"])
def test_another_encoding(folder: Path, encoding: str) -> None:
    text = (folder / "workers.csv").read_text().replace("Yardley", "Yardl\u00e9y")
    (folder / "workers.csv").write_bytes(text.encode(encoding))
    assert only(folder, FileCode.WRONG_ENCODING).action == 'save it again as "CSV UTF-8"'


def test_utf_8_with_its_mark_is_read(folder: Path) -> None:
    text = (folder / "workers.csv").read_text()
    (folder / "workers.csv").write_text(text, encoding="utf-8-sig")
    assert read_request(folder)[0] == builders.request()


def test_quotes_that_do_not_close(folder: Path) -> None:
    path = folder / "visits.csv"
    path.write_text(path.read_text().replace("V1", '"V1'))
    only(folder, FileCode.NOT_CSV)


def test_a_file_over_the_limit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    second, largest = sorted(folder.iterdir(), key=lambda path: path.stat().st_size)[-2:]
    monkeypatch.setattr(limits, "MOST_BYTES", second.stat().st_size)
    assert only(folder, FileCode.TOO_LARGE).file == largest.name


def test_a_hundred_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "week.json"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    only(path, FileCode.TOO_LARGE)


def test_a_link_out_of_the_folder(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text((folder / "pins.csv").read_text())
    (folder / "pins.csv").unlink()
    (folder / "pins.csv").symlink_to(outside)
    only(folder, FileCode.OUTSIDE_FOLDER)


def test_a_name_that_leads_out_of_the_folder(folder: Path) -> None:
    with pytest.raises(InputError, match="E1004"):
        limits.inside(folder, "../outside.csv")


def test_a_mistyped_file_name_is_not_passed_over(folder: Path) -> None:
    (folder / "absence.csv").write_text("id\n")
    assert '"absence.csv"' in only(folder, FileCode.UNKNOWN_FILE).cause


def test_a_table_that_is_there_twice(folder: Path) -> None:
    (folder / "Service Users.csv").write_text((folder / "service_users.csv").read_text())
    only(folder, FileCode.SAME_TABLE_TWICE)


def test_notes_are_left_alone_and_the_report_says_so(folder: Path) -> None:
    (folder / "notes on cover.csv").write_text("anything")
    _, report = read_request(folder)
    assert "notes on cover.csv: not read" in report.lines()


def test_a_missing_column_is_named(folder: Path) -> None:
    path = folder / "visits.csv"
    path.write_text(path.read_text().replace("minutes", "length", 1))
    told = {problem.code: problem for problem in problems(folder)}
    assert told[FileCode.MISSING_COLUMN].column == "minutes"
    assert told[FileCode.UNKNOWN_COLUMN].column == "length"


def test_a_column_that_is_there_twice(folder: Path) -> None:
    path = folder / "places.csv"
    path.write_text(path.read_text().replace("postcode", "latitude"))
    assert FileCode.SAME_COLUMN_TWICE in {problem.code for problem in problems(folder)}


def test_headings_may_be_typed_with_capitals_and_spaces(folder: Path) -> None:
    path = folder / "visits.csv"
    path.write_text(path.read_text().replace("service_user_id", "Service User ID"))
    assert read_request(folder)[0] == builders.request()


def test_a_workbook_with_a_missing_column(workbook: Path) -> None:
    book = load_workbook(workbook)
    book["workers"].delete_cols(10)
    book.save(workbook)
    problem = only(workbook, FileCode.MISSING_COLUMN)
    assert (problem.file, problem.column) == ("week.xlsx sheet workers", "pay_pence_per_hour")


def test_something_that_is_not_a_workbook(tmp_path: Path) -> None:
    (tmp_path / "week.xlsx").write_bytes(b"not a workbook")
    only(tmp_path / "week.xlsx", FileCode.NOT_A_WORKBOOK)


def test_an_archive_that_is_not_a_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "week.xlsx", "w") as archive:
        archive.writestr("hello.txt", "hello")
    only(tmp_path / "week.xlsx", FileCode.NOT_A_WORKBOOK)


def test_a_damaged_workbook(workbook: Path) -> None:
    data = workbook.read_bytes()
    workbook.write_bytes(data[: len(data) // 2])
    only(workbook, FileCode.NOT_A_WORKBOOK)


def test_a_workbook_that_unpacks_to_far_more_than_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_UNPACKED_BYTES", 1_000_000)
    with zipfile.ZipFile(tmp_path / "week.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"{number}.xml", b"0" * 400_000)
    assert (tmp_path / "week.xlsx").stat().st_size < 10_000
    only(tmp_path / "week.xlsx", FileCode.TOO_LARGE)


def test_a_formula_in_a_cell_is_refused_not_guessed(workbook: Path) -> None:
    book = load_workbook(workbook)
    book["visits"]["E2"] = "=15+15"
    book.save(workbook)
    problem = only(workbook, FileCode.WRONG_VALUE)
    assert "paste them as values" in problem.cause


def test_a_sheet_that_understates_its_size_is_read_to_its_end(workbook: Path) -> None:
    rewritten = io.BytesIO()
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(rewritten, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/"):
                data = data.replace(b"<sheetData>", b'<dimension ref="A1:A1"/><sheetData>')
            new.writestr(name, data)
    workbook.write_bytes(rewritten.getvalue())
    assert read_request(workbook)[0] == builders.request()


def test_a_blank_sheet_that_the_spreadsheet_added_is_left_alone(workbook: Path) -> None:
    book = load_workbook(workbook)
    book.create_sheet("Sheet1")
    book.save(workbook)
    assert read_request(workbook)[0] == builders.request()


def test_a_sheet_with_an_absurd_number_of_columns(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "workers"
    sheet.cell(1, 10_000, "far away")
    book.save(tmp_path / "week.xlsx")
    only(tmp_path / "week.xlsx", FileCode.NOT_A_WORKBOOK)


def spoiled(change: Callable[[dict[str, object]], None]) -> bytes:
    value = builders.request().model_dump(mode="json")
    change(value)
    return json.dumps(value).encode()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", FileCode.NOT_JSON),
        (b"[]", FileCode.NOT_JSON),
        (b'{"name": "a", "name": "b"}', FileCode.NOT_JSON),
        (b'{"name": NaN}', FileCode.NOT_JSON),
        (b"[" * 100_000, FileCode.NOT_JSON),
        (b'{"name": ' + b"9" * 10_000 + b"}", FileCode.NOT_JSON),
        ('{"name": "caf\u00e9"}'.encode("latin-1"), FileCode.WRONG_ENCODING),
        (spoiled(lambda value: value.update(visits="none")), FileCode.NOT_JSON),
        (spoiled(lambda value: value.update(visit=[])), FileCode.UNKNOWN_COLUMN),
        (spoiled(lambda value: value.update(visits=[7])), FileCode.WRONG_VALUE),
        (spoiled(lambda value: value.update(rules=None)), FileCode.WRONG_VALUE),
        (spoiled(lambda value: value.update(rules={"daily_rest": 1})), FileCode.UNKNOWN_COLUMN),
        (spoiled(lambda value: value.update(workers=[])), FileCode.EMPTY_SHEET),
        (spoiled(lambda value: value.pop("horizon")), FileCode.EMPTY_CELL),
    ],
)
def test_json_that_is_no_request(data: bytes, code: FileCode) -> None:
    with pytest.raises(InputError) as caught:
        parse_request(data, "call")
    assert code in {problem.code for problem in caught.value.problems}
