"""Solves asked for and waited for, as leaders do."""

import time
from typing import Any

from models.request import RotaRequest
from service.store.tables import Role, StoredRoster, Week, WeekState
from tests import builders as make
from tests.service.house import OWN, House, opened_week

WORK = {"work_limit": 3}
ENDED = ("done", "cancelled", "failed")


def submitted_week(home: House, request: RotaRequest | None = None, team: str = OWN) -> int:
    """A week that can be solved, straight in the store; its id."""
    week_id = opened_week(home, request or make.request(), team)
    with home.store.writing() as session:
        session.get_one(Week, week_id).state = WeekState.SUBMITTED
    return week_id


def asked(home: House, week_id: int, team: str = OWN, **options: Any) -> int:
    """A solve asked for; its id."""
    answer = home.as_(Role.LEADER, team).post(f"/api/v1/weeks/{week_id}/solves", json=options or WORK)
    assert answer.status_code == 202, answer.text
    return int(answer.json()["id"])


def standing(home: House, solve_id: int) -> dict[str, Any]:
    """Where a solve stands."""
    answer: dict[str, Any] = home.as_(Role.ADMINISTRATOR).get(f"/api/v1/solves/{solve_id}").json()
    return answer


def waited_for(home: House, solve_id: int, *states: str, seconds: float = 60) -> dict[str, Any]:
    """A solve once it is in one of these states."""
    until = time.monotonic() + seconds
    while (solve := standing(home, solve_id))["state"] not in states:
        assert time.monotonic() < until, solve
        time.sleep(0.05)
    return solve


def rosters_of(home: House, solve_id: int) -> list[int]:
    """The rosters a solve left."""
    with home.store.reading() as session:
        return [roster.id for roster in session.query(StoredRoster).filter_by(solve_id=solve_id)]
