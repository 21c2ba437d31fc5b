"""The deadline of preferences: before the week begins, moved later or earlier by a leader while the week is open."""

from datetime import date, datetime, time

from models.clock import at
from models.problems import Problem
from service.access.acting import Rows
from service.store.tables import Week
from service.web.conditions import next_version
from service.web.refusals import RefusedError
from service.weeks.states import Step, require


def move_deadline(rows: Rows, week_id: int, until: datetime, if_match: str | None) -> Week:
    """Move a week's deadline, and return the week.

    Raises:
        RefusedError: the week is no longer open, was changed meanwhile, or would begin before the deadline.
    """
    week = rows.week(week_id)
    from_version = next_version(rows.session, week, if_match)
    require(week, Step.MOVE_DEADLINE)
    require_before(until, week.starts)
    week.preferences_until = until
    rows.record(f"deadline of week {week.id}", week=week, from_version=from_version, until=until.isoformat())
    return week


def require_before(until: datetime, starts: date) -> None:
    """See that a deadline lies before the week begins; one that has passed already asks nobody.

    Raises:
        RefusedError: it does not.
    """
    if until > at(starts, time(0)):
        cause = f"the deadline of preferences lies after the week begins, on {starts}"
        raise RefusedError(422, Problem(code="E8204", cause=cause, action="give an earlier one"))
