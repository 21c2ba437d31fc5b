"""The ledger without its visits: whose paid minutes went where on which date, as finance reads it."""

import pandas as pd

KEYS = ["worker_id", "date", "category", "constituency", "period", "employment"]


def paid_time(ledger: pd.DataFrame) -> pd.DataFrame:
    """Return paid minutes by worker, date, category, constituency, day or night, and employment.

    Args:
        ledger: as `optimiser.ledger.ledger` returns it, or some of its rows.

    Returns:
        A row for each that has any, with KEYS and `minutes`, in the order of the ledger; they sum to its minutes.
    """
    return ledger.groupby(KEYS, sort=False)[["minutes"]].sum().reset_index()
