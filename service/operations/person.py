"""All that is held on one person: who works, as the store has it, in the store's own words.

Whom service users prefer or exclude is theirs, and left out. What a worker states is theirs alone until the deadline.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from models.problems import Problem
from service.access.acting import Acting, Rows
from service.access.permissions import Reach
from service.store.tables import (
    Account,
    AuditEntry,
    DeliveredRecord,
    Membership,
    Notice,
    OwnRota,
    StatedPreferences,
    StoredRequest,
    StoredRoster,
    Swap,
    Week,
    now,
)
from service.web.refusals import RefusedError

Held = dict[str, Any]
ACCOUNT = ("id", "name", "role", "issuer", "subject", "disabled_at", "created_at")
STATED = ("week_id", "preferences", "version", "stated_at")
SWAP = ("id", "week_id", "giver_id", "giver_date", "taker_id", "taker_date", "state", "created_at", "decided_at")
NOTICE = ("week_id", "roster_id", "kind", "created_at", "read_at")
AUDIT = ("at", "account_id", "account_role", "action", "week_id", "what", "from_version", "details")


class Person(BaseModel):
    """What is held on one worker, by where it is kept."""

    model_config = ConfigDict(extra="forbid")

    worker_id: str
    at: datetime
    accounts: list[Held]
    preferences: list[Held]
    requests: list[Held]
    duties: list[Held]
    swaps: list[Held]
    notices: list[Held]
    delivered: list[Held]
    audit: list[Held]


def held_on(act: Acting, worker_id: str, team_id: int | None) -> Person:
    """Gather what is held on a worker; documents are read one after the other, each in its own short transaction.

    Args:
        act: somebody who may; who reaches only themselves is not asked for others.
        worker_id: their id in rota requests.
        team_id: their team, where several have a worker of this id.

    Raises:
        RefusedError: 404 when the caller sees nobody of this id, 409 when it could be more than one person.
    """
    with act.reading() as rows:
        worker_id = rows.worker_id(worker_id)
        accounts = _accounts(rows, worker_id, team_id)
        team_ids = {membership.team_id for account in accounts for membership in account.memberships}
        weeks = _Weeks(rows, {team_id} if team_id else team_ids)
        person = Person(
            worker_id=worker_id,
            at=now(),
            accounts=[_told(account, ACCOUNT) for account in accounts],
            preferences=weeks.rows_of(StatedPreferences, STATED, _stated_by(rows, worker_id)),
            duties=weeks.duties(worker_id),
            swaps=weeks.rows_of(Swap, SWAP, or_(Swap.giver_id == worker_id, Swap.taker_id == worker_id)),
            notices=weeks.rows_of(Notice, NOTICE, Notice.worker_id == worker_id),
            audit=_audit(rows.session, worker_id, weeks.team_ids, [account.id for account in accounts]),
            requests=[],
            delivered=[],
        )
    person.requests = list(_in_requests(act, weeks.ids, worker_id))
    person.delivered = list(_in_delivered(act, weeks.ids, worker_id))
    return person


class _Weeks:
    """The weeks of a person's teams, and the rows in them."""

    def __init__(self, rows: Rows, team_ids: set[int]) -> None:
        self.team_ids = team_ids
        self._session = rows.session
        self.ids = list(rows.session.scalars(select(Week.id).where(Week.team_id.in_(team_ids)).order_by(Week.id)))

    def rows_of(self, kind: Any, columns: tuple[str, ...], concerned: ColumnElement[bool]) -> list[Held]:
        """Return what is told of the rows of one kind that concern the person."""
        of_team = kind.week_id.in_(select(Week.id).where(Week.team_id.in_(self.team_ids)))
        found = self._session.scalars(select(kind).where(of_team, concerned).order_by(kind.id))
        return [_told(row, columns) for row in found]

    def duties(self, worker_id: str) -> list[Held]:
        """Return the duties of each roster that was ever published."""
        query = (
            select(StoredRoster, OwnRota.duties)
            .join(OwnRota, OwnRota.roster_id == StoredRoster.id)
            .join(Week, Week.id == StoredRoster.week_id)
            .where(Week.team_id.in_(self.team_ids), OwnRota.worker_id == worker_id)
            .order_by(StoredRoster.id)
        )
        told = ("week_id", "number", "state", "published_at")
        return [_told(roster, told) | {"duties": duties} for roster, duties in self._session.execute(query)]


