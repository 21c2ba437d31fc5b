"""The sheets of the workbook for finance, in the order in which they are read."""

from service.bundle import Bundle
from service.sheets.money import costs_sheet, ledger_sheet
from service.sheets.rota import grid_sheet, preferences_sheet, unserved_sheet, visits_sheet
from service.sheets.shape import Cell, Figure, Kind, Sheet
from service.sheets.summary import gain_sheet, summary_sheet
from service.sheets.terms import request_sheet, versions_sheet

__all__ = ["Cell", "Figure", "Kind", "Sheet", "all_sheets"]


def all_sheets(bundle: Bundle) -> list[Sheet]:
    """Return every sheet of a result."""
    return [
        summary_sheet(bundle),
        *([gain_sheet(bundle)] if bundle.gain else []),
        grid_sheet(bundle),
        visits_sheet(bundle),
        ledger_sheet(bundle),
        costs_sheet(bundle),
        unserved_sheet(bundle),
        preferences_sheet(bundle),
        request_sheet(bundle),
        versions_sheet(bundle),
    ]
