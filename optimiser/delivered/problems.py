"""What is wrong with delivered visits: every problem at once, before any is counted."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from models.clock import plus
from models.delivered import DeliveredVisit
from models.problems import Problem
from models.request import RotaRequest
from models.roster import Roster
from optimiser.delivered.codes import DeliveredCode

DAY_MINUTES = 1_440


def problems_of(request: RotaRequest, roster: Roster, delivered: Sequence[DeliveredVisit]) -> list[Problem]:
    """Return every problem with the delivered visits of a published roster; none = they can be counted.

    A visit that the roster does not make, a worker it does not send and more workers than the visit needs are no
    problems: that happens, and is counted.

    Args:
        request: what the roster answers.
        roster: as published.
        delivered: the records; `row` in a problem is the position here, from 1.
    """
    return [
        *_roster(request, roster),
        *(problem for row, each in enumerate(delivered, start=1) for problem in _of_one(request, row, each)),
        *_twice(delivered),
        *_overlaps(delivered),
    ]


def _roster(request: RotaRequest, roster: Roster) -> Iterator[Problem]:
    if roster.request_sha256 and roster.request_sha256 != request.sha256:
        cause, action = "the roster was made for another request", "give the request that it was made for"
        yield Problem(code=DeliveredCode.ANOTHER_REQUESTS_ROSTER, cause=cause, action=action, file="roster")


def _of_one(request: RotaRequest, row: int, each: DeliveredVisit) -> Iterator[Problem]:
    if each.visit_id not in request.visit_by_id:
        cause = f'visit "{each.visit_id}" is not in the request'
        yield _problem(DeliveredCode.UNKNOWN_VISIT, row, "visit_id", cause, "correct the id")
    if each.worker_id not in request.worker_by_id:
        cause = f'worker "{each.worker_id}" is not in the request'
        yield _problem(DeliveredCode.UNKNOWN_WORKER, row, "worker_id", cause, "correct the id")
    yield from _contradiction(row, each)
    yield from _times(request, row, each)


def _contradiction(row: int, each: DeliveredVisit) -> Iterator[Problem]:
    times = [moment for moment in (each.start, each.end) if moment is not None]
    if each.not_made is not None and times:
        cause = f"visit {each.visit_id} was not made ({each.not_made}) and yet has times"
        yield _problem(
            DeliveredCode.MADE_AND_NOT_MADE, row, "not_made", cause, "empty the reason, or both start and end"
        )
    elif each.not_made is None and len(times) < 2:
        missing = "its start" if each.start is None else "its end"
        cause = f"visit {each.visit_id} has {f'no time, {missing} missing' if times else 'neither times nor a reason'}"
        action = "fill in start and end, or the reason why it was not made"
        column = "end" if each.end is None and each.start is not None else "start"
        yield _problem(DeliveredCode.SAYS_TOO_LITTLE, row, column, cause, action)


def _times(request: RotaRequest, row: int, each: DeliveredVisit) -> Iterator[Problem]:
    if each.start is not None and each.end is not None:
        minutes = each.minutes
        if minutes <= 0:
            cause = f"visit {each.visit_id} ends at {each.end:%H:%M on %Y-%m-%d}, not after its start"
            action = "correct start or end; give the date of an end after midnight"
            yield _problem(DeliveredCode.END_BEFORE_START, row, "end", cause, action)
        elif minutes > DAY_MINUTES:
            cause = f"visit {each.visit_id} lasts {minutes} minutes, more than a day"
            yield _problem(DeliveredCode.TOO_LONG, row, "end", cause, "correct its start or end")
    # The last date's night ends on the morning after the horizon, and may end late.
    first, last = request.horizon.midnight, plus(request.horizon.end, DAY_MINUTES)
    for column, moment in (("start", each.start), ("end", each.end)):
        if moment is not None and not first <= moment <= last:
            dates = request.horizon.dates
            cause = f"visit {each.visit_id} has its {column} on {moment.date()}, outside {dates[0]} to {dates[-1]}"
            yield _problem(DeliveredCode.OUTSIDE_HORIZON, row, column, cause, "correct the date, or leave it out")


def _twice(delivered: Sequence[DeliveredVisit]) -> Iterator[Problem]:
    first_row: dict[tuple[str, str], int] = {}
    for row, each in enumerate(delivered, start=1):
        earlier = first_row.setdefault((each.visit_id, each.worker_id), row)
        if earlier != row:
            cause = f"visit {each.visit_id} by {each.worker_id} is in row {earlier} already"
            yield _problem(DeliveredCode.TWICE, row, "visit_id", cause, "keep one of the two")


def _overlaps(delivered: Sequence[DeliveredVisit]) -> Iterator[Problem]:
    """Yield each visit that begins before an earlier one of the same worker has ended."""
    made: dict[str, list[tuple[datetime, datetime, int]]] = defaultdict(list)
    for row, each in enumerate(delivered, start=1):
        if each.start is not None and each.end is not None and each.minutes > 0:
            made[each.worker_id].append((each.start, each.end, row))
    for worker_id, own in made.items():
        latest = min(own)
        for start, end, row in sorted(own)[1:]:
            if start < latest[1]:
                there = delivered[latest[2] - 1].visit_id
                cause = f"{worker_id} was at {there} until {latest[1]:%H:%M} and at {delivered[row - 1].visit_id} from "
                cause += f"{start:%H:%M on %Y-%m-%d}"
                yield _problem(DeliveredCode.OVERLAP, row, "start", cause, "correct the times of one of the two")
            if end > latest[1]:
                latest = (start, end, row)


def _problem(code: DeliveredCode, row: int, column: str, cause: str, action: str) -> Problem:
    return Problem(code=code, cause=cause, action=action, file="delivered", row=row, column=column)
