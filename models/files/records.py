"""What came out of reading one table: the records and the rows they stand in, the rows rejected and why."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from models.base import Record
from models.files.tables import Table
from models.problems import Problem


@dataclass(frozen=True)
class Located:
    """A record and the numbers of the rows that made it."""

    rows: tuple[int, ...]
    record: Any


@dataclass
class ReadTable:
    """One table as read: `problems` of row None concern the whole file."""

    table: Table
    file: str
    rows_read: int = 0
    found: list[Located] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rejected_ids: set[str] = field(default_factory=set)

    @property
    def records(self) -> tuple[Any, ...]:
        """The records accepted."""
        return tuple(located.record for located in self.found)

    @property
    def accepted_rows(self) -> set[int]:
        """The rows that the accepted records stand in."""
        return {row for located in self.found for row in located.rows}

    @property
    def is_unusable(self) -> bool:
        """Whether something is wrong with the file itself or with a page, which cannot be left out row by row."""
        return bool(self.problems) and (self.table.is_page or any(problem.row is None for problem in self.problems))

    def reject(self, problems: Iterable[Problem], row_id: str = "") -> None:
        """Note why a row is rejected, and its id, so that rows which refer to it can say so."""
        self.problems.extend(problems)
        if row_id:
            self.rejected_ids.add(row_id)

    def leave_out(self, positions: set[int]) -> None:
        """Leave out the records at these positions (from 0)."""
        for position in positions:
            self.rejected_ids.add(getattr(self.found[position].record, "id", ""))
        self.found = [each for position, each in enumerate(self.found) if position not in positions]


def nested(values: dict[tuple[str, ...], Any]) -> dict[str, Any]:
    """Return values by path as records in records: {("horizon", "days"): 7} becomes {"horizon": {"days": 7}}."""
    whole: dict[str, Any] = {}
    for path, value in values.items():
        holder = whole
        for step in path[:-1]:
            holder = holder.setdefault(step, {})
        holder[path[-1]] = value
    return whole


def value_at(record: Record, path: tuple[str, ...]) -> Any:
    """Return the value at a path of a record."""
    value: Any = record
    for step in path:
        value = getattr(value, step)
    return value
