"""From rows typed by hand to duties, and back: rows of one worker and date are one duty."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from models.files.cells import NONE, CellError, moment_after, read_moment, write_shortly
from models.files.codes import FileCode
from models.files.inference import inferred_break, inferred_pattern, inferred_role
from models.files.nested_cells import read_stretch, write_stretch
from models.files.quoting import quoted
from models.files.records import Located, ReadTable
from models.files.stop_rows import StopRow
from models.files.tables import RowError
from models.request import RotaRequest
from models.roster import Duty, PlannedTraining, PlannedVisit, Span

Value = TypeVar("Value")


def duties(read: ReadTable, request: RotaRequest) -> ReadTable:
    """Return the duties of rows typed by hand, in the order in which they first appear.

    Args:
        read: the rows, as `StopRow`s.
        request: whose patterns, rules and journeys fill in the pattern and the break where the rows leave them open.
    """
    made = ReadTable(read.table, read.file, read.rows_read, problems=list(read.problems))
    by_duty: dict[tuple[str, Any], list[Located]] = {}
    for located in read.found:
        by_duty.setdefault((located.record.worker, located.record.date), []).append(located)
    for stops in by_duty.values():
        try:
            duty = _duty(stops, request)
            made.found.append(Located(tuple(row for stop in stops for row in stop.rows), duty))
        except RowError as error:
            made.reject([error.problem(read.file, stops[0].rows[0])])
    return made


def _duty(stops: Sequence[Located], request: RotaRequest) -> Duty:
    first: StopRow = stops[0].record
    part_of = {stop.rows: _cell(stop, "start", stop.record.start, _part) for stop in stops}
    parts = sorted(set(part_of.values()))
    starts = [(_stop_start(stop, part_of[stop.rows]), stop.record) for stop in stops]
    in_order = sorted([(start, row) for start, row in starts if start], key=lambda stop: stop[0])
    duty = Duty(
        worker_id=first.worker,
        date=first.date,
        pattern_id=_one(stops, "pattern") or inferred_pattern(request, first, parts),
        parts=tuple(Span(start=start, end=end) for start, end in parts),
        rest_break=_rest_break(stops, parts[0][0]),
        post_id=_one(stops, "post") or None,
        visits=tuple(PlannedVisit(visit_id=row.visit, start=start) for start, row in in_order if row.visit),
        trainings=tuple(
            PlannedTraining(training_id=row.training, start=start) for start, row in in_order if row.training
        ),
    )
    duty = duty.model_copy(update={"role": _one(stops, "role") or inferred_role(request, duty)})
    if _one(stops, "rest_break"):
        return duty
    return duty.model_copy(update={"rest_break": inferred_break(request, duty)})


def _part(row: StopRow) -> tuple[datetime, datetime]:
    start = read_moment(row.start, row.date)
    return start, moment_after(row.end, start, least_minutes=1)


def _cell(stop: Located, column: str, text: str, read: Callable[[StopRow], Value]) -> Value:
    """Return what a cell means, or say in which row and column it cannot be read."""
    try:
        return read(stop.record)
    except CellError as error:
        cause = f"{quoted(text)} cannot be read" + (f": {error}" if str(error) else "")
        action = "type a clock time such as 07:30, with its date where that is not the row's"
        raise RowError(column, FileCode.WRONG_VALUE, cause, action, stop.rows[0]) from error


def _in_part(text: str, part: tuple[datetime, datetime]) -> datetime:
    """Return the instant of a clock time inside a part, or where it has none, the one on the date the part begins."""
    found = moment_after(text, part[0])
    return found if found < part[1] else read_moment(text, part[0].date())


def _stop_start(stop: Located, part: tuple[datetime, datetime]) -> datetime | None:
    """Return when the row's stop starts, or None when the row has no stop."""
    row: StopRow = stop.record
    named = [name for name in (row.visit, row.training, row.post) if name]
    if len(named) > 1:
        cause, action = f"the row names {' and '.join(named)}", "name one visit, training or post in a row"
        raise RowError("visit", FileCode.DUTY_CONTRADICTS_ITSELF, cause, action, stop.rows[0])
    is_stop = bool(row.visit or row.training)
    if is_stop != bool(row.start_time):
        cause = (
            f"{row.visit or row.training} has no start time" if is_stop else "a start time without visit or training"
        )
        action = "fill in both or neither"
        raise RowError("start_time", FileCode.STOP_INCOMPLETE, cause, action, stop.rows[0])
    if not is_stop:
        return None
    return _cell(stop, "start_time", row.start_time, lambda typed: _in_part(typed.start_time, part))


def _one(stops: Sequence[Located], field: str) -> str:
    """Return the one value that a duty's rows give; rows may leave it empty, but not differ."""
    given: dict[str, int] = {}
    for stop in stops:
        value = getattr(stop.record, field)
        if value:
            given.setdefault(value, stop.rows[0])
    if len(given) > 1:
        column = field.removeprefix("rest_")
        cause = f"the rows of one duty give different {column}s: {' and '.join(given)}"
        action = "give one in all its rows, or in the first only"
        raise RowError(column, FileCode.DUTY_CONTRADICTS_ITSELF, cause, action, max(given.values()))
    return next(iter(given), "")


def _rest_break(stops: Sequence[Located], duty_start: datetime) -> Span | None:
    text = _one(stops, "rest_break")
    if not text or text == NONE:
        return None
    stop = next(each for each in stops if each.record.rest_break == text)
    start, end = _cell(stop, "break", text, lambda _: read_stretch(text, duty_start))
    return Span(start=start, end=end)


def stop_rows(duties: Iterable[Duty]) -> list[StopRow]:
    """Return the rows that a person would type for these duties."""
    return [row for duty in duties for part in duty.parts for row in _rows_of_part(duty, part)]


def _rows_of_part(duty: Duty, part: Span) -> list[StopRow]:
    visits = [(visit.start, {"visit": visit.visit_id}) for visit in duty.visits]
    trainings = [(training.start, {"training": training.training_id}) for training in duty.trainings]
    stops = [(start, what) for start, what in (*visits, *trainings) if _part_of(duty, start) == part]
    common: dict[str, Any] = {
        "worker": duty.worker_id,
        "date": duty.date,
        "start": write_shortly(part.start, lambda clock: read_moment(clock, duty.date)),
        "end": write_shortly(part.end, lambda clock: moment_after(clock, part.start, least_minutes=1)),
        "pattern": duty.pattern_id,
        "post": None if stops else duty.post_id,
        "role": duty.role,
        "rest_break": _break_text(duty),
    }
    if not stops:
        return [StopRow(**common)]
    return [
        StopRow(
            **common, **what, start_time=write_shortly(start, lambda clock: _in_part(clock, (part.start, part.end)))
        )
        for start, what in sorted(stops, key=lambda stop: stop[0])
    ]


def _part_of(duty: Duty, start: datetime) -> Span:
    """Return the part in which a stop starts: the last one that has begun by then, or the first."""
    return next((part for part in reversed(duty.parts) if part.start <= start), duty.parts[0])


def _break_text(duty: Duty) -> str:
    if duty.rest_break is None:
        return NONE
    return write_stretch(duty.rest_break.start, duty.rest_break.end, duty.start)
