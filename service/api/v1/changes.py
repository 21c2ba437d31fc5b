"""New versions of a roster: edited by hand, re-planned when something has changed, with a package of visits taken on.

Each leaves a draft; the roster it was made from stays as it is, and is superseded when the draft is published.
"""

from typing import Any

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from models.changes import Changes
from models.edits import Edits
from models.packages import Package
from models.roster import Duty
from service.access.acting import Acting, may
from service.access.permissions import Action
from service.api.v1.rosters import RosterOut, roster_out
from service.rosters.drafts import keep_draft
from service.rosters.making.changing import (
    NewVersion,
    edited_version,
    offers_for,
    placed_version,
    replanned_version,
)
from service.rosters.opened import Opened, opened
from service.rosters.workshop import ASKING, CHANGING
from service.web.ids import RowId

router = APIRouter(prefix="/api/v1/rosters/{roster_id}", tags=["rosters"])


class Draft(BaseModel):
    """A new draft, and what is otherwise in it than in the roster it was made from."""

    roster: RosterOut
    changed: dict[str, Any]


class Asked(BaseModel):
    """A package for which places are asked."""

    model_config = ConfigDict(extra="forbid")

    package: Package
    most: int = Field(default=5, ge=1, le=20, description="offers wanted")


class Taken(BaseModel):
    """A package to be taken on, with the duties of the offer chosen."""

    model_config = ConfigDict(extra="forbid")

    package: Package
    duties: tuple[Duty, ...] = Field(max_length=1_000, description="as the offer tells them")


def _kept(act: Acting, response: Response, found: Opened, version: NewVersion, origin: str, **details: Any) -> Draft:
    with act.writing() as rows:
        stored = keep_draft(rows, found, version, origin, **details)
        response.headers["Location"] = f"/api/v1/rosters/{stored.id}"
        return rows.answered(Draft(roster=roster_out(stored), changed=version.told))


@router.post("/edits", status_code=201)
def edit(roster_id: RowId, edits: Edits, response: Response, act: Acting = may(Action.CHANGE_ROSTER)) -> Draft:
    """Change a roster by hand; the referee says every rule that the changes break."""
    found = opened(act, roster_id)
    version = CHANGING.run(edited_version, found.papers, edits)
    return _kept(act, response, found, version, "edited", edits=len(edits.edits))


@router.post("/replans", status_code=201)
def replan(roster_id: RowId, changes: Changes, response: Response, act: Acting = may(Action.CHANGE_ROSTER)) -> Draft:
    """Re-plan a roster after sickness, lateness, cancelled, longer or urgent visits: as little changes as may be."""
    found = opened(act, roster_id)
    version = CHANGING.run(replanned_version, found.papers, changes)
    kinds = sorted({change.kind for change in changes.changes})
    return _kept(act, response, found, version, "re-planned", changes=len(changes.changes), kinds=kinds)


@router.post("/places")
def places(roster_id: RowId, asked: Asked, act: Acting = may(Action.CHANGE_ROSTER)) -> dict[str, Any]:
    """Return the best places for a visit or a package of visits; nothing is changed yet."""
    return ASKING.run(offers_for, opened(act, roster_id).papers, asked.package, asked.most)


@router.post("/placements", status_code=201)
def take_on(roster_id: RowId, taken: Taken, response: Response, act: Acting = may(Action.CHANGE_ROSTER)) -> Draft:
    """Take a package on as one of its offers says."""
    found = opened(act, roster_id)
    version = CHANGING.run(placed_version, found.papers, taken.package, taken.duties)
    return _kept(act, response, found, version, "placed", package=taken.package.id)
