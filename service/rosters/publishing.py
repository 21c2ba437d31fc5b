"""Publishing: a draft comes into force, the one before it is superseded, and whoever it concerns is told once."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import insert, select

from models.problems import Problem
from service.access.acting import Acting, Rows
from service.rosters.making.papers import Papers
from service.rosters.making.rotas import Rotas, rotas
from service.rosters.opened import opened, published_of_week, week_to_change
from service.rosters.workshop import CHANGING
from service.store.tables import Notice, OwnRota, RosterState, StoredRoster, Week, now
from service.web.refusals import RefusedError
from service.weeks.states import Step, take


class NoticeKind(StrEnum):
    """What a worker is told: their week's first rota, or that it is not what it was."""

    NEW = "new"
    CHANGED = "changed"


@dataclass(frozen=True)
class Publication:
    """A roster ready to be published.

    Attributes:
        rotas: every worker's own, as it will be, once the referee has accepted the roster again.
        supersedes_id: the roster published before it, of which these rotas are to be told apart; None = none is.
        told: which of the workers are told what.
    """

    rotas: Rotas
    supersedes_id: int | None
    told: dict[str, NoticeKind]


def publication(act: Acting, week_id: int, papers: Papers) -> Publication:
    """Prepare a roster to be published in place of the one that is.

    Raises:
        InputError: the referee refuses it.
    """
    with act.reading() as rows:
        before = published_of_week(rows, rows.week(week_id))
        before_id = before.id if before else None
        query = select(OwnRota.worker_id, OwnRota.duties).where(OwnRota.roster_id == before_id)
        own_before: Rotas = {worker_id: duties for worker_id, duties in rows.session.execute(query)}
    own = CHANGING.run(rotas, papers)
    if before_id is None:
        return Publication(own, None, dict.fromkeys(own, NoticeKind.NEW))
    names = [name for name in {**own_before, **own} if own.get(name, []) != own_before.get(name, [])]
    return Publication(own, before_id, dict.fromkeys(sorted(names), NoticeKind.CHANGED))


def put_in_force(rows: Rows, week: Week, stored: StoredRoster, ready: Publication) -> None:
    """Publish a roster: it, the one it supersedes, its week, its notices and the audit log change together.

    Args:
        rows: a writing transaction.
        week: from `week_to_change`, in this transaction.
        stored: a draft of the week.
        ready: its publication.

    Raises:
        RefusedError: another one was published since `ready` was made.
    """
    before = published_of_week(rows, week)
    if (before.id if before else None) != ready.supersedes_id:
        cause = f"roster {before.id} was published meanwhile" if before else "what was published is no more"
        raise RefusedError(409, Problem(code="E8503", cause=cause, action="look at it, then decide again"))
    if before is not None:
        before.state = RosterState.SUPERSEDED.value
        rows.session.flush()
    stored.state, stored.published_at, stored.supersedes_id = RosterState.PUBLISHED.value, now(), ready.supersedes_id
    take(week, Step.PUBLISH)
    from_version, week.version = week.version, week.version + 1
    rows.session.flush()
    _tell(rows, week, stored, ready)
    rows.record(
        f"roster {stored.id}",
        week=week,
        from_version=from_version,
        number=stored.number,
        supersedes=ready.supersedes_id,
        workers_told=len(ready.told),
    )


def _tell(rows: Rows, week: Week, stored: StoredRoster, ready: Publication) -> None:
    """Keep every worker's own rota, and a notice for each whose own is new or otherwise."""
    own = [{"roster_id": stored.id, "worker_id": name, "duties": duties} for name, duties in ready.rotas.items()]
    notices = [
        {"week_id": week.id, "roster_id": stored.id, "worker_id": name, "kind": kind.value, "created_at": now()}
        for name, kind in ready.told.items()
    ]
    for table, made in ((OwnRota, own), (Notice, notices)):
        if made:
            rows.session.execute(insert(table), made)


def readied(act: Acting, roster_id: int) -> Publication | None:
    """Prepare a roster to be published; None where it is already, and nobody is to be told again.

    Raises:
        InputError: the referee refuses it.
        RefusedError: it is not within reach, or was superseded.
    """
    found = opened(act, roster_id)
    if found.stored.state == RosterState.PUBLISHED:
        return None
    if found.stored.state == RosterState.SUPERSEDED:
        raise _superseded(roster_id)
    return publication(act, found.week.id, found.papers)


def publish(rows: Rows, roster_id: int, ready: Publication | None) -> StoredRoster:
    """Publish a roster that was readied; one that is published already stays as it is.

    Raises:
        RefusedError: it was superseded, another was published meanwhile, or its week is closed.
    """
    week = week_to_change(rows, rows.of_week(StoredRoster, roster_id).week_id, Step.PUBLISH)
    stored = rows.of_week(StoredRoster, roster_id)
    rows.session.refresh(stored, ["state"])
    if stored.state == RosterState.PUBLISHED:
        return stored
    if stored.state == RosterState.SUPERSEDED or ready is None:
        raise _superseded(roster_id)
    put_in_force(rows, week, stored, ready)
    return stored


def _superseded(roster_id: int) -> RefusedError:
    cause = f"roster {roster_id} was superseded"
    action = "make a new version from it, with an edit, and publish that"
    return RefusedError(409, Problem(code="E8502", cause=cause, action=action))
