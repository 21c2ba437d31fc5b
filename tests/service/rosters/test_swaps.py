"""A duty changes hands when its giver offers it, a colleague agrees, every rule holds and the leader says so."""

from typing import Any

import pytest
from sqlalchemy import select

from models.request import RotaRequest
from models.roster import Duty, Roster
from service.store.tables import AuditEntry, Notice, Role, StoredRoster, WeekState
from tests import builders as make
from tests.service.house import House, kept_roster
from tests.service.rosters.weeks import BOTH, MONDAY, REQUEST, code_of, in_state, published

TIRED = make.roster(MONDAY, make.duty("W2", pattern_id="late", day=0), make.duty("W3", day=0))
"""W1 has Monday's early; W2 has Monday's late, and W3 an early of their own."""


def offered(home: House, roster: Roster = BOTH, request: RotaRequest = REQUEST) -> tuple[int, dict[str, Any]]:
    week, _ = published(home, roster, request)
    answer = home.as_(Role.WORKER).post(f"/api/v1/weeks/{week}/swaps", json={"date": "2026-01-12"})
    assert answer.status_code == 201
    return week, answer.json()


def step(home: House, swap: dict[str, Any], what: str, who: str = "", body: Any = None, version: int | None = None):
    visitor = home.as_(Role.WORKER, worker_id=who) if who else home.as_(Role.LEADER)
    given = {} if body is None else {"json": body}
    version = swap["version"] if version is None else version
    return visitor.post(f"/api/v1/swaps/{swap['id']}/{what}", headers={"If-Match": f'"{version}"'}, **given)


def in_force(home: House) -> list[Duty]:
    from service.rosters.keeping import as_roster

    with home.store.reading() as session:
        (stored,) = session.scalars(select(StoredRoster).where(StoredRoster.state == "published"))
        return list(as_roster(stored).duties)


def test_a_duty_is_offered_taken_and_approved_and_the_new_rota_is_in_force(home: House) -> None:
    _, swap = offered(home)
    taken = step(home, swap, "take", "W3", {})
    assert (taken.status_code, taken.json()["state"], taken.headers["etag"]) == (200, "taken", '"2"')
    approved = step(home, taken.json(), "approve")
    assert (approved.status_code, approved.json()["state"]) == (200, "approved")
    assert {duty.worker_id: duty.visits for duty in in_force(home)}["W3"] == MONDAY.visits
    with home.store.reading() as session:
        told = session.scalars(select(Notice).where(Notice.roster_id == approved.json()["new_roster_id"]))
        assert {(each.worker_id, each.kind) for each in told} == {("W1", "changed"), ("W3", "changed")}


def test_two_duties_change_hands(small_home: House) -> None:
    _, swap = offered(small_home)
    taken = step(small_home, swap, "take", "W2", {"for_date": "2026-01-13"})
    step(small_home, taken.json(), "approve")
    assert {(duty.worker_id, str(duty.date)) for duty in in_force(small_home)} == {
        ("W2", "2026-01-12"),
        ("W1", "2026-01-13"),
    }


def test_a_swap_that_breaks_a_rule_is_refused_with_the_sentence(small_home: House) -> None:
    _, swap = offered(small_home, roster=TIRED)
    answer = step(small_home, swap, "take", "W2", {})
    assert code_of(answer) == (422, "E7112")
    assert "W2" in answer.json()["problems"][0]["cause"]


def test_a_duty_that_is_not_ones_own_is_not_offered(small_home: House) -> None:
    week, _ = published(small_home)
    answer = small_home.as_(Role.WORKER, worker_id="W3").post(
        f"/api/v1/weeks/{week}/swaps", json={"date": "2026-01-12"}
    )
    assert code_of(answer) == (409, "E8550")


def test_a_duty_is_offered_once_at_a_time(small_home: House) -> None:
    week, swap = offered(small_home)
    worker, path = small_home.as_(Role.WORKER, worker_id="W1"), f"/api/v1/weeks/{week}/swaps"
    assert code_of(worker.post(path, json={"date": "2026-01-12"})) == (409, "E8551")
    step(small_home, swap, "withdraw", "W1")
    assert worker.post(path, json={"date": "2026-01-12"}).status_code == 201


def test_ones_own_offer_is_not_taken(small_home: House) -> None:
    _, swap = offered(small_home)
    assert code_of(step(small_home, swap, "take", "W1", {})) == (409, "E8553")


def test_what_somebody_took_is_not_taken_by_another(small_home: House) -> None:
    _, swap = offered(small_home)
    taken = step(small_home, swap, "take", "W3", {}).json()
    assert step(small_home, taken, "take", "W2", {}).status_code == 404


def test_the_giver_alone_withdraws(small_home: House) -> None:
    _, swap = offered(small_home)
    assert code_of(step(small_home, swap, "withdraw", "W3")) == (403, "E8555")
    assert step(small_home, swap, "withdraw", "W1").json()["state"] == "withdrawn"


def test_what_was_withdrawn_is_not_approved(small_home: House) -> None:
    _, swap = offered(small_home)
    withdrawn = step(small_home, swap, "withdraw", "W1").json()
    assert code_of(step(small_home, withdrawn, "approve")) == (409, "E8552")


def test_a_refused_swap_leaves_the_rota_as_it_is(small_home: House) -> None:
    _, swap = offered(small_home)
    taken = step(small_home, swap, "take", "W3", {}).json()
    assert step(small_home, taken, "refuse").json()["state"] == "refused"
    assert tuple(in_force(small_home)) == BOTH.duties


