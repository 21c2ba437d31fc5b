"""A solve is asked for by who may, of a week that can be solved, and stands in the queue from that moment."""

from datetime import timedelta
from typing import Any

import pytest
from dbos import DBOSClient
from sqlalchemy import select

from service.jobs.queue import QUEUE
from service.store.tables import AuditEntry, Role, Solve, Week, WeekState
from tests import builders as make
from tests.service.house import House, opened_week
from tests.service.jobs.asking import WORK, asked, standing, submitted_week


def refusal(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["problems"][0]["code"]


def in_the_queue(home: House) -> list[str]:
    client = DBOSClient(system_database_url=home.store.url)
    try:
        return [job.workflow_id for job in client.list_workflows(queue_name=QUEUE, status="ENQUEUED")]
    finally:
        client.destroy()


def test_a_leader_asks_for_a_solve_and_is_told_where_to_read_on(home: House) -> None:
    week = submitted_week(home)
    answer = home.as_(Role.LEADER).post(f"/api/v1/weeks/{week}/solves", json={"time_limit_seconds": 5, "seed": 7})
    solve = answer.json()
    assert (answer.status_code, solve["state"], solve["request_number"]) == (202, "queued", 1)
    assert solve["options"] == {"time_limit_seconds": 5, "seed": 7, "ceiling": True}
    assert home.as_(Role.LEADER).get(answer.headers["Location"]).json() == solve
    assert in_the_queue(home) == [f"solve-{solve['id']}"]


def test_the_audit_log_says_who_asked_for_what(small_home: House) -> None:
    solve = asked(small_home, submitted_week(small_home))
    with small_home.store.reading() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "solve")).one()
    assert (entry.what, entry.account_role) == (f"solve {solve}", "leader")
    assert entry.details == {"request": 1, "seed": 1, "ceiling": True, **WORK}


def test_a_solve_that_is_not_kept_is_not_queued_either(home: House) -> None:
    week_id = submitted_week(home)
    queue = home.client.app.state.solve_queue  # type: ignore[attr-defined]
    with pytest.raises(ZeroDivisionError), home.store.writing() as session:
        week = session.get_one(Week, week_id)
        queue.add(session, Solve(week_id=week.id, team_id=week.team_id, request_id=1, options={}))
        raise ZeroDivisionError
    assert in_the_queue(home) == []


def test_a_solve_restored_without_its_place_in_the_queue_gets_it_back(home: House) -> None:
    solve = asked(home, submitted_week(home))
    client = DBOSClient(system_database_url=home.store.url)
    client.delete_workflow(f"solve-{solve}")
    client.destroy()
    assert in_the_queue(home) == []
    home.client.app.state.solve_queue.add_lost(home.store)  # type: ignore[attr-defined]
    assert in_the_queue(home) == [f"solve-{solve}"]


def test_a_solve_sent_twice_with_one_key_is_one_solve(small_home: House) -> None:
    week = submitted_week(small_home)
    twice = [
        small_home.as_(Role.LEADER).post(
            f"/api/v1/weeks/{week}/solves", json=WORK, headers={"Idempotency-Key": "monday"}
        )
        for _ in range(2)
    ]
    assert [answer.status_code for answer in twice] == [202, 202]
    assert twice[0].json() == twice[1].json()
    assert twice[1].headers["Location"] == twice[0].headers["Location"]
    assert len(in_the_queue(small_home)) == 1


def test_an_open_week_is_submitted_before_it_is_solved(small_home: House) -> None:
    week = opened_week(small_home, make.request(), until=timedelta(days=1))
    assert refusal(small_home.as_(Role.LEADER).post(f"/api/v1/weeks/{week}/solves", json=WORK)) == (409, "E8210")


def test_a_closed_week_is_solved_no_more(small_home: House) -> None:
    week = submitted_week(small_home)
    with small_home.store.writing() as session:
        session.get_one(Week, week).state = WeekState.CLOSED
    assert refusal(small_home.as_(Role.LEADER).post(f"/api/v1/weeks/{week}/solves", json=WORK)) == (409, "E8210")


@pytest.mark.parametrize("options", [{"time_limit_seconds": 5, "work_limit": 3}, {"time_limit_seconds": 901}])
def test_a_solve_has_one_limit_and_not_a_longer_one_than_the_operator_allows(small_home: House, options: Any) -> None:
    week = submitted_week(small_home)
    assert refusal(small_home.as_(Role.LEADER).post(f"/api/v1/weeks/{week}/solves", json=options)) == (422, "E8401")


def test_a_version_of_the_request_that_is_not_there_cannot_be_solved(small_home: House) -> None:
    week = submitted_week(small_home)
    answer = small_home.as_(Role.LEADER).post(f"/api/v1/weeks/{week}/solves", json={**WORK, "request_number": 2})
    assert refusal(answer) == (409, "E8409")


def test_another_teams_week_and_solve_look_like_none(small_home: House) -> None:
    week = submitted_week(small_home)
    solve = asked(small_home, week)
    stranger = small_home.as_(Role.LEADER, "south")
    assert stranger.post(f"/api/v1/weeks/{week}/solves", json=WORK).status_code == 404
    for path in (f"/api/v1/solves/{solve}", f"/api/v1/solves/{solve}/events"):
        assert refusal(stranger.get(path)) == (404, "E8103")
    assert stranger.post(f"/api/v1/solves/{solve}/cancel").status_code == 404
    assert stranger.get("/api/v1/solves").json()["items"] == []


def test_solves_are_listed_by_team_week_and_state_the_newest_first(small_home: House) -> None:
    weeks = {team: submitted_week(small_home, team=team) for team in ("north", "south")}
    solves = [asked(small_home, weeks[team], team) for team in ("north", "south", "north")]
    auditor = small_home.as_(Role.AUDITOR)

    def listed(query: str) -> list[int]:
        return [solve["id"] for solve in auditor.get(f"/api/v1/solves?{query}").json()["items"]]

    assert listed("") == solves[::-1]
    assert listed(f"team={small_home.teams['north']}") == [solves[2], solves[0]]
    assert listed(f"week={weeks['south']}") == [solves[1]]
    assert listed("state=running") == []
    assert listed(f"limit=1&before={solves[2]}") == [solves[1]]


def test_a_solve_cancelled_while_it_waits_ends_without_a_roster(small_home: House) -> None:
    solve = asked(small_home, submitted_week(small_home))
    leader = small_home.as_(Role.LEADER)
    cancelled = leader.post(f"/api/v1/solves/{solve}/cancel").json()
    assert (cancelled["state"], cancelled["roster_id"]) == ("cancelled", None)
    assert refusal(leader.post(f"/api/v1/solves/{solve}/cancel")) == (409, "E8403")
    assert standing(small_home, solve)["state"] == "cancelled"


def test_an_auditor_reads_solves_and_asks_for_none(small_home: House) -> None:
    week = submitted_week(small_home)
    asked(small_home, week)
    assert len(small_home.as_(Role.AUDITOR).get("/api/v1/solves").json()["items"]) == 1
    assert small_home.as_(Role.AUDITOR).post(f"/api/v1/weeks/{week}/solves", json=WORK).status_code == 403
