"""The ledger: every paid minute of a roster in exactly one category, summing to each worker's payroll minutes."""

from optimiser.ledger.categories import PAID_AWAY, Category
from optimiser.ledger.table import COLUMNS, ledger

__all__ = ["COLUMNS", "PAID_AWAY", "Category", "ledger"]
