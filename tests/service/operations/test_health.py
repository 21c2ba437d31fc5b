"""Health, metrics and request ids, over HTTP."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from models.problems import InputError
from service.jobs import presence
from service.rosters.keeping import checked_roster
from service.store.tables import Role, RosterState, Solve, SolveState, StoredRoster, now
from tests import builders as make
from tests.service import sqlite
from tests.service.house import House, house, kept_roster, opened_week

HERE = ("127.0.0.1", 50_000)
BROKEN = make.roster(make.duty(visits=[("V1", "11:00")]))
ACCEPTED = make.roster(make.duty(visits=[("V1", "08:00")]))


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[House]:
    """A service whose metrics need a token."""
    with house(sqlite.fresh_database(tmp_path), metrics_token="scrape-me") as made:
        yield made


@pytest.fixture
def solving(tmp_path: Path) -> Iterator[House]:
    """A service that does solves itself."""
    with house(sqlite.fresh_database(tmp_path), solves_at_once=1) as made:
        yield made


def figures(home: House) -> dict[str, float]:
    """What /metrics says to this machine, by name and labels."""
    answer = TestClient(home.client.app, client=HERE).get("/metrics")
    assert answer.status_code == 200
    lines = [line.rsplit(" ", 1) for line in answer.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in lines}


def test_a_live_process_says_so(small_home: House) -> None:
    assert small_home.client.get("/health/live").json()["well"] is True


def test_a_service_with_current_tables_is_ready(home: House) -> None:
    answer = home.client.get("/health/ready")
    assert (answer.status_code, answer.json()["checks"]["database"]) == (200, True)


def test_a_service_whose_tables_are_of_another_form_is_not_ready(home: House) -> None:
    with home.store.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    answer = home.client.get("/health/ready")
    assert (answer.status_code, answer.json()["checks"]["database"]) == (503, False)


def test_a_service_that_does_solves_is_ready_when_its_job_engine_is_seen(solving: House) -> None:
    assert solving.client.get("/health/ready").json()["checks"] == {"database": True, "solves": True}


def test_a_service_whose_job_engine_was_not_seen_of_late_is_not_ready(
    solving: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "LEASE", timedelta(seconds=-60))
    answer = solving.client.get("/health/ready")
    assert (answer.status_code, answer.json()["checks"]) == (503, {"database": True, "solves": False})


def test_metrics_are_shown_on_this_machine_only(small_home: House) -> None:
    answer = TestClient(small_home.client.app, client=("192.0.2.7", 50_000)).get("/metrics")
    assert (answer.status_code, answer.json()["problems"][0]["code"]) == (403, "E8801")


def test_metrics_are_not_shown_to_whom_a_proxy_on_this_machine_brings(small_home: House) -> None:
    answer = TestClient(small_home.client.app, client=HERE).get("/metrics", headers={"X-Forwarded-For": "192.0.2.7"})
    assert answer.status_code == 403


@pytest.mark.parametrize(("token", "status"), [("scrape-me", 200), ("scrape-you", 403), ("", 403)])
def test_where_a_token_is_set_it_is_needed_here_too(guarded: House, token: str, status: int) -> None:
    client = TestClient(guarded.client.app, client=HERE)
    assert client.get("/metrics", headers={"Authorization": f"Bearer {token}"}).status_code == status


def test_the_queue_is_counted_by_state(home: House) -> None:
    put_solves(home, SolveState.QUEUED, SolveState.QUEUED, SolveState.FAILED)
    shown = figures(home)
    assert shown['rota_solves{state="queued"}'] == 2
    assert shown['rota_solves{state="failed"}'] == 1
    assert shown['rota_solves{state="running"}'] == 0


def put_solves(home: House, *states: SolveState, seconds: int = 20) -> None:
    """Solves of a week, each begun some seconds ago."""
    week = opened_week(home, make.request())
    with home.store.writing() as session:
        for state in states:
            solve = Solve(week_id=week, team_id=home.teams["north"], request_id=1, options={}, state=state, turn=0)
            solve.began_at = now() - timedelta(seconds=seconds)
            solve.ended_at = solve.began_at + timedelta(seconds=seconds)
            session.add(solve)


def test_solve_seconds_are_a_histogram_of_those_done(home: House) -> None:
    put_solves(home, SolveState.DONE, SolveState.DONE, SolveState.CANCELLED)
    shown = figures(home)
    assert shown['rota_solve_seconds_bucket{le="10.0"}'] == 0
    assert shown['rota_solve_seconds_bucket{le="30.0"}'] == 2
    assert shown["rota_solve_seconds_count"] == 2
    assert shown["rota_solve_seconds_sum"] == pytest.approx(40)


def test_contact_time_is_that_of_the_teams_latest_published_roster(home: House) -> None:
    kept_roster(home, opened_week(home, make.request()), ACCEPTED)
    assert not [name for name in figures(home) if name.startswith("rota_contact_time")]
    with home.store.writing() as session:
        (roster,) = session.query(StoredRoster)
        roster.state = RosterState.PUBLISHED
        contact = roster.metrics["contact_time_pct"]
    assert figures(home)['rota_contact_time_percent{team="north"}'] == contact


def test_a_rule_broken_before_the_referee_is_counted(small_home: House) -> None:
    name = 'rota_referee_refusals_total{rule="R17"}'
    before = figures(small_home).get(name, 0)
    with pytest.raises(InputError):
        checked_roster(make.request(), BROKEN)
    assert figures(small_home)[name] == before + 1


def test_requests_are_counted_by_route_and_status(small_home: House) -> None:
    name = 'rota_request_seconds_count{method="GET",route="/api/v1/weeks/{week_id}",status="401"}'
    before = figures(small_home).get(name, 0)
    small_home.client.get("/api/v1/weeks/1")
    small_home.client.get("/api/v1/weeks/2")
    assert figures(small_home)[name] == before + 2


def test_an_answer_carries_the_id_it_was_asked_with(small_home: House) -> None:
    answer = small_home.client.get("/health/live", headers={"X-Request-ID": "week-three.1"})
    assert answer.headers["X-Request-ID"] == "week-three.1"


@pytest.mark.parametrize("given", ["", "short", "with a space", "x" * 65, 'quote"brace}'])
def test_an_id_that_is_none_is_replaced(small_home: House, given: str) -> None:
    answer = small_home.client.get("/health/live", headers={"X-Request-ID": given})
    assert re.fullmatch("[0-9a-f]{32}", answer.headers["X-Request-ID"])


def test_a_mistake_of_ours_is_answered_with_its_id_and_without_what_it_says(
    small_home: House, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    leader = small_home.as_(Role.LEADER)
    monkeypatch.setattr(small_home.store, "reading", fails)
    answer = leader.get("/api/v1/weeks", headers={"X-Request-ID": "mistaken-1"})
    assert (answer.status_code, answer.json()["problems"][0]["code"]) == (500, "E6105")
    assert answer.headers["X-Request-ID"] == "mistaken-1"
    assert "W1 is ill" not in answer.text


def fails() -> None:
    raise ValueError("W1 is ill")
