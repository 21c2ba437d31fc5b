"""What a sheet of the workbook is: a name, columns that know how their values are shown, and rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """How a value is shown; all but text and date-like kinds are numbers that can be reckoned with."""

    TEXT = "text"
    POUNDS = "pounds"
    HOURS = "hours"
    WHOLE = "whole"
    DECIMAL = "decimal"
    DATE = "date"
    TIME = "time"


Value = str | int | float | date | datetime | None


@dataclass(frozen=True)
class Figure:
    """A value shown in its own way, whatever its column's kind."""

    amount: Value
    kind: Kind


Cell = Value | Figure


@dataclass(frozen=True)
class Column:
    """A heading, with the unit or denominator in it, and how the values below are shown."""

    heading: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Sheet:
    """One sheet; `frozen_columns` stay in sight when scrolling sideways."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    frozen_columns: int = 1


def pounds(pence: Any) -> float | None:
    """Return whole pence as pounds, None where there is no amount."""
    return None if is_missing(pence) else int(pence) / 100


def hours(minutes: Any) -> float | None:
    """Return whole minutes as hours, None where there are none to tell."""
    return None if is_missing(minutes) else int(minutes) / 60


def on_the_wall(moment: datetime) -> datetime:
    """Return the instant as London's clocks show it: a spreadsheet knows no time zones."""
    return moment.replace(tzinfo=None)


def is_missing(value: Any) -> bool:
    """Return whether a table holds no value here: None, or one of pandas' words for it."""
    return value is None or value != value or str(value) in {"<NA>", "NaT"}
