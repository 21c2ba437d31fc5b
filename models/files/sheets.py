"""A sheet as text: headings and rows of cells, from whichever kind of file, and what is wrong with its headings."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.files.codes import FileCode
from models.files.quoting import printable, quoted
from models.files.tables import Table
from models.problems import Problem


@dataclass(frozen=True)
class Sheet:
    """The cells of one CSV file or one sheet of a workbook, as text; rows may be of different lengths."""

    file: str
    rows: Sequence[Sequence[str]] = field(default_factory=list)

    @property
    def headings(self) -> list[str]:
        """The headings in lower case, with underscores for spaces; empty ones at the end left aside."""
        names = [tidy_name(cell) for cell in self.rows[0]] if self.rows else []
        while names and not names[-1]:
            names.pop()
        return names

    @property
    def is_blank(self) -> bool:
        """Whether no cell holds anything."""
        return not any(cell.strip() for row in self.rows for cell in row)

    def filled_rows(self) -> list[tuple[int, dict[str, str]]]:
        """Return the number (1 is the headings' row) and the cells by heading of each row that is not blank."""
        names = self.headings
        return [
            (number, dict(zip(names, map(str.strip, row), strict=False)))
            for number, row in enumerate(self.rows[1:], start=2)
            if any(map(str.strip, row))
        ]


def tidy_name(text: str) -> str:
    """Return a heading, sheet or file name in lower case with underscores for spaces."""
    return "_".join(text.strip().lower().replace("_", " ").split())


def heading_problems(table: Table, sheet: Sheet) -> list[Problem]:
    """Return what is wrong with a sheet's headings and with cells outside them."""
    names = sheet.headings
    if not names:
        expected = "key,value" if table.is_page else ",".join(table.column_by_name)
        cause, action = "the sheet is empty", f"give it the headings {expected}, or remove it if it is not needed"
        return [Problem(code=FileCode.EMPTY_SHEET, cause=cause, action=action, file=sheet.file)]
    return _missing(table, sheet.file, names) + _unknown(table, sheet.file, names) + _cells_outside(sheet, len(names))


def _missing(table: Table, file: str, names: list[str]) -> list[Problem]:
    needed = ["key", "value"] if table.is_page else [c.name for c in table.columns if table.must_have(c)]
    return [
        Problem(
            code=FileCode.MISSING_COLUMN,
            cause=f'the column "{name}" is missing',
            action=f'add the column "{name}"; `rota template` writes every heading',
            file=file,
            column=name,
        )
        for name in needed
        if name not in names
    ]


def _unknown(table: Table, file: str, names: list[str]) -> list[Problem]:
    known = {"key", "value"} if table.is_page else set(table.column_by_name)
    problems = []
    for name, times in Counter(names).items():
        if name not in known:
            cause, action = f"{quoted(name)} is no column of {table.name}", "correct the heading or remove the column"
            shown = printable(name)
            problems.append(Problem(code=FileCode.UNKNOWN_COLUMN, cause=cause, action=action, file=file, column=shown))
        elif times > 1:
            cause, action = f'the column "{name}" stands there {times} times', "remove all but one of them"
            problems.append(
                Problem(code=FileCode.SAME_COLUMN_TWICE, cause=cause, action=action, file=file, column=name)
            )
    return problems


def _cells_outside(sheet: Sheet, width: int) -> list[Problem]:
    return [
        Problem(
            code=FileCode.CELL_WITHOUT_HEADING,
            cause=f"{quoted(next(filter(str.strip, row[width:])))} stands in a column without a heading",
            action="put cells that hold commas in double quotes, or remove what does not belong",
            file=sheet.file,
            row=number,
        )
        for number, row in enumerate(sheet.rows[1:], start=2)
        if any(map(str.strip, row[width:]))
    ]
