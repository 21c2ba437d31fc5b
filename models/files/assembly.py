"""From tables as read to one checked request, with every problem told."""

from typing import Any

from models.files.codes import FileCode
from models.files.duties import duties
from models.files.leaving_out import in_file, with_rows_left_out
from models.files.postcode_cells import make_places
from models.files.records import ReadTable
from models.files.report import FileReport, ReadReport
from models.files.specs_terms import SETTINGS
from models.files.specs_work import AS_WAS
from models.files.stop_rows import StopRow
from models.integrity import find_problems
from models.problems import InputError, Problem
from models.request import RotaRequest

Tables = dict[str, ReadTable]


class _Anything:
    """Holds every id: stands for the ids of a table that could not be read."""

    def __contains__(self, _: object) -> bool:
        return True


def assemble(
    tables: Tables, skip_rejected: bool, not_read: tuple[str, ...] = (), others: tuple[Problem, ...] = ()
) -> tuple[RotaRequest, ReadReport]:
    """Return the request that the tables make, and the report on reading them.

    Args:
        tables: every table of a request, as read, by name.
        skip_rejected: leave rejected rows out, and the rows that refer to them, instead of stopping.
        not_read: files that hold notes only.
        others: problems of files that are no table.

    Raises:
        InputError: with every problem, when rows are rejected and not to be skipped, or a file is unusable.
    """
    _check_enough(tables)
    make_places(tables)
    request = _request(tables)
    is_usable = not others and not any(read.is_unusable for read in tables.values())
    if request is not None and is_usable and skip_rejected:
        request = with_rows_left_out(tables, request)
        return request, _report(tables, _told(tables), not_read, ())
    problems = [*others, *_told(tables), *(_between_records(tables, request) if request else ())]
    report = _report(tables, problems, not_read, problems)
    if problems or request is None:
        raise InputError(problems, report.lines())
    return request, report


def _told(tables: Tables) -> list[Problem]:
    return [problem for read in tables.values() for problem in read.problems]


def _check_enough(tables: Tables) -> None:
    """Note which tables have no row although a request needs them: workers, patterns, and some work."""
    has_other_work = tables["posts"].rows_read or tables["covers"].rows_read
    needed = ["workers", "patterns"] if has_other_work else ["workers", "patterns", "visits"]
    for name in needed:
        read = tables[name]
        if not read.rows_read and not read.problems:
            action = f"give at least one row of {name}" + (", posts or covers" if name == "visits" else "")
            cause = f"there are no {name}"
            read.problems.append(Problem(code=FileCode.EMPTY_SHEET, cause=cause, action=action, file=read.file))


def _request(tables: Tables) -> RotaRequest | None:
    """Return the request of the records accepted, or None where the settings could not be read."""
    if not tables[SETTINGS.name].found:
        return None
    settings = tables[SETTINGS.name].records[0]
    fields: dict[str, Any] = {"name": settings.name, "horizon": settings.horizon}
    typed = tables[AS_WAS.name]
    for name, read in tables.items():
        if read is not typed and name != SETTINGS.name and (read.found or not read.table.is_page):
            fields[name] = read.records[0] if read.table.is_page else read.records
    if typed.table.record is StopRow:
        typed = tables[AS_WAS.name] = duties(typed, RotaRequest(**fields))
    return RotaRequest(**fields, as_was=typed.records)


def _between_records(tables: Tables, request: RotaRequest) -> list[Problem]:
    """Return what is wrong between the records accepted; ids of rejected rows count as known: told once."""
    also_known = {name: _Anything() if read.is_unusable else read.rejected_ids for name, read in tables.items()}
    return [in_file(tables, problem) for problem in find_problems(request, also_known)]


def _report(
    tables: Tables, problems: list[Problem], not_read: tuple[str, ...], rejecting: tuple[Problem, ...] | list[Problem]
) -> ReadReport:
    files = (
        _file_report(read, {each.row for each in rejecting if each.file == read.file})
        for read in tables.values()
        if read.rows_read or read.problems
    )
    return ReadReport(files=tuple(files), problems=tuple(problems), not_read=not_read)


def _file_report(read: ReadTable, rejected_rows: set[int | None]) -> FileReport:
    if read.is_unusable:
        new = 0
    elif read.table.is_page:
        new = read.rows_read
    else:
        new = len(read.accepted_rows - rejected_rows)
    return FileReport(file=read.file, rows_read=read.rows_read, rows_new=new, rows_rejected=read.rows_read - new)
