"""Reading and writing delivered visits: a CSV table, or JSON with a list under `delivered`."""

from collections.abc import Sequence
from pathlib import Path

from models.delivered import DeliveredVisit
from models.files.codes import FileCode
from models.files.csv_files import read_csv, write_csv
from models.files.json_files import json_bytes, read_object, read_table
from models.files.limits import MOST_BYTES, content, too_large
from models.files.quoting import printable, quoted
from models.files.records import ReadTable
from models.files.requests import unknown_format
from models.files.rows import read_rows, table_rows
from models.files.saving import save_file
from models.files.specs_delivered import DELIVERED
from models.problems import InputError, Problem

_FORMATS = ".csv or .json"


def read_delivered(path: Path) -> tuple[DeliveredVisit, ...]:
    """Return the delivered visits in a .csv or .json file, in its order.

    Raises:
        InputError: with every problem found (E1xxx).
    """
    path = Path(path)
    return parse_delivered(content(path), path.name)


def parse_delivered(data: bytes, file: str) -> tuple[DeliveredVisit, ...]:
    """Return the delivered visits in the bytes of a file.

    Args:
        data: UTF-8 text.
        file: its name, whose ending (.csv or .json) says how to read it.

    Raises:
        InputError: with every problem found (E1xxx).
    """
    if len(data) > MOST_BYTES:
        raise InputError([too_large(file)])
    read = _read(data, file)
    if read.problems:
        raise InputError(read.problems)
    return read.records


def _read(data: bytes, file: str) -> ReadTable:
    ending = Path(file).suffix.lower()
    if ending == ".csv":
        return read_rows(DELIVERED, read_csv(data, file))
    if ending != ".json":
        raise InputError([unknown_format(Path(file), _FORMATS)])
    value = read_object(data, file)
    read = read_table(DELIVERED, value, file)
    read.problems.extend(_unknown_key(file, name) for name in value if name != DELIVERED.name)
    if DELIVERED.name not in value:
        read.problems.append(_no_list(file))
    return read


def _unknown_key(file: str, name: str) -> Problem:
    cause, action = f"{quoted(name)} is no field beside {DELIVERED.name}", "remove or correct it"
    return Problem(code=FileCode.UNKNOWN_COLUMN, cause=cause, action=action, file=file, column=printable(name))


def _no_list(file: str) -> Problem:
    cause, action = f'the field "{DELIVERED.name}" is missing', f"give the visits as a list under {DELIVERED.name}"
    return Problem(code=FileCode.EMPTY_CELL, cause=cause, action=action, file=file, column=DELIVERED.name)


def write_delivered(delivered: Sequence[DeliveredVisit], path: Path) -> None:
    """Write delivered visits as .csv or .json, whole or not at all.

    Raises:
        InputError: when the path ends in neither.
    """
    path = Path(path)
    writers = {".csv": delivered_csv, ".json": delivered_json}
    if path.suffix.lower() not in writers:
        raise InputError([unknown_format(path, _FORMATS)])
    save_file(path, writers[path.suffix.lower()](delivered))


def delivered_csv(delivered: Sequence[DeliveredVisit]) -> bytes:
    """Return the bytes of a CSV file with a row for each."""
    return write_csv(table_rows(DELIVERED, tuple(delivered)))


def delivered_json(delivered: Sequence[DeliveredVisit]) -> bytes:
    """Return the bytes of a JSON file with all of them, the same for equal ones."""
    return json_bytes({DELIVERED.name: [each.model_dump(mode="json") for each in delivered]})
