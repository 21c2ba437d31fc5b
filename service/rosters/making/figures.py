"""A roster's metrics, paid time and costs as tables that finance may read: no visit, and no wish but as a total."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from models.problems import InputError, Problem
from service.rosters.making.papers import Papers, bundle_of

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]


def metric_rows(papers: Papers, known: Mapping[str, Any], constituency: str | None) -> list[Row]:
    """Return a roster's metrics, each with its label, unit and denominator.

    Args:
        papers: of the roster.
        known: its metrics as kept with it.
        constituency: whose own metrics of time and cost are wanted; None = all metrics of the whole roster.

    Raises:
        InputError: nothing of the roster belongs to that constituency (E8520).
    """
    from optimiser.metrics import describe
    from optimiser.metrics.by_constituency import constituency_metrics

    values: Mapping[str, Any] | None = known
    if constituency is not None:
        bundle = bundle_of(papers)
        values = constituency_metrics(bundle.ledger, bundle.costs, constituency)
    if values is None:
        raise _nothing_there(str(constituency))
    return [{"slug": slug, **words, "value": values[slug]} for slug, words in describe().items() if slug in values]


def ledger_rows(papers: Papers, constituency: str | None) -> list[Row]:
    """Return paid minutes by worker, date and category; raises as `metric_rows` does."""
    from optimiser.ledger.paid_time import paid_time

    rows = _own(paid_time(bundle_of(papers).ledger), constituency)
    return [{**row, "date": row["date"].isoformat()} for row in rows]


def cost_rows(papers: Papers, constituency: str | None) -> list[Row]:
    """Return what the roster costs: the whole, by component, and by each split; of a constituency its own row.

    Raises:
        InputError: as `metric_rows` does.
    """
    cost = bundle_of(papers).costs
    if constituency is not None:
        return [_split_row("constituency", row) for row in _own(cost.by_constituency, constituency)]
    whole = {
        "cost_pence": cost.total_pence,
        "paid_minutes": cost.paid_minutes,
        "contact_minutes": cost.contact_minutes,
        "cost_per_paid_hour_pence": cost.per_paid_hour_pence,
        "cost_per_contact_hour_pence": cost.per_contact_hour_pence,
    }
    rows = [_split_row("whole", {"whole": "all", **whole})]
    rows += [
        _split_row("component", {"component": name, "cost_pence": pence}) for name, pence in cost.components.items()
    ]
    splits = (cost.by_category, cost.by_period, cost.by_constituency, cost.by_programme, cost.by_funder, cost.by_worker)
    return rows + [_split_row(str(split.columns[0]), row) for split in splits for row in _plain(split)]


AMOUNTS = ("cost_pence", "paid_minutes", "contact_minutes", "cost_per_paid_hour_pence", "cost_per_contact_hour_pence")


def _split_row(split: str, row: Row) -> Row:
    return {"split_by": split, "part": str(row[split]), **{name: row.get(name) for name in AMOUNTS}}


def _own(table: "pd.DataFrame", constituency: str | None) -> list[Row]:
    """Return a table's rows, those of a constituency where one is named."""
    rows = list(_plain(table if constituency is None else table[table["constituency"] == constituency]))
    if not rows and constituency is not None:
        raise _nothing_there(constituency)
    return rows


def _plain(table: "pd.DataFrame") -> Iterator[Row]:
    """Yield rows of plain values, None where a table holds none."""
    for row in table.astype(object).where(table.notna(), None).to_dict("records"):
        yield {str(name): value for name, value in row.items()}


def _nothing_there(constituency: str) -> InputError:
    cause = f"nothing of this roster belongs to constituency {constituency}"
    return InputError([Problem(code="E8520", cause=cause, action="correct its name, or leave it out")])
