"""Workers state their own preferences until the deadline; nobody else sees them before it passes."""

import threading
from typing import Any

import pytest
from sqlalchemy import func, select

from models.problems import InputError
from service.access.acting import Acting
from service.access.caller import Caller
from service.access.permissions import Action
from service.api.v1.examples import WISHES
from service.store.tables import Role, StatedPreferences, WeekState
from service.web.refusals import RefusedError
from service.weeks.stating import Statement, state_all
from service.weeks.wishes import StatedWishes, Wishes
from tests import builders as make
from tests.service.house import OWN, House, opened_week
from tests.service.weeks.asking import pass_deadline, state, told, version

MONDAY = {"kind": "want", "date": "2026-01-12", "pattern_id": "early", "strength": 2}
TUESDAY = {"kind": "cannot", "date": "2026-01-13", "span": {"start": "07:00", "end": "09:00"}}
TEAM = make.request(workers=(make.worker(), make.worker("W2")))
OTHERS = [Role.LEADER, Role.AUDITOR, Role.ADMINISTRATOR]


def own(home: House, week: int, worker_id: str = "W1") -> Any:
    return home.as_(Role.WORKER, worker_id=worker_id).get(f"/api/v1/weeks/{week}/preferences/own")


def test_a_worker_states_wishes_and_reads_them_back(home: House) -> None:
    week = opened_week(home, TEAM)
    assert (own(home, week).json()["wishes"], own(home, week).headers["etag"]) == ([], '"0"')
    answer = state(home.as_(Role.WORKER), week, MONDAY, TUESDAY)
    assert (answer.status_code, answer.headers["etag"]) == (200, '"1"')
    assert own(home, week).json() == answer.json()
    assert [wish["kind"] for wish in answer.json()["wishes"]] == ["want", "cannot"]


def test_what_is_stated_again_takes_the_place_of_what_was(home: House) -> None:
    week = opened_week(home, TEAM)
    worker = home.as_(Role.WORKER)
    state(worker, week, MONDAY, TUESDAY)
    assert state(worker, week, TUESDAY, known=1).headers["etag"] == '"2"'
    assert len(own(home, week).json()["wishes"]) == 1


def test_a_stale_statement_is_refused(small_home: House) -> None:
    week = opened_week(small_home, TEAM)
    worker = small_home.as_(Role.WORKER)
    state(worker, week, MONDAY)
    assert told(state(worker, week, TUESDAY)) == (412, ["E8606"])
    unread = worker.put(f"/api/v1/weeks/{week}/preferences/own", json={"wishes": []})
    assert told(unread) == (428, ["E8605"])


def test_every_problem_with_the_wishes_is_told_at_once(small_home: House) -> None:
    week = opened_week(small_home, TEAM)
    night = {"kind": "want", "date": "2026-01-13", "pattern_id": "night"}
    too_late = {"kind": "rather_not", "date": "2026-02-01"}
    status, codes = told(state(small_home.as_(Role.WORKER), week, night, too_late))
    assert status == 422 and "E8303" in codes and len(codes) > 1
    assert own(small_home, week).json()["version"] == 0


def test_the_agreement_s_limits_hold(small_home: House) -> None:
    week = opened_week(small_home, TEAM)
    cannots = [{"kind": "cannot", "date": f"2026-01-{day}"} for day in (13, 14, 15)]
    assert told(state(small_home.as_(Role.WORKER), week, *cannots)) == (422, ["E8311"])


def test_a_worker_who_is_not_in_the_request_is_told(small_home: House) -> None:
    week = opened_week(small_home, TEAM)
    assert told(state(small_home.as_(Role.WORKER, worker_id="W9"), week, MONDAY)) == (422, ["E8301"])


def test_nobody_states_anything_after_the_deadline(home: House) -> None:
    week = opened_week(home, TEAM)
    pass_deadline(home, week)
    assert told(state(home.as_(Role.WORKER), week, MONDAY)) == (409, ["E8321"])


@pytest.mark.parametrize("role", OTHERS)
def test_before_the_deadline_others_know_only_how_many_have_stated(small_home: House, role: Role) -> None:
    week = opened_week(small_home, TEAM)
    state(small_home.as_(Role.WORKER), week, MONDAY)
    other = small_home.as_(role)
    assert told(other.get(f"/api/v1/weeks/{week}/preferences")) == (409, ["E8322"])
    counted = other.get(f"/api/v1/weeks/{week}/preferences/count").json()
    assert (counted["stated"], counted["workers"]) == (1, 2)
    actions = [entry["action"] for entry in other.get(f"/api/v1/audit?week={week}").json()["items"]]
    assert "state-preferences" not in actions


@pytest.mark.parametrize("role", OTHERS)
def test_after_the_deadline_those_who_plan_and_audit_see_them(small_home: House, role: Role) -> None:
    week = opened_week(small_home, TEAM)
    state(small_home.as_(Role.WORKER), week, MONDAY)
    pass_deadline(small_home, week)
    other = small_home.as_(role)
    (seen,) = other.get(f"/api/v1/weeks/{week}/preferences").json()["items"]
    assert (seen["worker_id"], seen["wishes"][0]["date"]) == ("W1", "2026-01-12")
    (entry,) = other.get(f"/api/v1/audit?week={week}&action=state-preferences").json()["items"]
    assert (entry["from_version"], entry["details"]) == (0, {"wishes": 1})


@pytest.mark.parametrize("role", [Role.WORKER, Role.FINANCE])
def test_colleagues_and_finance_never_see_them(small_home: House, role: Role) -> None:
    week = opened_week(small_home, TEAM)
    pass_deadline(small_home, week)
    assert told(small_home.as_(role).get(f"/api/v1/weeks/{week}/preferences")) == (403, ["E8102"])


