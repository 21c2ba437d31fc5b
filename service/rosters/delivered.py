"""Delivered visits of a published week, and closing it: from then on nothing of the week changes."""

from models.problems import Problem
from service.access.acting import Acting, Rows
from service.rosters.making.delivering import Counted, counted
from service.rosters.opened import opened_published, published_of_week, week_to_change
from service.rosters.workshop import CHANGING
from service.store.tables import DeliveredRecord, Week, now
from service.web.conditions import next_version, require_version
from service.web.refusals import RefusedError
from service.weeks.states import Step, require, take


def count(act: Acting, week_id: int, data: bytes, file: str) -> tuple[int, Counted]:
    """Read delivered visits and count them against what is published; return that roster's id with them.

    Raises:
        RefusedError: the week is not published.
        InputError: with every problem of the file, or of what it says.
    """
    with act.reading() as rows:
        require(rows.week(week_id), Step.RECORD_DELIVERED)
    found = opened_published(act, week_id)
    return found.stored.id, CHANGING.run(counted, found.papers, data, file)


def record(rows: Rows, week_id: int, if_match: str | None, roster_id: int, count: Counted) -> DeliveredRecord:
    """Keep delivered visits in place of those recorded before.

    Args:
        rows: a writing transaction.
        week_id: whose.
        if_match: the version they take the place of, "0" for none.
        roster_id: the roster they were counted against.
        count: from `count`.

    Raises:
        RefusedError: they were recorded anew since, another roster was published, or the week is closed.
    """
    week = week_to_change(rows, week_id, Step.RECORD_DELIVERED)
    _require_published(rows, week, roster_id)
    kept = rows.session.get(DeliveredRecord, week_id)
    if kept is None:
        require_version(0, if_match)
        kept, before = DeliveredRecord(week_id=week_id, version=1), 0
        rows.session.add(kept)
    else:
        before = next_version(rows.session, kept, if_match)
    kept.document, kept.ledger, kept.recorded_at = count.document, count.ledger, now()
    rows.record(f"delivered visits of week {week_id}", week=week, from_version=before, records=count.records)
    rows.session.flush()
    return kept


def recount(act: Acting, week_id: int, *, without_delivered: bool) -> tuple[int, Counted | None]:
    """Count what is recorded against the roster in force, before the week is closed; return that roster's id with it.

    Raises:
        RefusedError: the week is not published, or nothing is recorded and it is not to be closed without.
    """
    with act.reading() as rows:
        require(rows.week(week_id), Step.CLOSE)
        kept = rows.session.get(DeliveredRecord, week_id)
    found = opened_published(act, week_id)
    if kept is not None:
        return found.stored.id, CHANGING.run(counted, found.papers, kept.document, "delivered.json")
    if without_delivered:
        return found.stored.id, None
    cause, action = "no delivered visits are recorded", "record them, or close the week without_delivered"
    raise RefusedError(409, Problem(code="E8570", cause=cause, action=action))


def close(rows: Rows, week_id: int, if_match: str | None, roster_id: int, count: Counted | None) -> Week:
    """Close a week: its ledger is kept as it stands, and nothing of it changes any more.

    Raises:
        RefusedError: it was changed since it was read, another roster was published, or visits were recorded anew.
    """
    week = week_to_change(rows, week_id, Step.CLOSE)
    before = next_version(rows.session, week, if_match)
    _require_published(rows, week, roster_id)
    kept = rows.session.get(DeliveredRecord, week_id, with_for_update=True)
    if (kept.document if kept else None) != (count.document if count else None):
        problem = Problem(code="E8571", cause="delivered visits were recorded meanwhile", action="close it again")
        raise RefusedError(409, problem)
    if kept and count:
        kept.ledger = count.ledger
    take(week, Step.CLOSE)
    week.closed_at = now()
    rows.record(f"week {week_id}", week=week, from_version=before, roster=roster_id, with_delivered=kept is not None)
    return week


def _require_published(rows: Rows, week: Week, roster_id: int) -> None:
    published = published_of_week(rows, week)
    if published is None or published.id != roster_id:
        cause = "another roster was published meanwhile"
        raise RefusedError(409, Problem(code="E8503", cause=cause, action="look at it, then decide again"))
