"""One record of a week's request: found, put in (new or in place of the old one), or taken out."""

from collections.abc import Sequence
from typing import Any, TypeVar

from models.problems import Problem
from models.request import RotaRequest
from models.visits import Visit
from models.wishes import Pin
from models.workers import Worker
from service.web.refusals import RefusedError

Kept = TypeVar("Kept", Worker, Visit, Pin)
TABLES: dict[type[Any], str] = {Worker: "workers", Visit: "visits", Pin: "pins"}


def records_of(request: RotaRequest, kind: type[Kept]) -> tuple[Kept, ...]:
    """Return all records of a kind."""
    return tuple(getattr(request, TABLES[kind]))


def record_of(request: RotaRequest, kind: type[Kept], record_id: str) -> Kept:
    """Return one record.

    Raises:
        RefusedError: 404, there is none with this id.
    """
    for record in records_of(request, kind):
        if record.id == record_id:
            return record
    cause = f"the week's request has no {kind.__name__.lower()} of this id"
    raise RefusedError(404, Problem(code="E8208", cause=cause, action=f"see its {TABLES[kind]}"))


def with_record(request: RotaRequest, record: Worker | Visit | Pin) -> RotaRequest:
    """Return the request with a record in place of the one with its id, or added."""
    table = TABLES[type(record)]
    before: Sequence[Worker | Visit | Pin] = getattr(request, table)
    after = [record if each.id == record.id else each for each in before]
    return request.changed(**{table: tuple(after) if record in after else (*after, record)})


def without_record(request: RotaRequest, kind: type[Kept], record_id: str) -> RotaRequest:
    """Return the request without a record; raises RefusedError as `record_of`."""
    gone = record_of(request, kind, record_id)
    return request.changed(**{TABLES[kind]: tuple(each for each in records_of(request, kind) if each is not gone)})


def require_new_id(request: RotaRequest, record: Worker | Visit | Pin) -> None:
    """See that a record's id is not taken.

    Raises:
        RefusedError: 409, it is.
    """
    if any(each.id == record.id for each in getattr(request, TABLES[type(record)])):
        cause = f"there is a {type(record).__name__.lower()} of this id already"
        raise RefusedError(409, Problem(code="E8208", cause=cause, action="give another id"))


def require_own_id(record: Worker | Visit | Pin, record_id: str) -> None:
    """See that a record is put where its own id says.

    Raises:
        RefusedError: 422, it is not.
    """
    if record.id != record_id:
        cause = "the id in the address is not the id in the body"
        raise RefusedError(422, Problem(code="E8209", cause=cause, action="send the same id in both"))