def test_each_worker_sees_their_own_only(small_home: House) -> None:
    week = opened_week(small_home, TEAM)
    state(small_home.as_(Role.WORKER), week, MONDAY)
    assert own(small_home, week, "W2").json()["wishes"] == []


def test_another_team_s_week_is_not_there(small_home: House) -> None:
    week = opened_week(small_home, TEAM)
    assert told(state(small_home.as_(Role.WORKER, "south"), week, MONDAY)) == (404, ["E8103"])
    assert told(small_home.as_(Role.LEADER, "south").get(f"/api/v1/weeks/{week}/preferences/count"))[0] == 404


def test_a_leader_moves_the_deadline_and_the_log_says_so(home: House) -> None:
    week = opened_week(home, TEAM)
    leader = home.as_(Role.LEADER)
    path = f"/api/v1/weeks/{week}/deadline"
    for until in ("2020-01-01T12:00", "2026-01-10T12:00"):
        moved = leader.put(path, json={"preferences_until": until}, headers=version(home, week))
        assert moved.json()["preferences_until"].startswith(until)
    assert told(leader.put(path, json={"preferences_until": until}, headers={"If-Match": '"1"'})) == (412, ["E8606"])
    entries = leader.get(f"/api/v1/audit?week={week}").json()["items"]
    assert [(entry["from_version"], entry["details"]["until"][:10]) for entry in entries] == [
        (2, "2026-01-10"),
        (1, "2020-01-01"),
    ]


def test_a_later_deadline_asks_again(small_home: House) -> None:
    future = make.request(horizon={"start": "2090-01-02", "days": 7}, visits=(), posts=())
    week = opened_week(small_home, future)
    pass_deadline(small_home, week)
    path, until = f"/api/v1/weeks/{week}/deadline", {"preferences_until": "2090-01-01T12:00"}
    assert small_home.as_(Role.LEADER).put(path, json=until, headers=version(small_home, week)).status_code == 200
    wish = MONDAY | {"date": "2090-01-02"}
    assert state(small_home.as_(Role.WORKER), week, wish).status_code == 200


def test_the_deadline_stays_before_the_week(small_home: House) -> None:
    week = opened_week(small_home, TEAM)
    until = {"preferences_until": "2026-01-12T08:00"}
    answer = small_home.as_(Role.LEADER).put(
        f"/api/v1/weeks/{week}/deadline", json=until, headers=version(small_home, week)
    )
    assert told(answer) == (422, ["E8204"])


def test_everybody_at_once_is_heard(home: House) -> None:
    workers = [f"W{number}" for number in range(12)]
    week = opened_week(home, make.request(workers=tuple(map(make.worker, workers)), visits=(make.visit(),)))
    visitors = [home.as_(Role.WORKER, worker_id=worker) for worker in workers]
    answers: list[int] = []
    senders = [
        threading.Thread(target=lambda each=each: answers.append(state(each, week, MONDAY).status_code))
        for each in visitors
    ]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert answers == [200] * 12
    with home.store.reading() as session:
        assert session.scalar(select(func.count()).select_from(StatedPreferences)) == 12


def test_what_is_wrong_with_one_statement_is_no_matter_of_those_beside_it(home: House) -> None:
    week = opened_week(home, TEAM)
    own_team, settings = frozenset({home.teams[OWN]}), home.client.app.state.settings  # type: ignore[attr-defined]

    def statement(worker_id: str, wish: dict[str, Any], known: str, week_id: int = week) -> Statement:
        account = home.as_(Role.WORKER, worker_id=worker_id)
        caller = Caller(home.accounts[account.secret], Role.WORKER, own_team, worker_id)
        act = Acting(home.store, settings, caller, Action.STATE_PREFERENCES, None)
        return Statement(act, week_id, Wishes.model_validate({"wishes": [wish]}), f'"{known}"')

    too_late = MONDAY | {"date": "2026-02-01"}
    statements = [
        statement("W1", MONDAY, "0"),
        statement("W1", TUESDAY, "0"),
        statement("W2", too_late, "0"),
        statement("W2", TUESDAY, "0"),
        statement("W2", TUESDAY, "0", week_id=week + 1),
    ]
    first, stale, problems, second, nowhere = state_all(home.store, statements)
    assert isinstance(first, StatedWishes) and isinstance(second, StatedWishes)
    assert isinstance(problems, InputError)
    assert isinstance(stale, RefusedError) and stale.status == 412
    assert isinstance(nowhere, RefusedError) and nowhere.status == 404
    assert [own(home, week, worker_id).json()["version"] for worker_id in ("W1", "W2")] == [1, 1]


def test_the_same_worker_twice_at_once_is_heard_once(home: House) -> None:
    week = opened_week(home, TEAM)
    worker = home.as_(Role.WORKER)
    answers: list[int] = []
    senders = [threading.Thread(target=lambda: answers.append(state(worker, week, MONDAY).status_code)) for _ in "ab"]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sorted(answers) == [200, 412]


def test_the_example_in_the_description_works(small_home: House) -> None:
    week = opened_week(small_home, TEAM)
    assert state(small_home.as_(Role.WORKER), week, *WISHES["wishes"]).status_code == 200


def test_a_submitted_week_asks_nobody(small_home: House) -> None:
    week = opened_week(small_home, TEAM)
    pass_deadline(small_home, week)
    small_home.as_(Role.LEADER).post(f"/api/v1/weeks/{week}/submit", headers=version(small_home, week))
    assert small_home.as_(Role.LEADER).get(f"/api/v1/weeks/{week}").json()["state"] == WeekState.SUBMITTED
    assert told(state(small_home.as_(Role.WORKER), week, MONDAY)) == (409, ["E8210"])
