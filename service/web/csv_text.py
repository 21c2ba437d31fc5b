"""Tables as CSV in which no cell is ever taken for a formula, whatever somebody put into a name."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def csv_of(rows: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> bytes:
    """Return a table's bytes: a heading and its rows; numbers stay numbers, None is an empty cell."""
    names, text = list(columns), io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
    return text.getvalue().encode()


def _cell(value: Any) -> Any:
    """Return what a cell holds: text that a spreadsheet would reckon with gets a mark that keeps it text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value