def _accounts(rows: Rows, worker_id: str, team_id: int | None) -> list[Account]:
    query = select(Account).where(Account.worker_id == worker_id)
    if rows.reach is Reach.OWN:
        return list(rows.session.scalars(query.where(Account.id == rows.caller.account_id)))
    if team_id is not None:
        rows.team(team_id)
        of_team = select(Membership.account_id).where(Membership.team_id == team_id)
        return list(rows.session.scalars(query.where(Account.id.in_(of_team))))
    found = list(rows.session.scalars(query))
    if not found:
        problem = Problem(
            code="E8811", cause=f"no account has the worker id {worker_id}", action="give the team as well"
        )
        raise RefusedError(404, problem)
    if len(found) > 1:
        cause = f"{len(found)} accounts have the worker id {worker_id}"
        raise RefusedError(409, Problem(code="E8812", cause=cause, action="say of which team, with ?team="))
    return found


def _stated_by(rows: Rows, worker_id: str) -> ColumnElement[bool]:
    """Ask for what a worker stated; others than they themselves see it when its week's deadline has passed."""
    own = StatedPreferences.worker_id == worker_id
    if rows.reach is Reach.OWN:
        return own
    return own & StatedPreferences.week_id.in_(select(Week.id).where(Week.preferences_until <= now()))


def _audit(session: Session, worker_id: str, team_ids: set[int], account_ids: list[int]) -> list[Held]:
    """Return what the person did, what was done to their accounts, and what was done to them as a worker."""
    names = [f"account {account_id}" for account_id in account_ids]
    as_worker = AuditEntry.team_id.in_(team_ids) & (AuditEntry.details["worker"].as_string() == worker_id)
    about = or_(AuditEntry.account_id.in_(account_ids), AuditEntry.what.in_(names), as_worker)
    return [_told(entry, AUDIT) for entry in session.scalars(select(AuditEntry).where(about).order_by(AuditEntry.id))]


def _in_requests(act: Acting, week_ids: list[int], worker_id: str) -> Iterator[Held]:
    """Give what each week's requests say of a worker, for each version that says something else than the one before."""
    for week_id in week_ids:
        with act.reading() as rows:
            query = select(StoredRequest.id, StoredRequest.number).where(StoredRequest.week_id == week_id)
            versions = rows.session.execute(query.order_by(StoredRequest.number)).all()
        said: Held = {}
        for version_id, number in versions:
            with act.reading() as rows:
                document = rows.session.scalar(select(StoredRequest.document).where(StoredRequest.id == version_id))
            before, said = said, _records_of(document, worker_id)
            if said != before:
                yield {"week_id": week_id, "number": number, **said}


def _in_delivered(act: Acting, week_ids: list[int], worker_id: str) -> Iterator[Held]:
    """Give what was recorded of the visits that a worker made."""
    for week_id in week_ids:
        with act.reading() as rows:
            document = rows.session.scalar(select(DeliveredRecord.document).where(DeliveredRecord.week_id == week_id))
        said = _records_of(document, worker_id)
        if said:
            yield {"week_id": week_id, **said}


def _records_of(document: bytes | None, worker_id: str) -> Held:
    """Return the records of a document that are a worker's: in its lists, those with their id."""
    parsed = json.loads(document) if document else {}
    lists = parsed if isinstance(parsed, dict) else {"records": parsed}
    found = {
        name: [each for each in rows if _is_of(each, name, worker_id)]
        for name, rows in lists.items()
        if isinstance(rows, list)
    }
    return {name: records for name, records in found.items() if records}


def _is_of(record: Any, kind: str, worker_id: str) -> bool:
    return isinstance(record, dict) and record.get("id" if kind == "workers" else "worker_id") == worker_id


def _told(row: Any, columns: tuple[str, ...]) -> Held:
    return {column: getattr(row, column) for column in columns}
