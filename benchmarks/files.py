"""Measurements as files: rows with where and when they were measured, written and read back."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.provenance import provenance
from models.problems import InputError, Problem

Row = Mapping[str, Any]


def command_line() -> str:
    """Return the command being run, as somebody would type it again."""
    return " ".join(["rota-bench", *sys.argv[1:]])


def save_rows(path: Path, rows: Sequence[Row], command: str, **more: Any) -> None:
    """Write rows and their provenance as JSON.

    Args:
        path: the file; its folder is made.
        rows: one measurement each.
        command: what repeats them.
        more: what else the file is to say.

    Raises:
        InputError: E6102 it cannot be written.
    """
    text = json.dumps({**more, **provenance(command), "rows": list(rows)}, indent=2) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise _problem("E6102", f"{path} cannot be written: {error.strerror}", "name another file") from error


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a measurement.

    Raises:
        InputError: E6101 there is no such file, or it holds something else.
    """
    rows = rows_if_any(path)
    if not rows:
        raise _problem("E6101", f"{path} holds no rows of a measurement", "name a file that --json wrote")
    return rows


def rows_if_any(path: Path) -> list[Row]:
    """Return the rows of a file, each with the set it belongs to; none where it is a measurement of another kind.

    Raises:
        InputError: E6101 there is no such file, or it is not JSON.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _problem("E6101", f"{path} cannot be read: {error.strerror}", "name a file that --json wrote") from error
    except ValueError as error:
        raise _problem("E6101", f"{path} is not JSON: {error}", "name a file that --json wrote") from error
    told = content if isinstance(content, dict) else {"rows": content}
    rows = told.get("rows")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return []
    return [({"set": told["set"]} if "set" in told else {}) | row for row in rows]


def _problem(code: str, cause: str, action: str) -> InputError:
    return InputError([Problem(code=code, cause=cause, action=action)])
