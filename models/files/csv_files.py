"""Reading and writing the text of a CSV file: UTF-8 (with or without its mark), commas, quotes."""

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import islice

from models.files.codes import FileCode
from models.files.limits import MOST_ROWS, too_many_rows
from models.files.sheets import Sheet
from models.problems import InputError, Problem

csv.field_size_limit(1_000_000)


def read_csv(content: bytes, file: str) -> Sheet:
    """Return the cells of a CSV file.

    Raises:
        InputError: when it is not UTF-8, its quotes do not close, or it has more than MOST_ROWS rows.
    """
    text = decoded(content, file)
    try:
        rows = list(islice(csv.reader(io.StringIO(text, newline=""), strict=True), MOST_ROWS + 2))
    except csv.Error as error:
        cause, action = f"it is not well-formed CSV: {error}", "close every double quote, and save it as CSV again"
        raise InputError([Problem(code=FileCode.NOT_CSV, cause=cause, action=action, file=file)]) from error
    if len(rows) > MOST_ROWS + 1:
        raise InputError([too_many_rows(file)])
    return Sheet(file, rows)


def write_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Return the bytes of a CSV file with these rows of text."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8")


def decoded(content: bytes, file: str) -> str:
    """Return the text of UTF-8 bytes, its mark left aside.

    Raises:
        InputError: when they are in another encoding.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content:
        raise InputError([_not_utf8(file, "it is UTF-16 or not text")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise InputError([_not_utf8(file, "it holds a character that is not UTF-8 (Latin-1?)", row)]) from error


def _not_utf8(file: str, cause: str, row: int | None = None) -> Problem:
    action = 'save it again as "CSV UTF-8"'
    return Problem(code=FileCode.WRONG_ENCODING, cause=cause, action=action, file=file, row=row)
