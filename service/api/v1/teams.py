"""Teams: whose weeks are planned together."""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from models.base import Id
from models.problems import Problem
from service.access.acting import Acting, may
from service.access.permissions import Action
from service.store.tables import Team
from service.web.pages import Before, Limit, Page, one_page
from service.web.refusals import RefusedError

router = APIRouter(prefix="/api/v1/teams", tags=["teams"])


class NewTeam(BaseModel):
    """A team to be made."""

    model_config = ConfigDict(extra="forbid")

    name: Id


class TeamOut(BaseModel):
    """A team."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str


@router.get("")
def list_teams(before: Before = None, limit: Limit = 50, act: Acting = may(Action.READ_TEAMS)) -> Page[TeamOut]:
    """Return the teams within reach."""
    with act.reading() as rows:
        found, following = one_page(rows.session, rows.in_reach(select(Team), Team.id), Team.id, before, limit)
        return Page(items=[TeamOut.model_validate(team) for team in found], next_before=following)


@router.post("", status_code=201)
def make_team(new: NewTeam, act: Acting = may(Action.MANAGE_TEAMS)) -> TeamOut:
    """Make a team."""
    with act.writing() as rows:
        if rows.session.scalar(select(Team).where(Team.name == new.name)):
            problem = Problem(code="E8201", cause=f"there is a team {new.name} already", action="give another name")
            raise RefusedError(409, problem)
        team = Team(name=new.name)
        rows.session.add(team)
        rows.session.flush()
        rows.record(f"team {team.id}", team_id=team.id)
        return rows.answered(TeamOut.model_validate(team))
