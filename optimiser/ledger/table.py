"""The ledger as a table: one row for each stretch of paid time, with whom and what it was for.

Attribution: contact belongs to the service user's constituency and programme; travel and wait to the constituency of
the next visit in the same part; a post's time to the post's constituency and programme; all else (and travel and wait
with no visit after them) to the worker's constituency and, as time not with people, to no programme. The period is the
visit's for contact and for travel and wait before it; otherwise night for a night duty and for all else day.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date
from typing import NamedTuple

import pandas as pd

from models.clock import LONDON
from models.request import RotaRequest
from models.roster import Duty, Roster
from models.visits import Period
from models.workers import Worker
from optimiser.ledger.categories import Category
from optimiser.ledger.journeys import Journeys
from optimiser.ledger.night import is_night_duty, night_spans
from optimiser.ledger.payroll import absence_minutes, unrostered_minutes
from optimiser.ledger.pieces import Piece, pieces_of
from optimiser.ledger.stops import counted_duties


class Row(NamedTuple):
    """One stretch of paid time; `start` and `end` in minutes of the horizon, none for absence and unrostered."""

    worker_id: str
    date: date
    start: int | None
    end: int | None
    minutes: int
    category: str
    visit_id: str | None
    post_id: str | None
    training_id: str | None
    constituency: str
    programme: str | None
    period: str
    employment: str
    pattern_id: str | None


COLUMNS = Row._fields


def ledger(request: RotaRequest, roster: Roster, recorded: bool = False) -> pd.DataFrame:
    """Return every paid minute of the roster in one category, by worker and time.

    Args:
        request: the request the roster answers; its as-was duties play no part.
        roster: any roster, also one that breaks rules. Duties of unknown workers or dated outside the horizon are not
            on this payroll and are left out; where two things claim a minute, pieces.py says which has it.

    Returns:
        One row a stretch, with COLUMNS. `start` and `end` are instants in Europe/London (NaT for absence and
        unrostered); `minutes` are elapsed minutes; `date` is the duty's date, the absent date, or for unrostered
        minutes the first of the week. `visit_id` is set for contact, `training_id` for training, `post_id` for a
        post's duty; None stands where a word does not apply.
    """
    rows = list(_duty_rows(request, roster, recorded)) + list(_absence_rows(request))
    paid: Counter[tuple[str, date]] = Counter()
    for row in rows:
        paid[row.worker_id, row.date] += row.minutes
    rows += [
        _away(request.worker_by_id[worker_id], day, minutes, Category.UNROSTERED)
        for worker_id, day, minutes in unrostered_minutes(request, paid)
    ]
    return _table(request, rows)


def _table(request: RotaRequest, rows: list[Row]) -> pd.DataFrame:
    rows.sort(key=lambda row: (row.worker_id, row.date, row.start is None, row.start or 0))
    table = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    midnight = pd.Timestamp(request.horizon.midnight.astimezone(UTC))
    for column in ("start", "end"):
        minutes = pd.to_timedelta(pd.to_numeric(table[column]), unit="min")
        table[column] = (midnight + minutes).dt.tz_convert(LONDON)
    table["minutes"] = table["minutes"].astype("int64")
    return table


def _duty_rows(request: RotaRequest, roster: Roster, recorded: bool) -> Iterator[Row]:
    journeys, nights = Journeys(request), night_spans(request)
    for duty in counted_duties(request, roster):
        night = is_night_duty(request, duty, nights)
        for piece in pieces_of(request, duty, journeys, recorded):
            yield _row(request, duty, piece, night)


def _row(request: RotaRequest, duty: Duty, piece: Piece, night: bool) -> Row:
    worker = request.worker_by_id[duty.worker_id]
    constituency, programme = _belongs_to(request, duty, piece)
    contact = piece.category is Category.CONTACT
    period = piece.visit.period if piece.visit else (Period.NIGHT if night else Period.DAY)
    return Row(
        worker_id=worker.id,
        date=duty.date,
        start=piece.start,
        end=piece.end,
        minutes=piece.end - piece.start,
        category=piece.category.value,
        visit_id=piece.visit.id if contact and piece.visit else None,
        post_id=None if contact else duty.post_id,
        training_id=piece.training_id,
        constituency=constituency,
        programme=programme,
        period=period.value,
        employment=worker.employment.value,
        pattern_id=duty.pattern_id,
    )


def _belongs_to(request: RotaRequest, duty: Duty, piece: Piece) -> tuple[str, str | None]:
    if piece.visit:
        user = request.service_user_by_id[piece.visit.service_user_id]
        return user.constituency, user.programme if piece.category is Category.CONTACT else None
    post = request.post_by_id.get(duty.post_id) if duty.post_id else None
    if post:
        return post.constituency, post.programme
    return request.worker_by_id[duty.worker_id].constituency, None


def _absence_rows(request: RotaRequest) -> Iterator[Row]:
    for absence in request.absences:
        worker = request.worker_by_id.get(absence.worker_id)
        if worker:
            for day, minutes in absence_minutes(absence, request.horizon).items():
                yield _away(worker, day, minutes, Category.ABSENCE)


def _away(worker: Worker, day: date, minutes: int, category: Category) -> Row:
    return Row(
        worker_id=worker.id,
        date=day,
        start=None,
        end=None,
        minutes=minutes,
        category=category.value,
        visit_id=None,
        post_id=None,
        training_id=None,
        constituency=worker.constituency,
        programme=None,
        period=Period.DAY.value,
        employment=worker.employment.value,
        pattern_id=None,
    )
