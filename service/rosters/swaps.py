"""Swaps: a worker offers a duty, a colleague agrees to take it, the leader decides, and the rota is published anew."""

import datetime as calendar
from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, or_, select

from models.problems import Problem
from service.access.acting import Acting, Rows
from service.access.permissions import Reach
from service.rosters.drafts import keep_draft
from service.rosters.making.changing import NewVersion
from service.rosters.making.exchanging import Deal, Hand, effect, swapped_version
from service.rosters.making.papers import Papers
from service.rosters.opened import Opened, opened_published, published_of_week, week_to_change
from service.rosters.own_rota import own_worker_id
from service.rosters.publishing import Publication, publication, put_in_force
from service.rosters.workshop import CHANGING
from service.store.tables import OwnRota, Swap, SwapState, Week, now
from service.web.conditions import next_version
from service.web.refusals import RefusedError
from service.weeks.states import Step

OPEN = (SwapState.OFFERED, SwapState.TAKEN)
SHOWN = ("moves", "pence", "terms", "visits_lost", "other_duties_changed")
"""What of a swap's effect a decision rests on; contact time and cost move with whatever else is published."""


def offer(rows: Rows, week_id: int, date: calendar.date) -> Swap:
    """Offer the caller's own duty of a date to colleagues.

    Raises:
        RefusedError: they have no such duty in what is published, or have offered it already.
    """
    week, worker_id = week_to_change(rows, week_id, Step.SWAP), own_worker_id(rows.caller)
    roster = published_of_week(rows, week)
    own = rows.session.get(OwnRota, (roster.id, worker_id)) if roster else None
    if roster is None or own is None or date.isoformat() not in {duty["date"] for duty in own.duties}:
        cause = f"{worker_id} has no duty on {date} in the published rota"
        raise RefusedError(409, Problem(code="E8550", cause=cause, action="name the date of one of your duties"))
    query = select(Swap).where(Swap.week_id == week.id, Swap.giver_id == worker_id, Swap.giver_date == str(date))
    if rows.session.scalar(query.where(Swap.state.in_(OPEN))):
        cause = f"the duty of {date} is offered already"
        raise RefusedError(409, Problem(code="E8551", cause=cause, action="withdraw that offer first"))
    offered = Swap(week_id=week.id, roster_id=roster.id, giver_id=worker_id, giver_date=str(date))
    rows.session.add(offered)
    rows.session.flush()
    rows.record(f"swap {offered.id}", week=week, roster=roster.id)
    return offered


def visible(rows: Rows) -> Select[Any]:
    """Return the swaps that the caller may see: a worker their own and what colleagues offer, others all in reach."""
    query = rows.in_reach(select(Swap).join(Week, Week.id == Swap.week_id), Week.team_id)
    if rows.reach is not Reach.OWN:
        return query
    own = rows.caller.worker_id
    return query.where(or_(Swap.state == SwapState.OFFERED.value, Swap.giver_id == own, Swap.taker_id == own))


def seen(rows: Rows, swap_id: int) -> Swap:
    """Return a swap that the caller may see.

    Raises:
        RefusedError: there is none with this id.
    """
    swap: Swap | None = rows.session.scalar(visible(rows).where(Swap.id == swap_id))
    if swap is None:
        raise RefusedError(
            404, Problem(code="E8103", cause=f"there is no swap {swap_id} that you may see", action="check the id")
        )
    return swap


def own_offer(rows: Rows, swap_id: int) -> Swap:
    """Return a swap that a worker has offered; whoever decides on swaps may look at any in reach.

    Raises:
        RefusedError: there is none, or a colleague offers it.
    """
    swap = seen(rows, swap_id)
    if rows.reach is Reach.OWN and swap.giver_id != own_worker_id(rows.caller):
        cause = f"swap {swap_id} is not your offer"
        raise RefusedError(403, Problem(code="E8555", cause=cause, action="leave this to the one who offers it"))
    return swap


def deal_of(swap: Swap, taker_id: str, returned: calendar.date | None) -> Deal:
    """Return what changes hands."""
    return Deal(Hand(swap.giver_id, calendar.date.fromisoformat(swap.giver_date)), taker_id, returned)


