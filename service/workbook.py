"""roster.xlsx for finance: every table as numbers to reckon with, pounds as pounds, headings that stay in sight."""

from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from service.bundle import Bundle
from service.sheets import Cell, Figure, Kind, Sheet, all_sheets

# Each ends in a space as wide as a bracket, so that a figure never touches the text beside it.
FORMATS = {
    Kind.TEXT: "General",
    Kind.POUNDS: "£#,##0.00_);[Red]-£#,##0.00_)",
    Kind.HOURS: "#,##0.00_)",
    Kind.DECIMAL: "0.00_)",
    Kind.WHOLE: "#,##0_)",
    Kind.DATE: "ddd d mmm yyyy_)",
    Kind.TIME: "hh:mm_)",
}
LEAST_WIDTHS = {Kind.TEXT: 8, Kind.DATE: 18, Kind.TIME: 8}
LEAST_FIGURE_WIDTH, MOST_WIDTH = 13, 80
MEASURED_ROWS, LINE_HEIGHT = 200, 15
FORMULA_SIGNS = ("=", "+", "-", "@")
HEADING = Font(bold=True, color="FFFFFF")
HEADING_FILL = PatternFill("solid", fgColor="1F3A5F")


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
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"
    widths = list(_widths(sheet))
    for number, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    lines = max(len(wrap(column.heading, width - 2)) for column, width in zip(sheet.columns, widths, strict=True))
    page.row_dimensions[1].height = lines * LINE_HEIGHT
    page.append([_heading(page, column.heading) for column in sheet.columns])
    for row in sheet.rows:
        page.append([_cell(page, value, column.kind) for value, column in zip(row, sheet.columns, strict=True)])


def _heading(page: Worksheet, text: str) -> SheetCell:
    cell = WriteOnlyCell(page, value=text)
    cell.font, cell.fill = HEADING, HEADING_FILL
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(page: Worksheet, value: Cell, kind: Kind) -> SheetCell | str | None:
    """Return what one cell holds; text is always text, so that no id or reason is ever taken for a formula."""
    if isinstance(value, Figure):
        kind = value.kind
        value = value.amount
    if value is None or (isinstance(value, str) and not value.startswith(FORMULA_SIGNS)):
        return value
    cell = WriteOnlyCell(page)
    cell.value = value
    cell.number_format = FORMATS[kind]
    if isinstance(value, str):
        cell.data_type, cell.quotePrefix = "s", True
    return cell


def _widths(sheet: Sheet) -> Iterator[int]:
    """Yield each column's width: enough for its kind, the words of its heading and the first rows' texts."""
    for number, column in enumerate(sheet.columns):
        texts = [row[number] for row in sheet.rows[:MEASURED_ROWS]]
        longest = max(len(text) for text in [*column.heading.split(), *texts] if isinstance(text, str))
        yield min(MOST_WIDTH, max(LEAST_WIDTHS.get(column.kind, LEAST_FIGURE_WIDTH), longest + 3))