@pytest.mark.parametrize(("version", "status"), [(1, 412), (2, 200)])
def test_a_leader_decides_on_what_they_read(small_home: House, version: int, status: int) -> None:
    _, swap = offered(small_home)
    taken = step(small_home, swap, "take", "W3", {}).json()
    assert step(small_home, taken, "approve", version=version).status_code == status


def test_a_decision_says_which_version_it_is_about(small_home: House) -> None:
    _, swap = offered(small_home)
    answer = small_home.as_(Role.LEADER).post(f"/api/v1/swaps/{swap['id']}/refuse")
    assert code_of(answer) == (428, "E8605")


def test_a_swap_that_does_something_else_now_is_taken_again_before_it_is_approved(small_home: House) -> None:
    only_women = REQUEST.changed(
        workers=(*REQUEST.workers[:2], make.worker("W3", gender="male")),
        service_users=(make.user("U1", gender_asked="female"),),
    )
    week, swap = offered(small_home, request=only_women)
    taken = step(small_home, swap, "take", "W3", {}).json()
    assert small_home.as_(Role.LEADER).get(f"/api/v1/swaps/{swap['id']}").json()["effect"]["visits_lost"] == ["V1"]
    with_a_woman = kept_roster(small_home, week, make.roster(*BOTH.duties, make.duty("W2")))
    small_home.as_(Role.LEADER).post(f"/api/v1/rosters/{with_a_woman}/publish")
    assert code_of(step(small_home, taken, "approve")) == (409, "E8554")
    again = step(small_home, taken, "take", "W3", {}).json()
    assert step(small_home, again, "approve").status_code == 200
    assert [visit.visit_id for duty in in_force(small_home) if duty.worker_id == "W2" for visit in duty.visits] == [
        "V1",
        "V2",
    ]


def test_a_swap_is_approved_after_another_version_was_published_if_it_still_does_the_same(small_home: House) -> None:
    week, swap = offered(small_home)
    taken = step(small_home, swap, "take", "W3", {}).json()
    later = kept_roster(small_home, week, make.roster(*BOTH.duties, make.duty("W2", day=4)))
    small_home.as_(Role.LEADER).post(f"/api/v1/rosters/{later}/publish")
    assert step(small_home, taken, "approve").status_code == 200
    assert ("W2", "2026-01-16") in {(duty.worker_id, str(duty.date)) for duty in in_force(small_home)}


def test_leaders_see_what_a_swap_is_weighed_at_and_workers_do_not(small_home: House) -> None:
    _, swap = offered(small_home)
    assert step(small_home, swap, "take", "W3", {}).json()["effect"] is None
    assert small_home.as_(Role.LEADER).get(f"/api/v1/swaps/{swap['id']}").json()["effect"]["visits_lost"] == []


def test_colleagues_see_what_is_offered_and_not_what_is_agreed(small_home: House) -> None:
    _, swap = offered(small_home)
    w2 = small_home.as_(Role.WORKER, worker_id="W2")
    assert [each["id"] for each in w2.get("/api/v1/swaps").json()["items"]] == [swap["id"]]
    step(small_home, swap, "take", "W3", {})
    assert w2.get("/api/v1/swaps").json()["items"] == []
    assert [each["id"] for each in small_home.as_(Role.LEADER).get("/api/v1/swaps").json()["items"]] == [swap["id"]]


def test_another_teams_offers_are_not_there(small_home: House) -> None:
    _, swap = offered(small_home)
    assert small_home.as_(Role.WORKER, "south", "W9").get("/api/v1/swaps").json()["items"] == []
    south = small_home.as_(Role.WORKER, "south", "W9").post(f"/api/v1/swaps/{swap['id']}/take", json={})
    assert code_of(south) == (404, "E8103")


def test_the_giver_reads_who_may_take_it_and_the_leader_also_why_others_may_not(small_home: House) -> None:
    _, swap = offered(small_home, roster=TIRED)
    path = f"/api/v1/swaps/{swap['id']}/takers"
    own = small_home.as_(Role.WORKER, worker_id="W1").get(path).json()
    full = small_home.as_(Role.LEADER).get(path).json()
    assert own["details"] is None
    assert full["takers"] == own["takers"]
    assert {each["worker_id"] for each in full["details"]["refused"]} == {"W2", "W3"}
    assert code_of(small_home.as_(Role.WORKER, worker_id="W2").get(path)) == (403, "E8555")


def test_nothing_is_offered_in_a_closed_week(small_home: House) -> None:
    week, _ = published(small_home)
    in_state(small_home, week, WeekState.CLOSED)
    answer = small_home.as_(Role.WORKER).post(f"/api/v1/weeks/{week}/swaps", json={"date": "2026-01-12"})
    assert code_of(answer) == (409, "E8210")


def test_every_step_is_in_the_audit_log(small_home: House) -> None:
    _, swap = offered(small_home)
    step(small_home, step(small_home, swap, "take", "W3", {}).json(), "approve")
    with small_home.store.reading() as session:
        entries = session.scalars(select(AuditEntry).where(AuditEntry.what == f"swap {swap['id']}"))
        assert [(each.action, each.from_version) for each in entries] == [
            ("offer-swap", None),
            ("offer-swap", 1),
            ("decide-swap", 2),
        ]
