"""A small week for the service's tests: three workers, two visits, and rosters for it."""

from typing import Any

from sqlalchemy import select

from models.request import RotaRequest
from models.roster import Roster, Unserved
from service.store.tables import Role, StoredRoster, Week, WeekState
from tests import builders as make
from tests.service.house import OWN, House, kept_roster, opened_week

REQUEST = make.request(
    workers=tuple(make.worker(name) for name in ("W1", "W2", "W3")),
    visits=(make.visit("V1"), make.visit("V2", windows=(make.window("08:00", "10:00", day=1),))),
    as_was=(make.duty(visits=[("V1", "08:30")]),),
)
MONDAY, TUESDAY = make.duty(visits=[("V1", "08:00")]), make.duty("W2", day=1, visits=[("V2", "08:00")])
BOTH = make.roster(MONDAY, TUESDAY)
W1_ALONE = make.roster(MONDAY, make.duty("W1", day=1, visits=[("V2", "08:00")]))
"""BOTH and this are told apart by W1 and W2; W3 never works."""
HOSTILE = "=cmd|' /C calc'!A0"
HOSTILE_REASON = Roster(duties=(MONDAY,), unserved=(Unserved(visit_id="V2", reason_code="U01", reason=HOSTILE),))


def drafts(home: House, *rosters: Roster, request: RotaRequest = REQUEST) -> tuple[int, list[int]]:
    """A week of the team north that has these drafts, made where they are not there yet; its id and theirs."""
    with home.store.reading() as session:
        week = session.scalar(select(Week.id).where(Week.team_id == home.teams[OWN]))
        kept = {each.document: each.id for each in session.scalars(select(StoredRoster))}
    if week is None:
        week = opened_week(home, request)
        in_state(home, week, WeekState.SUBMITTED)
    return week, [kept.get(as_kept(roster)) or kept_roster(home, week, roster) for roster in rosters]


def as_kept(roster: Roster) -> bytes:
    """A roster as the store holds it."""
    return roster.model_dump_json().encode()


def in_state(home: House, week_id: int, state: WeekState) -> None:
    """Have a week stand somewhere, straight in the store."""
    with home.store.writing() as session:
        session.get_one(Week, week_id).state = state.value


def published(home: House, roster: Roster = BOTH, request: RotaRequest = REQUEST) -> tuple[int, int]:
    """A week with a published roster; the ids of both."""
    week, (draft,) = drafts(home, roster, request=request)
    assert home.as_(Role.LEADER).post(f"/api/v1/rosters/{draft}/publish").status_code == 200
    return week, draft


def code_of(answer: Any) -> tuple[int, str]:
    """A refusal's status and its first problem's code."""
    return answer.status_code, answer.json()["problems"][0]["code"]
