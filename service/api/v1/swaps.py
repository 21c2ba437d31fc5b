"""Swaps: offered, taken, withdrawn by workers; approved and refused by leaders."""

import datetime as calendar
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from models.clock import Day
from service.access.acting import Acting, Rows, may
from service.access.permissions import Action, Reach
from service.rosters import swaps
from service.rosters.making.exchanging import takers
from service.rosters.opened import opened_published
from service.rosters.workshop import ASKING
from service.store.tables import Swap, SwapState
from service.web.conditions import IfMatch, tag
from service.web.ids import GivenId, RowId
from service.web.pages import Before, Limit, Page, one_page

router = APIRouter(prefix="/api/v1", tags=["swaps"])


class Offered(BaseModel):
    """A duty to be offered."""

    model_config = ConfigDict(extra="forbid")

    date: Day = Field(description="of your own duty")


class Agreed(BaseModel):
    """A duty to be taken."""

    model_config = ConfigDict(extra="forbid")

    for_date: Day | None = Field(default=None, description="of your own duty that goes to them; None = none does")


class SwapOut(BaseModel):
    """A swap and where it stands; `effect`, what it is weighed at, is for leaders and auditors."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    week_id: int
    roster_id: int
    giver_id: str
    giver_date: calendar.date
    taker_id: str | None
    taker_date: calendar.date | None
    state: str
    effect: dict[str, Any] | None
    new_roster_id: int | None
    version: int
    created_at: datetime
    decided_at: datetime | None


class Taker(BaseModel):
    """Somebody who may take a duty, and the date of the duty they would give for it, if any."""

    worker_id: str
    for_date: calendar.date | None


class Takers(BaseModel):
    """Who may take a duty, best first; `details`, with prices and who may not and why, is for leaders and auditors."""

    swap_id: int
    takers: list[Taker]
    swaps: list[Taker]
    details: dict[str, Any] | None


def _told(rows: Rows, swap: Swap, response: Response) -> SwapOut:
    tag(response, swap.version)
    out = SwapOut.model_validate(swap)
    # It would tell workers of their colleagues' wishes.
    return out if rows.reach is not Reach.OWN else out.model_copy(update={"effect": None})


@router.post("/weeks/{week_id}/swaps", status_code=201)
def offer(week_id: RowId, offered: Offered, response: Response, act: Acting = may(Action.OFFER_SWAP)) -> SwapOut:
    """Offer a duty of one's own published rota to colleagues."""
    with act.writing() as rows:
        return rows.answered(_told(rows, swaps.offer(rows, week_id, offered.date), response))


@router.get("/swaps")
def list_swaps(
    week: GivenId = None,
    state: Annotated[SwapState | None, Query()] = None,
    before: Before = None,
    limit: Limit = 50,
    act: Acting = may(Action.READ_SWAPS),
) -> Page[SwapOut]:
    """Return swaps: a worker's own and what colleagues offer, or all within reach."""
    with act.reading() as rows:
        query = swaps.visible(rows)
        query = query if week is None else query.where(Swap.week_id == week)
        query = query if state is None else query.where(Swap.state == state.value)
        found, following = one_page(rows.session, query, Swap.id, before, limit)
        return Page(items=[_told(rows, swap, Response()) for swap in found], next_before=following)


@router.get("/swaps/{swap_id}")
def read_swap(swap_id: RowId, response: Response, act: Acting = may(Action.READ_SWAPS)) -> SwapOut:
    """Return a swap."""
    with act.reading() as rows:
        return _told(rows, swaps.seen(rows, swap_id), response)


@router.get("/swaps/{swap_id}/takers")
def read_takers(
    swap_id: RowId, most: Annotated[int, Query(ge=1, le=20)] = 5, act: Acting = may(Action.READ_SWAPS)
) -> Takers:
    """Return who may take an offered duty under all rules, ranked by what it would cost."""
    with act.reading() as rows:
        swap, own = swaps.own_offer(rows, swap_id), rows.reach is Reach.OWN
        given = swaps.deal_of(swap, "", None).given
    found = ASKING.run(takers, opened_published(act, swap.week_id).papers, given, most)
    return Takers(
        swap_id=swap_id,
        takers=[Taker(worker_id=each["moves"][0]["to"], for_date=None) for each in found["takers"]],
        swaps=[Taker(worker_id=each["moves"][0]["to"], for_date=each["moves"][1]["date"]) for each in found["swaps"]],
        details=None if own else found,
    )


@router.post("/swaps/{swap_id}/take")
def take(
    swap_id: RowId, agreed: Agreed, response: Response, if_match: IfMatch = None, act: Acting = may(Action.OFFER_SWAP)
) -> SwapOut:
    """Agree to take an offered duty, alone or for one of one's own; refused with the sentence if it breaks a rule."""
    does = swaps.worked_out(act, swap_id, agreed.for_date)
    with act.writing() as rows:
        return rows.answered(_told(rows, swaps.take(rows, swap_id, if_match, agreed.for_date, does), response))


@router.post("/swaps/{swap_id}/withdraw")
def withdraw(
    swap_id: RowId, response: Response, if_match: IfMatch = None, act: Acting = may(Action.OFFER_SWAP)
) -> SwapOut:
    """Take one's own offer back."""
    with act.writing() as rows:
        return rows.answered(_told(rows, swaps.withdraw(rows, swap_id, if_match), response))


@router.post("/swaps/{swap_id}/approve")
def approve(
    swap_id: RowId, response: Response, if_match: IfMatch = None, act: Acting = may(Action.DECIDE_SWAP)
) -> SwapOut:
    """Approve an agreed swap: a new version of the roster is published, and those concerned are told once."""
    found, version, ready = swaps.prepared(act, swap_id)
    with act.writing() as rows:
        return rows.answered(_told(rows, swaps.approve(rows, swap_id, if_match, found, version, ready), response))


@router.post("/swaps/{swap_id}/refuse")
def refuse(
    swap_id: RowId, response: Response, if_match: IfMatch = None, act: Acting = may(Action.DECIDE_SWAP)
) -> SwapOut:
    """Refuse a swap, agreed or only offered."""
    with act.writing() as rows:
        return rows.answered(_told(rows, swaps.refuse(rows, swap_id, if_match), response))
