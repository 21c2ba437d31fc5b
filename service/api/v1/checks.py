"""Checks: the referee's verdict on any roster, and its metrics; nothing is kept."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Body
from pydantic import BeforeValidator

from models.base import Record
from models.files import request_in
from models.request import RotaRequest
from models.roster import Roster, Violation
from service.access.acting import Acting, may
from service.access.permissions import Action
from service.api.v1.examples import CHECK

router = APIRouter(prefix="/api/v1/checks", tags=["checks"])


def _as_read(value: Any) -> Any:
    """Read a request as `rota solve` reads request.json: postcodes are looked up, every problem is told at once."""
    return request_in(value)[0] if isinstance(value, dict) else value


class ToCheck(Record):
    """A roster to be judged, with the request it was made for."""

    request: Annotated[RotaRequest, BeforeValidator(_as_read)]
    roster: Roster


class Verdict(Record):
    """What the referee and the ledger say of a roster: the rules it breaks, and its metrics."""

    violations: tuple[Violation, ...]
    metrics: dict[str, Any]


@router.post("")
def check(body: Annotated[ToCheck, Body(examples=[CHECK])], act: Acting = may(Action.CHECK)) -> Verdict:  # noqa: ARG001
    """Judge a roster: every rule it breaks, in sentences, and its metrics."""
    from service.bundle import make_bundle

    bundle = make_bundle(body.request, body.roster)
    return Verdict(violations=tuple(bundle.violations), metrics=json.loads(json.dumps(bundle.metrics)))
