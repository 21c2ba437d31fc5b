"""What is wrong with a value, in the words of the person who typed it."""

import re

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from models.files.codes import FileCode
from models.files.quoting import LONGEST_QUOTED, printable, quoted
from models.files.tables import Column, Table
from models.problems import Problem


def wrong_cell(table: Table, column: Column, text: str, reason: str, file: str, row: int) -> Problem:
    """Return the problem of a cell that does not hold what its column expects."""
    why = f" ({reason})" if reason else ""
    return Problem(
        code=FileCode.WRONG_VALUE,
        cause=f"expected {table.expected(column)}, got {quoted(text)}{why}",
        action=f"correct it, for example {column.example}",
        file=file,
        row=row,
        column=column.name,
    )


def empty_cell(table: Table, column: Column, file: str, row: int | None) -> Problem:
    """Return the problem of a cell that may not be empty, or with row None of a key that may not be left out."""
    state = "missing" if row is None else "empty"
    return Problem(
        code=FileCode.EMPTY_CELL,
        cause=f"expected {table.expected(column)}, but it is {state}",
        action=f"fill it in, for example {column.example}",
        file=file,
        row=row,
        column=column.name,
    )


def cell_problems(
    table: Table, error: ValidationError, cells: dict[str, str], file: str, row: int | dict[str, int]
) -> list[Problem]:
    """Return the problems of a typed row whose values the model refuses, one a column.

    Args:
        table: the row's table.
        error: what the model said.
        cells: the row's cells by column, as typed.
        file: where the row stands.
        row: its number, or on a page each key's row.
    """
    problems: dict[str, Problem] = {}
    for detail in error.errors(include_url=False):
        column = table.column_at(detail["loc"])
        name = column.name if column else _dotted(detail)
        number = row if isinstance(row, int) else row.get(name, 1)
        if column is None:
            problem = Problem(
                code=FileCode.WRONG_VALUE,
                cause=in_plain_words(detail),
                action="correct the row",
                file=file,
                row=number,
            )
        else:
            problem = wrong_cell(table, column, cells.get(name, ""), _inner(detail, column), file, number)
        problems.setdefault(name, problem)
    return list(problems.values())


def value_problems(table: Table, error: ValidationError, file: str, row: int | None) -> list[Problem]:
    """Return the problems of a JSON record that the model refuses."""
    details = error.errors(include_url=False)
    return [_value_problem(table, detail, file, row) for detail in details if not follows(detail, details)]


def follows(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Return whether a list is called too short only because what is in it was refused."""
    depth = len(detail["loc"])
    inner = (other for other in details if len(other["loc"]) > depth and other["loc"][:depth] == detail["loc"])
    return detail["type"] == "too_short" and any(inner)


def _value_problem(table: Table, detail: ErrorDetails, file: str, row: int | None) -> Problem:
    location = detail["loc"]
    name = _dotted(detail)
    column = table.column_at(location)
    is_whole_value = column is not None and len(location) == len(column.path)
    if detail["type"] == "extra_forbidden":
        code, cause, action = FileCode.UNKNOWN_COLUMN, f'"{name}" is no field of {table.name}', "remove or correct it"
    elif detail["type"] == "missing":
        code, cause, action = FileCode.EMPTY_CELL, f'the field "{name}" is missing', "fill it in"
    elif column and is_whole_value and column.kind.is_number:
        code, action = FileCode.WRONG_VALUE, "correct it"
        cause = f"expected {table.expected(column)}, got {quoted(detail['input'])}"
    else:
        code, cause, action = FileCode.WRONG_VALUE, in_plain_words(detail), "correct it"
    return Problem(code=code, cause=cause, action=action, file=file, row=row, column=name)


def _dotted(detail: ErrorDetails) -> str:
    return printable(".".join(map(str, detail["loc"])))[:LONGEST_QUOTED]


def in_plain_words(detail: ErrorDetails) -> str:
    """Return what the model says about a value, as `expected a valid date, got "soon"`."""
    message = re.sub(r"^(Input should be|Value error,) ?", "", detail["msg"])
    message = message.split(", unable to")[0]
    expected = f"expected {message}" if detail["msg"].startswith("Input should be") else message
    return f"{expected}, got {quoted(detail['input'])}"


def _inner(detail: ErrorDetails, column: Column) -> str:
    """Return what is wrong inside a cell that holds several facts, or nothing where the expectation says it all."""
    return "" if len(detail["loc"]) == len(column.path) else in_plain_words(detail)
