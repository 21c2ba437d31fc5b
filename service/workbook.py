"""roster.xlsx for finance: every table as numbers to reckon with, pounds as pounds, headings that stay in sight."""

from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from service.outputs import Bundle
from service.sheets import Cell, Figure, Kind, Sheet, all_sheets

FORMATS = {
    Kind.TEXT: "General",
    Kind.POUNDS: "£#,##0.00;[Red]-£#,##0.00",
    Kind.HOURS: "#,##0.00",
    Kind.DECIMAL: "0.00",
    Kind.WHOLE: "#,##0",
    Kind.DATE: "ddd d mmm yyyy",
    Kind.TIME: "hh:mm",
}
HEADING = Font(bold=True, color="FFFFFF")
HEADING_FILL = PatternFill("solid", fgColor="1F3A5F")
WIDEST, NARROWEST, MEASURED_ROWS = 80, 8, 200


def write_workbook(bundle: Bundle, path: Path) -> None:
    """Write the workbook of a result to `path`."""
    workbook = Workbook(write_only=True)
    for sheet in all_sheets(bundle):
        _write_sheet(workbook.create_sheet(sheet.name), sheet)
    workbook.save(path)


def _write_sheet(page: Worksheet, sheet: Sheet) -> None:
    last = get_column_letter(len(sheet.columns))
    page.freeze_panes = f"{get_column_letter(sheet.frozen_columns + 1)}2"
    page.auto_filter.ref = f"A1:{last}{len(sheet.rows) + 1}"
    for letter, width in _widths(sheet):
        page.column_dimensions[letter].width = width
    page.append([_heading(page, column.heading) for column in sheet.columns])
    for row in sheet.rows:
        page.append([_cell(page, value, column.kind) for value, column in zip(row, sheet.columns, strict=True)])


def _heading(page: Worksheet, text: str) -> SheetCell:
    cell = _cell(page, text, Kind.TEXT)
    cell.font, cell.fill = HEADING, HEADING_FILL
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(page: Worksheet, value: Cell, kind: Kind) -> SheetCell:
    """Return one cell; text is always text, so that no id or reason is ever taken for a formula."""
    if isinstance(value, Figure):
        kind = value.kind
        value = value.amount
    cell = WriteOnlyCell(page)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    cell.number_format = FORMATS[kind]
    return cell


def _widths(sheet: Sheet) -> Iterator[tuple[str, int]]:
    """Yield each column's letter and width: the longest of its first texts, and of the words in its heading."""
    for number, column in enumerate(sheet.columns):
        shown = [str(row[number]) for row in sheet.rows[:MEASURED_ROWS] if isinstance(row[number], str)]
        longest = max(map(len, [*column.heading.split(), *shown]))
        least = 17 if column.kind is Kind.DATE else NARROWEST
        yield get_column_letter(number + 1), min(WIDEST, max(least, longest + 2))
