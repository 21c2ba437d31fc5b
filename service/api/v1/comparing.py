"""Looking into a roster: beside another, why it leaves what it leaves, and where it has room."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel

from models.base import Id
from models.problems import Problem
from service.access.acting import Acting, may
from service.access.permissions import Action
from service.rosters.making.comparing import comparison
from service.rosters.making.reasons import reasons, room
from service.rosters.opened import opened
from service.rosters.workshop import ASKING
from service.web.ids import GivenId, RowId
from service.web.refusals import RefusedError

router = APIRouter(prefix="/api/v1/rosters/{roster_id}", tags=["rosters"])

AskedId = Annotated[Id | None, Query()]


class ComparedFigure(BaseModel):
    """One metric of the two rosters; `change` is by how much the second is higher."""

    slug: str
    label: str
    unit: str
    denominator: str
    before: float | None
    after: float | None
    change: float | None


class ComparedDuty(BaseModel):
    """What a worker would do otherwise on a date, a sentence each."""

    worker_id: str
    date: str
    sentences: list[str]


class Compared(BaseModel):
    """A roster beside another; `before_id` None = beside the roster worked today."""

    roster_id: int
    before_id: int | None
    figures: list[ComparedFigure]
    duties: list[ComparedDuty]


class Room(BaseModel):
    """Minutes of standard visits that can still be accepted in a constituency on a date, as `rota capacity` tells."""

    constituency: str
    date: str
    weekday: str
    half_hours: dict[str, int]
    times_of_day: dict[str, int]
    day: int


@router.get("/comparison")
def compare(roster_id: RowId, before: GivenId = None, act: Acting = may(Action.READ_ROSTERS)) -> Compared:
    """Return a roster beside another version of its week, or beside the roster worked today."""
    found = opened(act, roster_id)
    other = opened(act, before) if before is not None else None
    if other and other.week.id != found.week.id:
        cause = f"roster {before} is of another week"
        raise RefusedError(422, Problem(code="E8521", cause=cause, action="name another version of the same week"))
    others = (other.papers, other.stored.metrics) if other else (None, None)
    told = ASKING.run(comparison, found.papers, found.stored.metrics, *others)
    return Compared(roster_id=roster_id, before_id=before, **told)


@router.get("/reasons")
def why(
    roster_id: RowId,
    visit: AskedId = None,
    preference: AskedId = None,
    worker: AskedId = None,
    most: Annotated[int, Query(ge=1, le=50, description="visits and wishes told in full, each")] = 10,
    act: Acting = may(Action.READ_ROSTERS),
) -> dict[str, Any]:
    """Return why nobody makes visits, what refused wishes would cost and what the plan weighs, as `rota why` does."""
    if sum(each is not None for each in (visit, preference, worker)) > 1:
        cause, action = "more than one thing is asked about", "give one of visit, preference and worker"
        raise RefusedError(422, Problem(code="E7206", cause=cause, action=action))
    papers = opened(act, roster_id).papers
    return ASKING.run(reasons, papers, visit_id=visit, preference_id=preference, worker_id=worker, most=most)


@router.get("/capacity")
def capacity(roster_id: RowId, constituency: AskedId = None, act: Acting = may(Action.READ_ROSTERS)) -> list[Room]:
    """Return the minutes that a roster can still accept, by constituency and date."""
    rooms = ASKING.run(room, opened(act, roster_id).papers, constituency)
    return [Room(**each) for each in rooms]