def worked_out(act: Acting, swap_id: int, returned: calendar.date | None) -> dict[str, Any]:
    """Return what it would do if the caller took an offered duty.

    Raises:
        RefusedError: there is no such offer, or it is their own.
        InputError: it breaks rules, each of them named (E7112).
    """
    with act.reading() as rows:
        swap = seen(rows, swap_id)
        taker_id = own_worker_id(rows.caller)
        _require(swap, OPEN, "taken")
        if swap.giver_id == taker_id:
            action = "withdraw the offer if you would rather work it"
            raise RefusedError(409, Problem(code="E8553", cause="this duty is your own", action=action))
        week_id = swap.week_id
    return CHANGING.run(effect, opened_published(act, week_id).papers, deal_of(swap, taker_id, returned))


def take(rows: Rows, swap_id: int, if_match: str | None, returned: calendar.date | None, does: dict[str, Any]) -> Swap:
    """Agree to take an offered duty; again, by the same worker, when the rota has changed since.

    Raises:
        RefusedError: somebody else has, or it was decided, withdrawn or changed since it was read.
    """
    swap, worker_id = seen(rows, swap_id), own_worker_id(rows.caller)
    week = week_to_change(rows, swap.week_id, Step.SWAP)
    before = next_version(rows.session, swap, if_match)
    _require(swap, OPEN if swap.taker_id == worker_id else (SwapState.OFFERED,), "taken")
    swap.state, swap.taker_id, swap.effect = SwapState.TAKEN.value, worker_id, does
    swap.taker_date = returned.isoformat() if returned else None
    rows.record(f"swap {swap.id}", week=week, from_version=before, state=swap.state)
    return swap


def withdraw(rows: Rows, swap_id: int, if_match: str | None) -> Swap:
    """Take one's own offer back.

    Raises:
        RefusedError: it is another's, or decided already.
    """
    return _decide(rows, own_offer(rows, swap_id), if_match, OPEN, SwapState.WITHDRAWN)


def refuse(rows: Rows, swap_id: int, if_match: str | None) -> Swap:
    """Refuse a swap, agreed or only offered.

    Raises:
        RefusedError: it is decided already, or was changed since it was read.
    """
    return _decide(rows, seen(rows, swap_id), if_match, OPEN, SwapState.REFUSED)


def prepared(act: Acting, swap_id: int) -> tuple[Opened, NewVersion, Publication]:
    """Return the published roster, that with an agreed swap done, and its publication.

    Raises:
        RefusedError: nobody has agreed to take it, or it does something else now than what they agreed to.
        InputError: it breaks rules now, each of them named (E7112).
    """
    with act.reading() as rows:
        swap = seen(rows, swap_id)
        _require(swap, (SwapState.TAKEN,), "approved")
    found = opened_published(act, swap.week_id)
    returned = calendar.date.fromisoformat(swap.taker_date) if swap.taker_date else None
    version = CHANGING.run(swapped_version, found.papers, deal_of(swap, str(swap.taker_id), returned))
    if any(version.told[name] != (swap.effect or {}).get(name) for name in SHOWN):
        cause = f"the rota has changed since {swap.taker_id} agreed, and the swap does something else now"
        raise RefusedError(409, Problem(code="E8554", cause=cause, action="have them take it again, then decide"))
    papers = Papers(found.stored_request.document, version.checked.roster.model_dump_json().encode())
    return found, version, publication(act, swap.week_id, papers)


def approve(
    rows: Rows, swap_id: int, if_match: str | None, found: Opened, version: NewVersion, ready: Publication
) -> Swap:
    """Approve an agreed swap: the roster with it is kept and published, and those concerned are told once.

    Raises:
        RefusedError: it is decided already, was changed since it was read, or another roster was published meanwhile.
    """
    swap = seen(rows, swap_id)
    week = week_to_change(rows, swap.week_id, Step.SWAP)
    _decide(rows, swap, if_match, (SwapState.TAKEN,), SwapState.APPROVED)
    stored = keep_draft(rows, found, version, "swapped", swap=swap.id)
    put_in_force(rows, week, stored, ready)
    swap.new_roster_id = stored.id
    return swap


def _decide(rows: Rows, swap: Swap, if_match: str | None, from_states: Collection[SwapState], state: SwapState) -> Swap:
    week = week_to_change(rows, swap.week_id, Step.SWAP)
    before = next_version(rows.session, swap, if_match)
    _require(swap, from_states, state.value)
    swap.state, swap.decided_at = state.value, now()
    rows.record(f"swap {swap.id}", week=week, from_version=before, state=swap.state)
    return swap


def _require(swap: Swap, states: Collection[SwapState], what: str) -> None:
    if swap.state not in states:
        cause = f"swap {swap.id} is {swap.state}, and cannot be {what} now"
        raise RefusedError(409, Problem(code="E8552", cause=cause, action="read it again"))
