"""Pins: what a team leader fixes in a week's rota request; each added or removed leaves a new version."""

from typing import Annotated

from fastapi import APIRouter, Body, Response

from models.base import Id
from models.request import RotaRequest
from models.wishes import Pin
from service.access.acting import Acting, may
from service.access.permissions import Action
from service.api.v1.changed_requests import RequestOut, changed, newest
from service.api.v1.examples import PIN
from service.web.conditions import IfMatch
from service.web.ids import RowId
from service.weeks.records import records_of, require_new_id, with_record, without_record

router = APIRouter(prefix="/api/v1/weeks/{week_id}/pins", tags=["pins"])


@router.get("")
def list_pins(week_id: RowId, response: Response, act: Acting = may(Action.READ_REQUEST)) -> list[Pin]:
    """Return the pins of a week's newest request."""
    return list(records_of(newest(act, response, week_id), Pin))


@router.post("", status_code=201)
def add_pin(
    week_id: RowId,
    pin: Annotated[Pin, Body(examples=[PIN])],
    response: Response,
    if_match: IfMatch = None,
    act: Acting = may(Action.CHANGE_REQUEST),
) -> RequestOut:
    """Add a pin."""

    def change(request: RotaRequest) -> RotaRequest:
        require_new_id(request, pin)
        return with_record(request, pin)

    return changed(act, response, week_id, if_match, change, pin=pin.id, added=True)


@router.delete("/{pin_id:path}")
def remove_pin(
    week_id: RowId, pin_id: Id, response: Response, if_match: IfMatch = None, act: Acting = may(Action.CHANGE_REQUEST)
) -> RequestOut:
    """Remove a pin."""
    return changed(
        act, response, week_id, if_match, lambda request: without_record(request, Pin, pin_id), pin=pin_id, added=False
    )
