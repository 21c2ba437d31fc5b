"""Reading and writing rota requests: a folder of CSV files, one workbook, or one JSON file."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from models.files.assembly import assemble
from models.files.codes import FileCode
from models.files.csv_files import read_csv, write_csv
from models.files.duties import stop_rows
from models.files.json_files import json_bytes, read_object, read_tables
from models.files.limits import MOST_BYTES, content, inside, too_large
from models.files.quoting import quoted
from models.files.records import Located, ReadTable
from models.files.report import ReadReport
from models.files.rows import page_rows, read_page, read_rows, table_rows
from models.files.saving import save_file, save_folder
from models.files.sheets import Sheet, tidy_name
from models.files.specs import TABLE_BY_NAME, TABLES
from models.files.specs_terms import SETTINGS, Settings
from models.files.specs_work import AS_WAS
from models.files.tables import Table
from models.files.workbooks import read_workbook, write_workbook
from models.problems import InputError, Problem
from models.request import RotaRequest

_NOTES = "notes"


def read_request(path: Path, skip_rejected: bool = False) -> tuple[RotaRequest, ReadReport]:
    """Return the request in a folder of CSV files, an .xlsx workbook or a .json file, and the report on reading it.

    Args:
        path: the folder or file.
        skip_rejected: go on without the rejected rows and without the rows that refer to them; the report lists them.

    Raises:
        InputError: with every problem found, and the report's lines.
    """
    path = Path(path)
    if path.is_dir():
        return _from_folder(path, skip_rejected)
    data = content(path)
    if path.suffix.lower() == ".xlsx":
        return _from_workbook(data, path.name, skip_rejected)
    if path.suffix.lower() == ".json":
        return parse_request(data, path.name, skip_rejected)
    raise InputError([unknown_format(path, "a folder, .xlsx or .json")])


def parse_request(data: bytes, file: str = "request", skip_rejected: bool = False) -> tuple[RotaRequest, ReadReport]:
    """Return the request in the bytes of a JSON file (or of an API call), and the report on reading it.

    Args:
        data: UTF-8 JSON.
        file: what to call it in problems.
        skip_rejected: as in `read_request`.

    Raises:
        InputError: with every problem found.
    """
    if len(data) > MOST_BYTES:
        raise InputError([too_large(file)])
    return request_in(read_object(data, file), file, skip_rejected)


def request_in(
    value: dict[str, Any], file: str = "request", skip_rejected: bool = False
) -> tuple[RotaRequest, ReadReport]:
    """Return the request in a JSON object; otherwise as `parse_request`."""
    tables, others = read_tables(value, file)
    return assemble(tables, skip_rejected, others=tuple(others))


def parse_files(files: Mapping[str, bytes], skip_rejected: bool = False) -> tuple[RotaRequest, ReadReport]:
    """Return the request in files that were sent: one .json, one .xlsx, or a .csv for each table.

    Args:
        files: what each holds, by its name without any folder.
        skip_rejected: as in `read_request`.

    Raises:
        InputError: with every problem found.
    """
    endings = {Path(name).suffix.lower() for name in files}
    if endings == {".csv"}:
        return _from_csv({name: partial(_held, data, name) for name, data in files.items()}, "", skip_rejected)
    if len(files) != 1 or not endings <= {".json", ".xlsx"}:
        odd = next((name for name in files if Path(name).suffix.lower() != ".csv"), "nothing")
        raise InputError([unknown_format(Path(odd), "one .json, one .xlsx, or .csv files alone")])
    ((name, data),) = files.items()
    if endings == {".json"}:
        return parse_request(data, name, skip_rejected)
    return _from_workbook(_held(data, name), name, skip_rejected)


def write_request(request: RotaRequest, path: Path) -> None:
    """Write a request: .xlsx and .json to one file, any other path to a folder of CSV files; whole or not at all."""
    path = Path(path)
    if path.suffix.lower() == ".json":
        save_file(path, json_bytes(request.model_dump(mode="json")))
    elif path.suffix.lower() == ".xlsx":
        save_file(path, request_xlsx(request))
    else:
        save_folder(path, request_csv(request))


def request_csv(request: RotaRequest) -> dict[str, bytes]:
    """Return the bytes of every .csv file of a request, by file name."""
    return {f"{name}.csv": write_csv(rows) for name, rows in request_rows(request).items()}


def request_xlsx(request: RotaRequest) -> bytes:
    """Return the bytes of a workbook with a sheet for every table of a request."""
    return write_workbook(request_rows(request))


def request_rows(request: RotaRequest) -> dict[str, list[list[Any]]]:
    """Return the headings and rows of every table of a request, by name."""
    return {table.name: _rows_of(table, request) for table in TABLES}


def _rows_of(table: Table, request: RotaRequest) -> list[list[Any]]:
    if table is SETTINGS:
        return page_rows(table, Settings(name=request.name, horizon=request.horizon))
    if table is AS_WAS:
        return table_rows(table, tuple(stop_rows(request.as_was)))
    records = getattr(request, table.name)
    return page_rows(table, records) if table.is_page else table_rows(table, records)


def _from_folder(folder: Path, skip_rejected: bool) -> tuple[RotaRequest, ReadReport]:
    names = [path.name for path in sorted(folder.iterdir()) if path.suffix.lower() == ".csv"]
    contents = {name: partial(_content_inside, folder, name) for name in names}
    return _from_csv(contents, folder.name, skip_rejected)


def _content_inside(folder: Path, name: str) -> bytes:
    return content(inside(folder, name))


def _held(data: bytes, name: str) -> bytes:
    if len(data) > MOST_BYTES:
        raise InputError([too_large(name)])
    return data


def _from_csv(
    contents: Mapping[str, Callable[[], bytes]], folder: str, skip_rejected: bool
) -> tuple[RotaRequest, ReadReport]:
    """Return the request in .csv files, each got by its name; what is wrong with one is told beside the others."""
    found: dict[str, Sheet | Problem] = {}
    for name, get in contents.items():
        try:
            found[name] = read_csv(get(), name)
        except InputError as error:
            found[name] = error.problems[0]
    sheets, not_read, problems = _named(found, folder)
    return assemble(_read_sheets(sheets, "", ".csv"), skip_rejected, not_read, tuple(problems))


def _from_workbook(data: bytes, file: str, skip_rejected: bool) -> tuple[RotaRequest, ReadReport]:
    sheets, not_read, problems = _named(read_workbook(data, file), file)
    return assemble(_read_sheets(sheets, f"{file} sheet "), skip_rejected, not_read, tuple(problems))


def _named(
    found: Mapping[str, Sheet | Problem], file: str
) -> tuple[dict[str, Sheet | Problem], tuple[str, ...], list[Problem]]:
    """Return the sheets by table, those that hold notes or nothing, and the problems of all others."""
    sheets: dict[str, Sheet | Problem] = {}
    not_read, problems = [], []
    for title, sheet in found.items():
        name = tidy_name(title.lower().removesuffix(".csv"))
        is_blank = isinstance(sheet, Sheet) and sheet.is_blank
        if name.startswith(_NOTES) or (is_blank and name not in TABLE_BY_NAME):
            not_read.append(title)
        elif name not in TABLE_BY_NAME:
            cause = f"{quoted(title)} is no table of a request"
            action = f"use one of {', '.join(TABLE_BY_NAME)}; names that begin with notes are left alone"
            problems.append(Problem(code=FileCode.UNKNOWN_FILE, cause=cause, action=action, file=file))
        elif name in sheets:
            cause, action = f"the table {name} is there twice", "remove one of the two"
            problems.append(Problem(code=FileCode.SAME_TABLE_TWICE, cause=cause, action=action, file=file))
        else:
            sheets[name] = sheet
    return sheets, tuple(not_read), problems


def _read_sheets(sheets: Mapping[str, Sheet | Problem], before: str, after: str = "") -> dict[str, ReadTable]:
    return {table.name: _read_sheet(table, sheets.get(table.name), f"{before}{table.name}{after}") for table in TABLES}


def _read_sheet(table: Table, sheet: Sheet | Problem | None, file: str) -> ReadTable:
    if isinstance(sheet, Sheet):
        return read_page(table, sheet) if table.is_page else read_rows(table, sheet)
    read = ReadTable(table, file)
    if isinstance(sheet, Problem):
        read.problems.append(sheet)
    elif table.is_mandatory:
        cause, action = f"{file} is missing", f"add {file}; `rota template` writes one to start from"
        read.problems.append(Problem(code=FileCode.FILE_MISSING, cause=cause, action=action, file=file))
    elif table.is_page:
        read.found.append(Located((), table.record()))
    return read


def unknown_format(path: Path, formats: str) -> Problem:
    """Return the problem of a path whose ending says no format that can be read or written there."""
    cause = f"files that end in {path.suffix or 'nothing'} cannot be used here"
    return Problem(code=FileCode.UNKNOWN_FORMAT, cause=cause, action=f"give {formats}", file=str(path))
