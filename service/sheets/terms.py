"""The sheets that say what the roster was made from: rules, prices, pay, travel, and the versions that solved it."""

from collections.abc import Iterator
from enum import Enum
from typing import Any

from models.base import Record
from models.request import RotaRequest
from service.bundle import Bundle
from service.sheets.shape import Cell, Column, Figure, Kind, Sheet, pounds

LISTED = ("workers", "service_users", "visits", "posts", "patterns", "preferences", "pins", "absences", "trainings")


def request_sheet(bundle: Bundle) -> Sheet:
    """The rota request in one reading: how much of what, and every rule, price, pay and travel term."""
    columns = (Column("part"), Column("term"), Column("value"), Column("meaning and source"))
    return Sheet("request", columns, list(_request_rows(bundle.request)), frozen_columns=2)


def _request_rows(request: RotaRequest) -> Iterator[list[Cell]]:
    yield ["request", "name", request.name, None]
    yield ["request", "first day", Figure(request.horizon.start, Kind.DATE), None]
    yield ["request", "days", request.horizon.days, None]
    for name in LISTED:
        yield ["request", name.replace("_", " "), len(getattr(request, name)), "how many"]
    for name in ("rules", "prices", "pay", "travel"):
        yield from _term_rows(name, "", getattr(request, name))


def _term_rows(part: str, prefix: str, terms: Record) -> Iterator[list[Cell]]:
    """Yield a row for each field of a page of terms, and for the fields of what stands inside it."""
    for name, field in type(terms).model_fields.items():
        value, label = getattr(terms, name), f"{prefix}{name.replace('_', ' ')}"
        if isinstance(value, Record):
            yield from _term_rows(part, f"{label}: ", value)
        elif isinstance(value, tuple) and value and isinstance(value[0], Record):
            for number, each in enumerate(value, start=1):
                yield from _term_rows(part, f"{label} {number}: ", each)
        else:
            yield [part, label, _shown(part, name, value), field.description]


def _shown(part: str, name: str, value: Any) -> Cell:
    """Return a term's value: money in pounds (the prices page holds pence throughout, but for its percentages)."""
    is_pence = "pence" in name or (part == "prices" and not name.endswith("percent"))
    if is_pence and isinstance(value, int):
        return Figure(pounds(value), Kind.POUNDS)
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or None
    if isinstance(value, Enum):
        return str(value.value)
    return value if isinstance(value, int | float | str) else f"{value:%H:%M}"


def versions_sheet(bundle: Bundle) -> Sheet:
    """What made this result, so that it can be made again."""
    rows: list[list[Cell]] = [[name, number] for name, number in bundle.versions.items()]
    rows += [
        ["seed", bundle.metrics["seed"]],
        ["request sha256", bundle.request.sha256],
        ["objective £, the sum of its priced terms", Figure(pounds(bundle.metrics["objective_pence"]), Kind.POUNDS)],
    ]
    rows += [
        [f"objective term £: {term.replace('_', ' ')}", Figure(pounds(pence), Kind.POUNDS)]
        for term, pence in bundle.metrics["objective_terms"].items()
    ]
    return Sheet("versions", (Column("what"), Column("value")), rows)
