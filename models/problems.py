"""Problems with what we were given: a code, the cause and what to do, gathered and told all at once."""

from collections.abc import Sequence

from models.base import Record


class Problem(Record):
    """One thing wrong with the input, and where it stands."""

    code: str
    cause: str
    action: str
    file: str = ""
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        row = f" row {self.row}" if self.row is not None else ""
        column = f" column {self.column}" if self.column else ""
        where = f"{self.file}{row}{column}: " if self.file else ""
        return f"{self.code} {where}{self.cause}; {self.action}"


class InputError(Exception):
    """The input cannot be used; carries every problem found and, from reading, the report's lines for a terminal."""

    def __init__(self, problems: Sequence[Problem], report_lines: Sequence[str] = ()) -> None:
        self.problems = tuple(problems)
        self.report_lines = tuple(report_lines)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type["InputError"], tuple[tuple[Problem, ...], tuple[str, ...]]]:
        """Cross to another process with its problems, not their text."""
        return type(self), (self.problems, self.report_lines)
