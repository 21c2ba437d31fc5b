"""Reading and writing a request or roster as JSON: the models' own shape."""

import json
from typing import Any

from pydantic import ValidationError

from models.files.causes import value_problems
from models.files.codes import FileCode
from models.files.csv_files import decoded
from models.files.limits import MOST_ROWS, too_many_rows
from models.files.quoting import printable, quoted
from models.files.records import Located, ReadTable
from models.files.specs import TABLES
from models.files.specs_terms import SETTINGS
from models.files.specs_work import AS_WAS
from models.files.tables import RowError, Table
from models.problems import InputError, Problem
from models.roster import Duty

_DUTIES = Table(AS_WAS.name, AS_WAS.meaning, Duty, ())
_JSON_TABLES = tuple(_DUTIES if table is AS_WAS else table for table in TABLES)
_KNOWN = {"name", "horizon", *(table.name for table in TABLES)}


def json_bytes(value: Any) -> bytes:
    """Return readable JSON, the same bytes for equal values."""
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def read_object(content: bytes, file: str) -> dict[str, Any]:
    """Return the JSON object in a file.

    Raises:
        InputError: when it is not UTF-8, not JSON, not an object, or has a key twice.
    """
    try:
        value = json.loads(decoded(content, file), object_pairs_hook=_each_key_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise InputError([_not_json(file, reason)]) from error
    if not isinstance(value, dict):
        raise InputError([_not_json(file, "it is not an object in braces")])
    return value


def read_tables(value: dict[str, Any], file: str) -> tuple[dict[str, ReadTable], list[Problem]]:
    """Return every table of a request in JSON by name, and the problems of fields that are none."""
    settings = {name: value[name] for name in ("name", "horizon") if name in value}
    value = {**value, SETTINGS.name: settings}
    tables = {table.name: read_table(table, value, f"{file} {table.name}") for table in _JSON_TABLES}
    return tables, [_unknown_field(file, name) for name in value if name not in _KNOWN]


def read_table(table: Table, value: dict[str, Any], file: str) -> ReadTable:
    """Return the records of one table, the list (or, for a page, the object) under its name in an object."""
    read = ReadTable(table, file)
    if table.is_page:
        read.rows_read = 1
        _read_record(read, value.get(table.name, {}), None)
        return read
    entries = value.get(table.name, [])
    if not isinstance(entries, list):
        read.problems.append(_not_json(file, "it is not a list in brackets"))
        return read
    if len(entries) > MOST_ROWS:
        read.problems.append(too_many_rows(file))
        return read
    for row, entry in enumerate(entries, start=1):
        read.rows_read += 1
        _read_record(read, entry, row)
    return read


def _read_record(read: ReadTable, entry: Any, row: int | None) -> None:
    """Read one record; one without a row is a page, and any problem with it concerns the whole page."""
    name = str(entry.get("id", "")) if isinstance(entry, dict) else ""
    try:
        complete = read.table.completed if isinstance(entry, dict) else None
        record = read.table.record.model_validate(complete(entry) if complete else entry)
        read.found.append(Located(() if row is None else (row,), record))
    except ValidationError as error:
        read.reject(value_problems(read.table, error, read.file, row), name)
    except RowError as error:
        read.reject([error.problem(read.file, row or 1)], name)


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        twice = sorted({key for key, _ in pairs if [other for other, _ in pairs].count(key) > 1})
        raise ValueError(f"the key {', '.join(twice)} stands twice in one object")
    return value


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number")


def _not_json(file: str, reason: str) -> Problem:
    cause, action = f"it cannot be read as JSON: {printable(reason)}", "correct it where it says"
    return Problem(code=FileCode.NOT_JSON, cause=cause, action=action, file=file)


def _unknown_field(file: str, name: str) -> Problem:
    cause, action = f"{quoted(name)} is no field of a request", "remove or correct it"
    return Problem(code=FileCode.UNKNOWN_COLUMN, cause=cause, action=action, file=file, column=printable(name))
