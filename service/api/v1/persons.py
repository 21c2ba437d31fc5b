"""Persons: all that is held on one, for themselves or for an administrator who answers for it."""

from typing import Annotated

from fastapi import APIRouter, Path

from models.base import Id
from service.access.acting import Acting, may
from service.access.permissions import Action
from service.operations.person import Person, held_on
from service.web.ids import GivenId

router = APIRouter(prefix="/api/v1/persons", tags=["persons"])


@router.get("/{worker_id:path}/export")
def export_person(
    worker_id: Annotated[Id, Path(description="their id in rota requests")],
    team: GivenId = None,
    act: Acting = may(Action.EXPORT_PERSON),
) -> Person:
    """Return all that is held on a worker: workers ask for themselves, administrators for anyone; it is audited."""
    person = held_on(act, worker_id, team)
    with act.writing() as rows:
        rows.record(f"worker {person.worker_id}", team_id=team, worker=person.worker_id)
    return person
