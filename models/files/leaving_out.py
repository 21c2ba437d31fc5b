"""Going on without the rejected rows: rows that refer to them are left out too, and so on, and every one is told."""

from models.files.records import Located, ReadTable
from models.integrity import find_problems
from models.integrity.codes import IntegrityCode
from models.problems import InputError, Problem
from models.request import RotaRequest

# A worker who is left out can neither visit nor be kept away: the mention of them goes, the person stays.
_MENTIONS = ("known_worker_ids", "preferred_worker_ids", "excluded_worker_ids")


def in_file(tables: dict[str, ReadTable], problem: Problem) -> Problem:
    """Return a problem between records with the file and row in which its record stands."""
    read = tables[problem.file]
    rows = read.found[(problem.row or 1) - 1].rows
    return problem.model_copy(update={"file": read.file, "row": rows[0] if rows else None})


def with_rows_left_out(tables: dict[str, ReadTable], request: RotaRequest) -> RotaRequest:
    """Leave out every record with a problem until those left have none; the tables then tell what was left out.

    Args:
        tables: as read, by name; their records are left out and their problems grow.
        request: the request of those records.
    """
    while problems := find_problems(request):
        doomed: dict[str, set[int]] = {}
        for problem in problems:
            read, position = tables[problem.file], (problem.row or 1) - 1
            told = in_file(tables, problem)
            if read.table.is_page:
                _drop_successions(tables, read, told)
                tables["patterns"].problems.append(told.model_copy(update={"action": "only this pair is left out"}))
                continue
            if _mention_dropped(tables, read, position, problem):
                told = told.model_copy(update={"action": "only this mention is left out"})
            else:
                doomed.setdefault(problem.file, set()).add(position)
            read.problems.append(told)
        for name, positions in doomed.items():
            tables[name].leave_out(positions)
        request = _again(tables, request)
    return request


def _mention_dropped(tables: dict[str, ReadTable], read: ReadTable, position: int, problem: Problem) -> bool:
    """Drop mentions of workers who were left out, and say whether the problem was no more than that.

    A mention of a worker who never was in the file is another matter: a mistyped exclusion must not get lost.
    """
    if problem.code != IntegrityCode.UNKNOWN_ID or problem.column not in _MENTIONS:
        return False
    workers = tables["workers"]
    present = {worker.id for worker in workers.records}
    located = read.found[position]
    names = getattr(located.record, problem.column)
    if any(name not in present and name not in workers.rejected_ids for name in names):
        return False
    kept = tuple(name for name in names if name in present)
    read.found[position] = Located(located.rows, located.record.model_copy(update={problem.column: kept}))
    return True


def _drop_successions(tables: dict[str, ReadTable], rules: ReadTable, told: Problem) -> None:
    """Drop forbidden successions of patterns that were left out.

    Raises:
        InputError: a pattern named there never was in the file; a mistyped rule must not get lost.
    """
    patterns = tables["patterns"]
    present = {pattern.id for pattern in patterns.records}
    own = rules.found[0].record
    pairs = own.forbidden_successions
    if any({each.pattern_id, each.next_pattern_id} - present - patterns.rejected_ids for each in pairs):
        raise InputError([told])
    kept = tuple(each for each in pairs if {each.pattern_id, each.next_pattern_id} <= present)
    rules.found[0] = Located((), own.model_copy(update={"forbidden_successions": kept}))


def _again(tables: dict[str, ReadTable], request: RotaRequest) -> RotaRequest:
    fields = {name: getattr(request, name) for name in RotaRequest.model_fields}
    fields.update({name: read.records for name, read in tables.items() if not read.table.is_page})
    return RotaRequest(**{**fields, "rules": tables["rules"].records[0]})
