"""A stored roster taken out to be worked on: its rows, read in one short transaction, and its papers."""

from dataclasses import dataclass

from sqlalchemy import select

from models.problems import Problem
from service.access.acting import Acting, Rows
from service.rosters.making.papers import Papers
from service.store.tables import RosterState, StoredRequest, StoredRoster, Week
from service.web.refusals import RefusedError
from service.weeks.states import Step, require


@dataclass(frozen=True)
class Opened:
    """A roster with its week and the request it answers, as they stood when they were read."""

    stored: StoredRoster
    stored_request: StoredRequest
    week: Week

    @property
    def papers(self) -> Papers:
        """Its documents, for the workshop."""
        return Papers(self.stored_request.document, self.stored.document)


def opened(act: Acting, roster_id: int) -> Opened:
    """Return a roster within reach.

    Raises:
        RefusedError: there is none with this id.
    """
    with act.reading() as rows:
        return _opened(rows, rows.of_week(StoredRoster, roster_id))


def opened_published(act: Acting, week_id: int) -> Opened:
    """Return a week's published roster.

    Raises:
        RefusedError: there is no such week within reach, or nothing is published for it.
    """
    with act.reading() as rows:
        week = rows.week(week_id)
        published = published_of_week(rows, week)
        if published is None:
            cause = f"nothing is published for week {week_id}"
            raise RefusedError(409, Problem(code="E8505", cause=cause, action="publish a roster first"))
        return _opened(rows, published)


def published_of_week(rows: Rows, week: Week) -> StoredRoster | None:
    """Return a week's published roster, or None."""
    query = select(StoredRoster).where(
        StoredRoster.week_id == week.id, StoredRoster.state == RosterState.PUBLISHED.value
    )
    return rows.session.scalar(query)


def week_to_change(rows: Rows, week_id: int, step: Step) -> Week:
    """Return a week as it stands now, kept from others until this transaction ends.

    Raises:
        RefusedError: it is not within reach, or the step cannot be taken from where it stands.
    """
    week = rows.week(week_id)
    rows.session.refresh(week, with_for_update=True)
    require(week, step)
    return week


def _opened(rows: Rows, stored: StoredRoster) -> Opened:
    request, week = rows.session.get_one(StoredRequest, stored.request_id), rows.session.get_one(Week, stored.week_id)
    return Opened(stored, request, week)
