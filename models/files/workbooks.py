"""Reading and writing a workbook (.xlsx) with a sheet for each table."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from models.files.codes import FileCode
from models.files.limits import MOST_COLUMNS, MOST_ROWS, MOST_UNPACKED_BYTES, too_large, too_many_rows
from models.files.sheets import Sheet
from models.problems import InputError, Problem

_ANY_DAY = date(2026, 1, 12)
_MOST_ROWS_OF_A_SHEET = 2**20


def read_workbook(content: bytes, file: str) -> dict[str, Sheet]:
    """Return the sheets of a workbook by title, their cells as the text a person would have typed.

    Raises:
        InputError: when it is no workbook, one that unpacks to more than MOST_UNPACKED_BYTES, or has a sheet of more
            than MOST_ROWS filled rows.
    """
    from openpyxl import load_workbook  # only who sends a workbook waits for it

    _check_unpacked_size(content, file)
    try:
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        return {sheet.title: _sheet(sheet, f"{file} sheet {sheet.title}") for sheet in workbook.worksheets}
    except InputError:
        raise
    # A damaged workbook fails inside zipfile, the XML parser or openpyxl, each with errors of its own.
    except Exception as error:
        raise InputError([_no_workbook(file)]) from error


def write_workbook(sheets: Mapping[str, Sequence[Sequence[str | int | float]]]) -> bytes:
    """Return the bytes of a workbook with these rows in these sheets; numbers stay numbers."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    for title, rows in sheets.items():
        worksheet = workbook.create_sheet(title)
        worksheet.freeze_panes = "A2"
        for row in rows:
            worksheet.append(list(row))
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def _check_unpacked_size(content: bytes, file: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except zipfile.BadZipFile as error:
        raise InputError([_no_workbook(file)]) from error
    if unpacked > MOST_UNPACKED_BYTES:
        raise InputError([too_large(file, MOST_UNPACKED_BYTES)])


def _sheet(worksheet: Any, file: str) -> Sheet:
    rows, filled = [], 0
    for row in _rows(worksheet):
        rows.append(row)
        filled += bool(row)
        if filled > MOST_ROWS + 1 or len(rows) > _MOST_ROWS_OF_A_SHEET:
            raise InputError([too_many_rows(file)])
    return Sheet(file, rows)


def _rows(worksheet: Any) -> Iterator[list[str]]:
    # What a sheet says about its own size may be wrong; then cells would be left out in silence.
    worksheet.reset_dimensions()
    for row in worksheet.iter_rows(values_only=True):
        if len(row) > MOST_COLUMNS:
            raise ValueError(f"a row has {len(row)} cells")
        # Formatting may reach down a million rows that hold nothing.
        yield [cell_text(value) for value in row] if any(value is not None for value in row) else []


def cell_text(value: Any) -> str:
    """Return what a person would have typed to get this value into a spreadsheet cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return _whole_minute(value).isoformat(" ").removesuffix(":00")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return _whole_minute(datetime.combine(_ANY_DAY, value)).time().isoformat().removesuffix(":00")
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    return str(value).strip()


def _whole_minute(moment: datetime) -> datetime:
    """Return the whole minute a moment is within a second of: spreadsheets keep fractions of a day, a little off."""
    nearest = (moment + timedelta(seconds=30)).replace(second=0, microsecond=0)
    return nearest if abs(moment - nearest) <= timedelta(seconds=1) else moment


def _no_workbook(file: str) -> Problem:
    cause, action = "it is not a workbook that can be read", "open it in a spreadsheet program and save it as .xlsx"
    return Problem(code=FileCode.NOT_A_WORKBOOK, cause=cause, action=action, file=file)
