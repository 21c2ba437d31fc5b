"""Teams take turns: whoever asks for much waits beside those who ask for little."""

from pathlib import Path

import pytest
from sqlalchemy import select

from service.jobs.running import jobs
from service.settings import Settings
from service.store.tables import Solve
from tests.service.house import House, house
from tests.service.jobs import children
from tests.service.jobs.asking import asked, submitted_week, waited_for


def order_of_turns(home: House) -> list[str]:
    """The teams in the order in which their waiting solves have their turn."""
    names = {team_id: name for name, team_id in home.teams.items()}
    with home.store.reading() as session:
        waiting = session.scalars(select(Solve).where(Solve.state == "queued").order_by(Solve.turn, Solve.id))
        return [names[solve.team_id] for solve in waiting]


def test_a_teams_one_solve_comes_before_another_teams_second(small_home: House) -> None:
    north, south = (submitted_week(small_home, team=team) for team in ("north", "south"))
    for _ in range(50):
        asked(small_home, north, "north")
    asked(small_home, south, "south")
    assert order_of_turns(small_home)[:3] == ["north", "south", "north"]


def test_a_team_that_waits_is_not_overtaken_by_one_that_keeps_asking(small_home: House) -> None:
    north, south = (submitted_week(small_home, team=team) for team in ("north", "south"))
    for _ in range(3):
        asked(small_home, north, "north")
    for _ in range(2):
        begun(small_home)
    asked(small_home, south, "south")
    asked(small_home, south, "south")
    assert order_of_turns(small_home) == ["north", "south", "south"]


def begun(home: House) -> None:
    """The solve whose turn it is begins and ends."""
    with home.store.writing() as session:
        solve = session.scalars(select(Solve).where(Solve.state == "queued").order_by(Solve.turn, Solve.id)).first()
        assert solve
        solve.state, solve.began_at = "done", solve.queued_at


def test_turns_given_up_do_not_count(small_home: House) -> None:
    week = submitted_week(small_home)
    with small_home.store.writing() as session:
        for turn in range(1, 51):
            state = "cancelled" if turn > 1 else "queued"
            team = small_home.teams["north"]
            session.add(Solve(week_id=week, team_id=team, request_id=1, options={}, turn=turn, state=state))
    asked(small_home, week)
    with small_home.store.reading() as session:
        assert session.scalars(select(Solve.turn).order_by(Solve.id.desc())).first() == 2


def test_the_queue_keeps_the_turns(ready_database_url: str, outcome: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.jobs.solver.work", children.quick)
    with house(ready_database_url) as home:
        north, south = (submitted_week(home, team=team) for team in ("north", "south"))
        solves = [asked(home, north, "north") for _ in range(3)] + [asked(home, south, "south")]
        with jobs(home.store, Settings(DATABASE_URL=ready_database_url, solves_at_once=1)):
            ended = [waited_for(home, solve, "done") for solve in solves]
    order = sorted(ended, key=lambda solve: solve["began_at"])
    assert [solve["id"] for solve in order] == [solves[0], solves[3], solves[1], solves[2]]
