"""The sheets finance recomputes from: the ledger row by row, and what it cost, split every way."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from service.bundle import Bundle
from service.sheets.shape import Cell, Column, Kind, Sheet, hours, is_missing, on_the_wall, pounds

WHOLE_ROSTER = "whole roster"


def ledger_sheet(bundle: Bundle) -> Sheet:
    """Every paid minute in one category, as in ledger.csv."""
    kinds = {"date": Kind.DATE, "start": Kind.TIME, "end": Kind.TIME, "minutes": Kind.WHOLE}
    columns = [Column(str(name).replace("_", " "), kinds.get(str(name), Kind.TEXT)) for name in bundle.ledger.columns]
    rows = [[_plain(value) for value in row] for row in bundle.ledger.itertuples(index=False, name=None)]
    return Sheet("ledger", columns, rows)


def costs_sheet(bundle: Bundle) -> Sheet:
    """The roster's cost by component, then split by whom and what it was for; each split sums to the whole."""
    columns = (
        Column("split by"),
        Column("part"),
        Column("cost £", Kind.POUNDS),
        Column("paid hours (all paid time)", Kind.HOURS),
        Column("contact hours", Kind.HOURS),
        Column("cost £ per paid hour (all paid time)", Kind.POUNDS),
        Column("cost £ per contact hour", Kind.POUNDS),
    )
    return Sheet("costs", columns, list(_cost_rows(bundle)), frozen_columns=2)


def _cost_rows(bundle: Bundle) -> Iterator[list[Cell]]:
    cost = bundle.costs
    yield [
        WHOLE_ROSTER,
        "all",
        pounds(cost.total_pence),
        hours(cost.paid_minutes),
        hours(cost.contact_minutes),
        pounds(cost.per_paid_hour_pence),
        pounds(cost.per_contact_hour_pence),
    ]
    for name, pence in cost.components.items():
        yield ["component", name.replace("_", " "), pounds(pence), None, None, None, None]
    splits = (cost.by_category, cost.by_period, cost.by_constituency, cost.by_programme, cost.by_funder, cost.by_worker)
    for split in splits:
        yield from _split_rows(split)


def _split_rows(split: pd.DataFrame) -> Iterator[list[Cell]]:
    name = str(split.columns[0])
    for row in split.to_dict("records"):
        yield [
            {"period": "day or night", "worker_id": "worker"}.get(name, name),
            str(row[name]),
            pounds(row["cost_pence"]),
            hours(row["paid_minutes"]),
            hours(row.get("contact_minutes")),
            pounds(row.get("cost_per_paid_hour_pence")),
            pounds(row.get("cost_per_contact_hour_pence")),
        ]


def _plain(value: Any) -> Cell:
    """Return a table's value as a spreadsheet can hold it."""
    if is_missing(value):
        return None
    if isinstance(value, pd.Timestamp):
        return on_the_wall(value.to_pydatetime())
    return value  # type: ignore[no-any-return]
