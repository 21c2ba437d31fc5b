"""What a table of a request is: columns as data, from which reading, writing, causes and documentation follow."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

from models.base import Record
from models.files.cells import CHOICE, Kind
from models.problems import Problem

REQUIRED = object()


@dataclass(frozen=True)
class Column:
    """One column (or one key of a page).

    Args:
        name: the heading.
        kind: how its cells are read and written.
        meaning: a sentence for the person who fills it in.
        example: a cell as one would type it.
        unit: of a number.
        field: where the value lives in the record, with dots for records in records, when not under the heading's name;
            None for a column that only helps to read others.
    """

    name: str
    kind: Kind
    meaning: str
    example: str
    unit: str = ""
    field: str | None = ""

    @cached_property
    def path(self) -> tuple[str, ...]:
        """Where the value lives in the record; empty for a column that only helps to read others."""
        return () if self.field is None else tuple((self.field or self.name).split("."))


@dataclass(frozen=True)
class Table:
    """One CSV file or sheet.

    Args:
        name: the file's stem, the sheet's name and the request's field.
        meaning: a sentence on what one row is.
        record: the model that a row (or the whole page) makes.
        columns: in the order written.
        is_page: True for a page of `key,value` rows that together make one record.
        is_mandatory: whether a request must have it.
        day_of: the date that a record's `date` column shows, where the record has no such field.
        completed: fills in values that follow from others (a postcode's coordinates); raises RowError.
        follows: the columns that `completed` can fill in.
    """

    name: str
    meaning: str
    record: type[Record]
    columns: tuple[Column, ...]
    is_page: bool = False
    is_mandatory: bool = False
    day_of: Callable[[Any], date] | None = None
    completed: Callable[[dict[str, Any]], dict[str, Any]] | None = None
    follows: tuple[str, ...] = ()

    @cached_property
    def column_by_name(self) -> dict[str, Column]:
        """Columns by heading."""
        return {column.name: column for column in self.columns}

    @cached_property
    def column_by_path(self) -> dict[tuple[str, ...], Column]:
        """Columns by where their value lives in the record."""
        return {column.path: column for column in self.columns if column.path}

    def column_at(self, location: tuple[str | int, ...]) -> Column | None:
        """Return the column that holds the value at this place in the record."""
        for length in range(len(location), 0, -1):
            path = tuple(str(step) for step in location[:length])
            if path in self.column_by_path:
                return self.column_by_path[path]
        return None

    def must_have(self, column: Column) -> bool:
        """Return whether a row needs this cell: what has a default, or follows from others, may be left out."""
        return self.default(column) is REQUIRED and column.name not in self.follows

    def default(self, column: Column) -> Any:
        """Return the value of an absent cell, or REQUIRED when there is none."""
        return default_of(self.record, column.path) if column.path else None

    def expected(self, column: Column) -> str:
        """Return in a phrase what the column's cells hold: `a whole number of minutes from 1 to 1440`."""
        schema = _schema_of(self.record, column.path)
        if column.kind is CHOICE:
            return f"one of {', '.join(schema.get('enum', ()))}"
        if not column.kind.is_number:
            return column.kind.expected
        least = schema.get("minimum", schema.get("exclusiveMinimum", -1) + 1 if "exclusiveMinimum" in schema else None)
        bounds = f" from {least:,} to {schema['maximum']:,}" if "maximum" in schema and least is not None else ""
        unit = f" of {column.unit}" if column.unit else ""
        return f"{column.kind.expected}{unit}{bounds}"


class RowError(ValueError):
    """A row's values do not go together; says in which column, under which code, why, what to do, and maybe the row."""

    def __init__(self, column: str, code: str, cause: str, action: str, row: int | None = None) -> None:
        self.column, self.code, self.cause, self.action, self.row = column, code, cause, action, row
        super().__init__(cause)

    def problem(self, file: str, row: int) -> Problem:
        """Return the problem of the row in which it stands: its own, or else the one given."""
        row = row if self.row is None else self.row
        return Problem(code=self.code, cause=self.cause, action=self.action, file=file, row=row, column=self.column)


@cache
def default_of(record: type[Record], path: tuple[str, ...]) -> Any:
    """Return the default of the field at this path, or REQUIRED."""
    field = record.model_fields[path[0]]
    if not field.is_required():
        value = field.get_default(call_default_factory=True)
        for step in path[1:]:
            value = getattr(value, step)
        return value
    if len(path) == 1:
        return REQUIRED
    assert isinstance(field.annotation, type) and issubclass(field.annotation, Record)
    return default_of(field.annotation, path[1:])


@cache
def _whole_schema(record: type[Record]) -> dict[str, Any]:
    return record.model_json_schema()


def _schema_of(record: type[Record], path: tuple[str, ...]) -> dict[str, Any]:
    """Return the JSON schema of the field at this path, references followed and null left aside."""
    whole = _whole_schema(record)
    node: dict[str, Any] = whole
    for step in path:
        node = node["properties"][step]
        for choice in node.get("anyOf", ()):
            node = node if choice.get("type") == "null" else choice
        if "$ref" in node:
            node = whole["$defs"][node["$ref"].rpartition("/")[2]]
    return node
