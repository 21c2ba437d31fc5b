"""From the rows of a sheet to records, and from records to rows."""

from collections.abc import Callable
from datetime import date
from typing import Any

from pydantic import ValidationError

from models.base import Record
from models.files.causes import cell_problems, empty_cell, wrong_cell
from models.files.cells import CellError, read_date
from models.files.codes import FileCode
from models.files.quoting import quoted
from models.files.records import Located, ReadTable, nested, value_at
from models.files.sheets import Sheet, heading_problems, tidy_name
from models.files.tables import REQUIRED, Column, RowError, Table
from models.problems import Problem


def read_rows(table: Table, sheet: Sheet) -> ReadTable:
    """Return the records of a table's sheet, and every problem with its headings, rows and cells."""
    read = ReadTable(table, sheet.file)
    read.problems.extend(heading_problems(table, sheet))
    if {problem.code for problem in read.problems} & {FileCode.EMPTY_SHEET, FileCode.MISSING_COLUMN}:
        read.rows_read = len(sheet.filled_rows())
        return read
    rejected = {problem.row for problem in read.problems}
    for number, filled in sheet.filled_rows():
        read.rows_read += 1
        cells = {name: text for name, text in filled.items() if name in table.column_by_name}
        record, problems = _read_row(table, cells, sheet.file, number)
        if record is None or number in rejected:
            read.reject(problems, cells.get("id", ""))
        else:
            read.found.append(Located((number,), record))
    return read


def read_page(table: Table, sheet: Sheet) -> ReadTable:
    """Return the one record of a page of `key,value` rows; keys left out have their defaults."""
    read = ReadTable(table, sheet.file)
    read.problems.extend(heading_problems(table, sheet))
    if read.problems:
        return read
    texts, row_of = _read_keys(read, sheet)
    values, problems = _read_cells(table, texts, sheet.file, row_of.__getitem__, keep_empty=True)
    read.problems.extend(problems)
    for column in table.columns:
        if column.name not in texts:
            values[column.path] = table.default(column)
            if values[column.path] is REQUIRED:
                read.problems.append(empty_cell(table, column, sheet.file, None))
    if not read.problems:
        _validate_page(read, values, texts, row_of)
    return read


def _read_keys(read: ReadTable, sheet: Sheet) -> tuple[dict[str, str], dict[str, int]]:
    """Return the text and the row of each known key, and note the keys that are unknown or there twice."""
    texts: dict[str, str] = {}
    row_of: dict[str, int] = {}
    for number, cells in sheet.filled_rows():
        read.rows_read += 1
        key = tidy_name(cells.get("key", ""))
        read.problems.extend(_key_problems(read.table, key, row_of, sheet.file, number))
        if key in read.table.column_by_name:
            texts[key], row_of[key] = cells.get("value", ""), number
    return texts, row_of


def _validate_page(read: ReadTable, values: dict[Any, Any], texts: dict[str, str], row_of: dict[str, int]) -> None:
    try:
        record = read.table.record.model_validate(nested(values))
        read.found.append(Located(tuple(row_of.values()), record))
    except ValidationError as error:
        read.reject(cell_problems(read.table, error, texts, read.file, row_of))


def _key_problems(table: Table, key: str, row_of: dict[str, int], file: str, row: int) -> list[Problem]:
    if key not in table.column_by_name:
        cause, action = f"{quoted(key)} is no key of {table.name}", f"use one of {', '.join(table.column_by_name)}"
        code = FileCode.UNKNOWN_KEY
    elif key in row_of:
        cause, action = f'the key "{key}" stands in row {row_of[key]} already', "remove one of the two"
        code = FileCode.SAME_KEY_TWICE
    else:
        return []
    return [Problem(code=code, cause=cause, action=action, file=file, row=row, column="key")]


def _read_row(table: Table, cells: dict[str, str], file: str, number: int) -> tuple[Record | None, list[Problem]]:
    values, problems = _read_cells(table, cells, file, lambda _: number)
    problems += [
        empty_cell(table, column, file, number)
        for column in table.columns
        if not cells.get(column.name) and table.must_have(column)
    ]
    if problems:
        return None, problems
    try:
        whole = nested(values)
        return table.record.model_validate(table.completed(whole) if table.completed else whole), []
    except ValidationError as error:
        return None, cell_problems(table, error, cells, file, number)
    except RowError as error:
        return None, [error.problem(file, number)]


def _read_cells(
    table: Table, cells: dict[str, str], file: str, row_of: Callable[[str], int], keep_empty: bool = False
) -> tuple[dict[tuple[str, ...], Any], list[Problem]]:
    """Return the values by path of the cells that hold something (or of all), and what is wrong with the others."""
    values: dict[tuple[str, ...], Any] = {}
    problems = []
    day = _day(cells)
    for name, text in cells.items():
        column = table.column_by_name[name]
        if not text and not keep_empty:
            continue
        try:
            value = _read_cell(column, text, day)
        except CellError as error:
            problems.append(wrong_cell(table, column, text, str(error), file, row_of(name)))
            continue
        if column.path:
            values[column.path] = value
    return values, problems


def _read_cell(column: Column, text: str, day: date | None) -> Any:
    if text.startswith("="):
        raise CellError("it is a formula: copy the cells and paste them as values")
    return column.kind.read(text, day)


def _day(cells: dict[str, str]) -> date | None:
    """Return the row's date, or None; a date that cannot be read is told by its own column."""
    try:
        return read_date(cells.get("date", ""))
    except CellError:
        return None


def table_rows(table: Table, records: tuple[Any, ...]) -> list[list[Any]]:
    """Return a table's headings and a row for each record; numbers as numbers, all else as text."""
    return [[column.name for column in table.columns], *(_written_row(table, record) for record in records)]


def page_rows(table: Table, record: Record) -> list[list[Any]]:
    """Return a page's headings and a row for each key."""
    return [["key", "value"], *([c.name, _written(c, value_at(record, c.path), None)] for c in table.columns)]


def _written_row(table: Table, record: Record) -> list[Any]:
    day = table.day_of(record) if table.day_of else getattr(record, "date", None)
    return [
        day.isoformat() if not c.path and day else _written(c, value_at(record, c.path), day) for c in table.columns
    ]


def _written(column: Column, value: Any, day: date | None) -> Any:
    if value is None:
        return ""
    return value if column.kind.is_number else column.kind.write(value, day)
