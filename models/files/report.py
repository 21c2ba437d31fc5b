"""What reading did: per file the rows read, new and rejected, and every problem."""

from models.base import Record
from models.problems import Problem


class FileReport(Record):
    """The rows of one file: `rows_read` = `rows_new` + `rows_rejected`."""

    file: str
    rows_read: int
    rows_new: int
    rows_rejected: int

    def __str__(self) -> str:
        return f"{self.file}: {self.rows_read} rows read, {self.rows_new} new, {self.rows_rejected} rejected"


class ReadReport(Record):
    """All files read, the problems found (of what was left out, where a run goes on), and what was not read at all."""

    files: tuple[FileReport, ...] = ()
    problems: tuple[Problem, ...] = ()
    not_read: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """Return the report for a terminal: a line a file, then a line a problem."""
        notes = [f"{file}: not read" for file in self.not_read]
        return [*map(str, self.files), *notes, *map(str, self.problems)]
