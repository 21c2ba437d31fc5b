"""A worker's own rota and its private calendar addresses."""

import datetime as calendar
from datetime import datetime

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict

from service.access.acting import Acting, may
from service.access.permissions import Action
from service.own_duties import OwnDuty
from service.rosters.calendar_addresses import addresses, calendar_at, make_address, revoke
from service.rosters.own_rota import own_calendar, own_rotas
from service.settings import Settings
from service.store.tables import CalendarAddress, StoredRoster
from service.web.files import described, file_answer
from service.web.ids import RowId
from service.web.pages import Before, Limit, Page

router = APIRouter(prefix="/api/v1", tags=["rota"])

A_QUARTER_OF_AN_HOUR = "private, max-age=900"


class OwnWeek(BaseModel):
    """One's own duties of a published week."""

    week_id: int
    roster_id: int
    starts: calendar.date
    days: int
    published_at: datetime
    duties: list[OwnDuty]


class AddressOut(BaseModel):
    """A private calendar address, without its secret."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    created_at: datetime


class NewAddress(AddressOut):
    """A private calendar address; this is the only time that it is told."""

    address: str


@router.get("/rota")
def read_rota(before: Before = None, limit: Limit = 8, act: Acting = may(Action.READ_OWN_ROTA)) -> Page[OwnWeek]:
    """Return one's own published duties, a week at a time."""
    with act.reading() as rows:
        query = own_rotas(act.caller)
        query = query if before is None else query.where(StoredRoster.id < before)
        found = rows.session.execute(query.order_by(StoredRoster.id.desc()).limit(limit + 1)).all()
    weeks = [
        OwnWeek(
            week_id=week.id,
            roster_id=roster_id,
            starts=week.starts,
            days=week.days,
            published_at=published_at,
            duties=duties,
        )
        for roster_id, week, published_at, duties in found[:limit]
    ]
    return Page(items=weeks, next_before=weeks[-1].roster_id if len(found) > limit else None)


@router.get("/rota/calendar.ics", response_class=Response, responses=described("ics"))
def read_calendar(http: Request, act: Acting = may(Action.READ_OWN_ROTA)) -> Response:
    """Return one's own rota as a calendar."""
    with act.reading() as rows:
        return file_answer(http, own_calendar(rows.session, act.caller), "rota.ics")


@router.get("/rota/addresses")
def list_addresses(act: Acting = may(Action.SHARE_OWN_ROTA)) -> list[AddressOut]:
    """Return one's private calendar addresses."""
    with act.reading() as rows:
        return [AddressOut.model_validate(each) for each in addresses(rows.session, act.caller.account_id)]


@router.post("/rota/addresses", status_code=201)
def make_own_address(http: Request, act: Acting = may(Action.SHARE_OWN_ROTA)) -> NewAddress:
    """Make a private calendar address: whoever has it reads one's rota, so give it to one's own calendar only."""
    with act.writing() as rows:
        return _new(http, act.settings, *make_address(rows, act.caller.account_id))


@router.delete("/rota/addresses/{address_id}", status_code=204)
def revoke_own_address(address_id: RowId, act: Acting = may(Action.SHARE_OWN_ROTA)) -> None:
    """Have one of one's addresses lead nowhere from now on."""
    with act.writing() as rows:
        revoke(rows, act.caller.account_id, address_id)


@router.get("/accounts/{account_id}/calendar-addresses")
def list_addresses_of(account_id: RowId, act: Acting = may(Action.MANAGE_ACCOUNTS)) -> list[AddressOut]:
    """Return a worker's private calendar addresses."""
    with act.reading() as rows:
        return [AddressOut.model_validate(each) for each in addresses(rows.session, account_id)]


@router.post("/accounts/{account_id}/calendar-addresses", status_code=201)
def make_address_for(account_id: RowId, http: Request, act: Acting = may(Action.MANAGE_ACCOUNTS)) -> NewAddress:
    """Make a private calendar address for a worker."""
    with act.writing() as rows:
        return _new(http, act.settings, *make_address(rows, account_id))


@router.delete("/accounts/{account_id}/calendar-addresses/{address_id}", status_code=204)
def revoke_address_of(account_id: RowId, address_id: RowId, act: Acting = may(Action.MANAGE_ACCOUNTS)) -> None:
    """Have a worker's address lead nowhere from now on."""
    with act.writing() as rows:
        revoke(rows, account_id, address_id)


@router.get("/calendars/{secret}.ics", response_class=Response, responses=described("ics"))
def read_calendar_at(secret: str, http: Request) -> Response:
    """Return the calendar at a private address; the address is all that is asked for."""
    with http.app.state.store.reading() as session:
        content = calendar_at(session, secret)
    return file_answer(http, content, "rota.ics", Cache_Control=A_QUARTER_OF_AN_HOUR)


def _new(http: Request, settings: Settings, made: CalendarAddress, secret: str) -> NewAddress:
    base = settings.address.rstrip("/") or str(http.base_url).rstrip("/")
    address = f"{base}/api/v1/calendars/{secret}.ics"
    return NewAddress(id=made.id, created_at=made.created_at, address=address)
