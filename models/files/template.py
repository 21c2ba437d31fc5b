"""The templates a team starts from: empty, filled with a small example, and a page that explains every column.

Beside them stand what happens to the filled example after the plan: a package of visits, changes, a study.
"""

from pathlib import Path
from typing import Any

from models.files.csv_files import write_csv
from models.files.example import EXAMPLE
from models.files.rows import page_rows
from models.files.saving import save_file, save_folder
from models.files.specs import TABLES
from models.files.tables import REQUIRED, Column, Table
from models.files.workbooks import write_workbook

AFTER = Path(__file__).parent / "after"
_INTRODUCTION = """# What every file and column means

A request is a folder with the files below (`visits.csv`, ...), or one workbook with a sheet of each name, or one JSON
file. `empty/` and `empty.xlsx` hold the headings only, `filled/` and `filled.xlsx` a small example.

- Leave a cell empty, a column out, or a whole optional file out, and the default holds. On a page of `key,value` rows
  leave the whole row out: an empty value there is an empty value.
- Files and sheets whose names begin with `notes` are yours; they are not read. Anything else unknown is a problem.
- CSV files are UTF-8 with commas; cells with commas in them stand in double quotes.
- Dates are `2026-01-12` (or `12/01/2026`), clock times `07:30`, both London's. A clock time alone is on the row's
  `date`; an end that is not after its start is on the next day. In the hour that clocks show twice in October, `01:30`
  is the first time and `01:30b` the second. In March the hour that is left out is no time at all.
- Lists stand between semicolons: `medication; hoist`.
- Windows: `07:00-09:00; 15+12:00-13:30+30` are two on the row's date; in the second a start up to 15 minutes early or
  30 minutes late is allowed at a price. `2026-01-14 10:00-13:00` names its own date; `08:00` alone means exactly then.
- Gaps: `V1:180-420` lies 180 to 420 minutes after the end of visit V1; `V1:180-` at least 180.
- Enhancements: `night: every_day 23:00-08:00 25%; weekend: weekend 25%`; days are every_day, weekend or bank_holiday.
- Bounds of lines: `consecutive_duties: 2-5 @30/30` is 30 pence for each day that a run is shorter than 2 or longer
  than 5; `duties_of_pattern night: -3` is never more than 3 nights. What can be bounded: consecutive_duties,
  consecutive_days_off, consecutive_same_pattern (of a pattern), duties, duties_of_pattern, minutes, weekends.
- Forbidden successions: `night > early; late > early`.
- Ids are letters, digits, spaces and `. _ : / + & ' -`, beginning with a letter or digit. No names are needed.
"""


def write_template(folder: Path) -> None:
    """Write `empty/`, `filled/`, the two as workbooks, `after/` and `COLUMNS.md` into a folder."""
    folder = Path(folder)
    empty = {table.name: [_headings(table)] for table in TABLES}
    filled = {table.name: _filled_rows(table) for table in TABLES}
    for name, tables in (("empty", empty), ("filled", filled)):
        save_folder(folder / name, {f"{table}.csv": write_csv(rows) for table, rows in tables.items()})
        save_file(folder / f"{name}.xlsx", write_workbook(tables))
    save_folder(folder / "after", {path.name: path.read_bytes() for path in sorted(AFTER.glob("*.yaml"))})
    save_file(folder / "COLUMNS.md", columns_page().encode("utf-8"))


def _headings(table: Table) -> list[str]:
    return ["key", "value"] if table.is_page else [column.name for column in table.columns]


def _filled_rows(table: Table) -> list[list[Any]]:
    if table.name not in EXAMPLE:
        return page_rows(table, table.record())
    headings = _headings(table)
    return [headings, *([row.get(name, "") for name in headings] for row in EXAMPLE[table.name])]


def columns_page() -> str:
    """Return the Markdown page that explains every file and column."""
    return "\n".join([_INTRODUCTION, *(_table_section(table) for table in TABLES)])


def _table_section(table: Table) -> str:
    presence = "Mandatory." if table.is_mandatory else "Optional."
    if table.name == "visits":
        presence = "Mandatory unless there are posts or covers."
    word = "key" if table.is_page else "column"
    rows = " Rows of `key,value`." if table.is_page else ""
    head = [f"## {table.name}", "", f"{table.meaning}{rows} {presence}", ""]
    head += [f"| {word} | meaning | what to type | default | example |", "|---|---|---|---|---|"]
    return "\n".join([*head, *(_column_line(table, column) for column in table.columns), ""])


def _column_line(table: Table, column: Column) -> str:
    default = table.default(column)
    if column.name in table.follows:
        shown = "from the postcode"
    elif default is REQUIRED:
        shown = "none: fill it in"
    else:
        shown = "" if default is None else column.kind.write(default, None)
    return f"| {column.name} | {column.meaning} | {table.expected(column)} | {shown or 'empty'} | {column.example} |"
