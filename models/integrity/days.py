"""Days: everything that is asked for lies where the plan can reach it."""

from collections.abc import Iterator
from datetime import date, datetime

from models.clock import plus
from models.integrity.codes import IntegrityCode, problem
from models.problems import Problem
from models.request import RotaRequest


def outside_the_horizon(request: RotaRequest) -> Iterator[Problem]:
    """Yield each record about days that are not planned."""
    yield from _visits(request)
    yield from _posts(request)
    yield from _spans_of_days(request)
    yield from _single_days(request)
    yield from _carried_duties(request)


def _visits(request: RotaRequest) -> Iterator[Problem]:
    begin, end = request.horizon.midnight, _last_moment(request)
    for row, visit in enumerate(request.visits, start=1):
        for window in visit.windows:
            first, last = plus(window.earliest_start, -window.early_minutes_allowed), window.latest_start
            if plus(last, window.late_minutes_allowed) < begin or first >= end:
                what = f"a window of visit {visit.id} on {window.earliest_start.date()}"
                yield _outside(request, "visits", row, "windows", what)


def _last_moment(request: RotaRequest) -> datetime:
    """Return when the latest possible duty of the last date ends: a night reaches into the day after the horizon."""
    last_date = request.horizon.dates[-1]
    ends = [plus(each.parts_on(last_date)[-1][1], each.end_later_minutes) for each in request.patterns]
    return max([request.horizon.end, *ends])


def _posts(request: RotaRequest) -> Iterator[Problem]:
    for row, post in enumerate(request.posts, start=1):
        if not request.horizon.midnight <= post.start < request.horizon.end:
            yield _outside(request, "posts", row, "start", f"post {post.id} on {post.start.date()}")


def _spans_of_days(request: RotaRequest) -> Iterator[Problem]:
    dates = request.horizon.dates
    for table in ("absences", "trainings"):
        for row, record in enumerate(getattr(request, table), start=1):
            if record.last_date < dates[0] or record.first_date > dates[-1]:
                what = f"{table[:-1]} {record.id} from {record.first_date} to {record.last_date}"
                yield _outside(request, table, row, "first_date", what)


def _single_days(request: RotaRequest) -> Iterator[Problem]:
    dates = set(request.horizon.dates)
    for row, wish in enumerate(request.preferences, start=1):
        if wish.date not in dates:
            yield _outside(request, "preferences", row, "date", f"preference {wish.id} on {wish.date}")
    for row, cover in enumerate(request.covers, start=1):
        if cover.date not in dates:
            yield _outside(request, "covers", row, "date", f"cover {cover.id} on {cover.date}")
    for row, pin in enumerate(request.pins, start=1):
        if pin.date is not None and pin.date not in dates:
            yield _outside(request, "pins", row, "date", f"pin {pin.id} on {pin.date}")
        if pin.start is not None and not request.horizon.midnight <= pin.start < _last_moment(request):
            yield _outside(request, "pins", row, "start", f"pin {pin.id} on {pin.start.date()}")
    for row, duty in enumerate(request.as_was, start=1):
        if duty.date not in dates:
            what = f"the as-was duty of {duty.worker_id} on {duty.date}"
            yield _outside(request, "as_was", row, "date", what)


def _carried_duties(request: RotaRequest) -> Iterator[Problem]:
    first = request.horizon.dates[0]
    latest = plus(request.horizon.midnight, 24 * 60)
    for row, worker in enumerate(request.workers, start=1):
        end = worker.carried.last_duty_end
        if end is not None and end > latest:
            cause = f"worker {worker.id}'s last duty before {first} ends on {end.date()}, inside the days planned"
            action = "give the end of the last duty that began before the first day"
            yield problem(IntegrityCode.OUTSIDE_HORIZON, "workers", row, "last_duty_end", cause, action)


def _outside(request: RotaRequest, table: str, row: int, column: str, what: str) -> Problem:
    dates: list[date] = request.horizon.dates
    cause = f"{what} lies outside the days planned, {dates[0]} to {dates[-1]}"
    return problem(IntegrityCode.OUTSIDE_HORIZON, table, row, column, cause, "correct the date, or leave it out")
