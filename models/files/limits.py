"""How large a file may be, and where it may lie."""

from pathlib import Path

from models.files.codes import FileCode
from models.problems import InputError, Problem

MOST_BYTES = 50 * 1024 * 1024
# A workbook is compressed; what it unpacks to is what has to fit in memory.
MOST_UNPACKED_BYTES = 400 * 1024 * 1024
MOST_COLUMNS = 500
# The largest stored week, a city's, has under 8,000 rows in a table.
MOST_ROWS = 200_000


def inside(folder: Path, name: str) -> Path:
    """Return the path of a file of the folder.

    Raises:
        InputError: when the name, or a link under that name, leads out of the folder.
    """
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        cause = f"{name} leads out of the folder {folder.name}"
        action = "put the file itself into the folder, not a link or a path to it"
        raise InputError([Problem(code=FileCode.OUTSIDE_FOLDER, cause=cause, action=action, file=name)])
    return path


def content(path: Path) -> bytes:
    """Return what a file holds.

    Raises:
        InputError: when it is not a file that can be read, or larger than MOST_BYTES.
    """
    if not path.is_file():
        raise InputError([_no_such_path(path)])
    if path.stat().st_size > MOST_BYTES:
        raise InputError([too_large(path.name)])
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError([_no_such_path(path, f"cannot be read: {error.strerror}")]) from error


def too_large(file: str, most_bytes: int = MOST_BYTES) -> Problem:
    """Return the problem of a file over the limit."""
    cause = f"the file holds more than {most_bytes // 1024 // 1024} MB"
    action = "split the request by constituency or week, or remove what does not belong into the file"
    return Problem(code=FileCode.TOO_LARGE, cause=cause, action=action, file=file)


def too_many_rows(file: str) -> Problem:
    """Return the problem of a table of more than MOST_ROWS rows."""
    cause = f"it has more than {MOST_ROWS:,} rows"
    action = "split the request by constituency or week, or remove what does not belong into the file"
    return Problem(code=FileCode.TOO_MANY_ROWS, cause=cause, action=action, file=file)


def _no_such_path(path: Path, cause: str = "there is no such file") -> Problem:
    return Problem(code=FileCode.NO_SUCH_PATH, cause=cause, action="check the path", file=str(path))
