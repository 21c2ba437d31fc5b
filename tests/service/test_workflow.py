"""A week from opened to closed and the next one after it, over HTTP, by people of every role."""

import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from models.base import Employment
from models.clock import Horizon
from models.request import RotaRequest
from service.store.tables import Role
from tests import builders as make
from tests.service.house import OWN, House, Visitor, house

DAYS = 5
SECONDS = 120  # at most for a solve of this size, on a machine that is busy


@pytest.fixture
def planning_home(database_url: str) -> Iterator[House]:
    """A service on each kind of database that does solves itself."""
    with house(database_url, solves_at_once=1, solve_processes=1) as made:
        yield made


def the_monday_after_next() -> date:
    today = date.today()
    return today + timedelta(days=14 - today.weekday())


def a_week_of_visits(monday: date) -> RotaRequest:
    """Three workers, a fourth at the bank, and a visit each morning from Monday to Friday."""
    away = (monday - make.MONDAY).days
    bank = make.worker("W4", employment=Employment.BANK, contract_minutes_per_week=0)
    mornings = [make.window("08:00", "10:00", day=away + number) for number in range(DAYS)]
    return make.request(
        horizon=Horizon(start=monday, days=7),
        workers=(*(make.worker(name) for name in ("W1", "W2", "W3")), bank),
        visits=tuple(make.visit(f"V{number}", windows=(each,)) for number, each in enumerate(mornings, start=1)),
    )


class Walk:
    """What a week's walk asks again and again; every answer is as it should be, or the test ends."""

    def __init__(self, home: House) -> None:
        self.home = home
        self.leader = home.as_(Role.LEADER)
        self.monday = the_monday_after_next()
        self.tuesday, self.wednesday = self.monday + timedelta(days=1), self.monday + timedelta(days=2)

    def worker(self, worker_id: str) -> Visitor:
        return self.home.as_(Role.WORKER, worker_id=worker_id)

    def get(self, who: Visitor, path: str, **params: Any) -> Any:
        answer = who.get(f"/api/v1{path}", params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, who: Visitor, path: str, body: Any = None, match: Any = None) -> Any:
        headers = {"If-Match": f'"{match}"'} if match is not None else {}
        answer = who.post(f"/api/v1{path}", headers=headers, **({} if body is None else {"json": body}))
        assert answer.status_code in (200, 201, 202), answer.text
        return answer.json()

    def version(self, week: int) -> int:
        return int(self.get(self.leader, f"/weeks/{week}")["version"])

    def opened(self, **source: Any) -> dict[str, Any]:
        until = f"{self.monday - timedelta(days=2)}T18:00"
        body = {"team_id": self.home.teams[OWN], "preferences_until": until, **source}
        opened: dict[str, Any] = self.post(self.leader, "/weeks", body)
        return opened

    def solved(self, week: int) -> int:
        """The roster that a solve leaves."""
        solve = self.post(self.leader, f"/weeks/{week}/solves", {"work_limit": 3})
        until = time.monotonic() + SECONDS
        while solve["state"] not in ("done", "failed"):
            assert time.monotonic() < until, solve
            time.sleep(0.1)
            solve = self.get(self.leader, f"/solves/{solve['id']}")
        assert solve["state"] == "done", solve
        return int(solve["roster_id"])

    def duties(self, roster: int) -> list[dict[str, Any]]:
        return list(self.get(self.leader, f"/rosters/{roster}/files/roster.json")["duties"])

    def worked(self, roster: int, day: date) -> set[str]:
        return {duty["worker_id"] for duty in self.duties(roster) if duty["date"] == str(day)}

    def in_force(self, week: int) -> int:
        rosters = self.get(self.leader, f"/weeks/{week}/rosters")["items"]
        (roster,) = [each["id"] for each in rosters if each["state"] == "published"]
        return int(roster)

    def stated(self, worker_id: str, week: int, *wishes: dict[str, Any]) -> None:
        path, known = f"/api/v1/weeks/{week}/preferences/own", {"If-Match": '"0"'}
        answer = self.worker(worker_id).put(path, json={"wishes": wishes}, headers=known)
        assert answer.status_code == 200, answer.text


def test_a_week_from_opened_to_closed_and_the_one_after_it(planning_home: House) -> None:
    walk = Walk(planning_home)
    week = walk.opened(request=a_week_of_visits(walk.monday).model_dump(mode="json"))["id"]
    states_preferences_and_submits(walk, week)
    roster = solves_reads_pins_and_solves_again(walk, week)
    publishes(walk, week, roster)
    swaps_a_duty(walk, week)
    replans_for_sickness(walk, week)
    finance_and_auditor_read(walk, week)
    records_what_was_delivered_and_closes(walk, week)
    the_next_week_follows(walk, week)


def states_preferences_and_submits(walk: Walk, week: int) -> None:
    walk.stated("W1", week, {"kind": "want", "date": str(walk.monday)})
    walk.stated("W2", week, {"kind": "cannot", "date": str(walk.tuesday)})
    unread = walk.leader.get(f"/api/v1/weeks/{week}/preferences")
    assert unread.status_code in (403, 409), "nobody reads others' wishes before the deadline"
    submitted = walk.post(walk.leader, f"/weeks/{week}/submit?now=true", match=walk.version(week))
    assert submitted["state"] == "submitted"
    stated = walk.get(walk.leader, f"/weeks/{week}/preferences")["items"]
    assert {each["worker_id"] for each in stated} == {"W1", "W2"}


def solves_reads_pins_and_solves_again(walk: Walk, week: int) -> int:
    first = walk.solved(week)
    assert "W2" not in walk.worked(first, walk.tuesday), "a wish that says cannot is kept"
    metrics = {line["slug"]: line["value"] for line in walk.get(walk.leader, f"/rosters/{first}/metrics")["metrics"]}
    assert (metrics["violations"], metrics["visits_required_unserved"]) == (0, 0)
    walk.get(walk.leader, f"/rosters/{first}/reasons")
    (busy, *_) = walk.worked(first, walk.wednesday)
    pin = {"id": "off", "kind": "day_off", "worker_id": busy, "date": str(walk.wednesday)}
    walk.post(walk.leader, f"/weeks/{week}/pins", pin, match=walk.version(week))
    second = walk.solved(week)
    assert busy not in walk.worked(second, walk.wednesday), "a pin is kept"
    compared = walk.get(walk.leader, f"/rosters/{second}/comparison", before=first)
    assert (busy, str(walk.wednesday)) in {(each["worker_id"], each["date"]) for each in compared["duties"]}
    return second


def publishes(walk: Walk, week: int, roster: int) -> None:
    assert walk.get(walk.worker("W1"), "/rota")["items"] == []
    walk.post(walk.leader, f"/rosters/{roster}/publish")
    for worker_id in ("W1", "W2", "W3", "W4"):
        (notice,) = walk.get(walk.worker(worker_id), "/notices")["items"]
        (own,) = walk.get(walk.worker(worker_id), "/rota")["items"]
        assert (notice["kind"], own["week_id"], own["roster_id"]) == ("new", week, roster)


def swaps_a_duty(walk: Walk, week: int) -> None:
    before = walk.in_force(week)
    giver, *_ = sorted(walk.worked(before, walk.monday))
    swap = walk.post(walk.worker(giver), f"/weeks/{week}/swaps", {"date": str(walk.monday)})
    best = walk.get(walk.worker(giver), f"/swaps/{swap['id']}/takers")["takers"][0]["worker_id"]
    taken = walk.post(walk.worker(best), f"/swaps/{swap['id']}/take", {}, match=swap["version"])
    walk.post(walk.leader, f"/swaps/{swap['id']}/approve", match=taken["version"])
    after = walk.in_force(week)
    assert (after != before, best in walk.worked(after, walk.monday)) == (True, True)
    assert [notice["kind"] for notice in walk.get(walk.worker(best), "/notices")["items"]] == ["changed", "new"]


def replans_for_sickness(walk: Walk, week: int) -> None:
    before = walk.in_force(week)
    sick, *_ = sorted(walk.worked(before, walk.wednesday))
    changes = {"changes": [{"kind": "sickness", "worker_id": sick, "first_date": str(walk.wednesday)}]}
    draft = walk.post(walk.leader, f"/rosters/{before}/replans", changes)["roster"]
    walk.post(walk.leader, f"/rosters/{draft['id']}/publish")
    assert walk.in_force(week) == draft["id"]
    assert sick not in walk.worked(draft["id"], walk.wednesday)


def finance_and_auditor_read(walk: Walk, week: int) -> None:
    finance, auditor, roster = walk.home.as_(Role.FINANCE), walk.home.as_(Role.AUDITOR), walk.in_force(week)
    assert walk.get(finance, f"/weeks/{week}/published")["id"] == roster
    costs = walk.get(finance, f"/rosters/{roster}/costs")["costs"]
    (whole,) = [row["cost_pence"] for row in costs if row["split_by"] == "whole"]
    assert whole == sum(row["cost_pence"] for row in costs if row["split_by"] == "worker_id")
    assert finance.get(f"/api/v1/weeks/{week}/preferences").status_code == 403
    done = {entry["action"] for entry in walk.get(auditor, "/audit", week=week, limit=200)["items"]}
    assert done >= {"open-week", "submit-week", "solve", "publish", "offer-swap", "decide-swap", "change-roster"}


def records_what_was_delivered_and_closes(walk: Walk, week: int) -> None:
    visits = [
        {"visit_id": visit["visit_id"], "worker_id": duty["worker_id"], "start": visit["start"], "end": ended(visit)}
        for duty in walk.duties(walk.in_force(week))
        for visit in duty["visits"]
    ]
    path, none_yet = f"/api/v1/weeks/{week}/delivered", {"If-Match": '"0"'}
    answer = walk.leader.put(path, json={"delivered": visits}, headers=none_yet)
    assert answer.status_code == 200, answer.text
    total = answer.json()["ledger"]["total"]
    assert (total["visits"]["made"], total["delivered"]["minutes"]["contact"]) == (DAYS, DAYS * 30)
    assert walk.post(walk.leader, f"/weeks/{week}/close", match=walk.version(week))["state"] == "closed"


def ended(visit: dict[str, Any]) -> str:
    """When a visit of half an hour ended."""
    hour, minute = map(int, visit["start"][11:16].split(":"))
    clock = f"{hour + (minute + 30) // 60:02d}:{(minute + 30) % 60:02d}"
    return f"{visit['start'][:11]}{clock}{visit['start'][16:]}"


def the_next_week_follows(walk: Walk, week: int) -> None:
    walk.monday += timedelta(days=7)
    following = walk.opened(follows=week)
    assert (following["starts"], following["follows_week_id"]) == (str(walk.monday), week)
    request = walk.get(walk.leader, f"/requests/{following['request']['id']}/document")
    carried = {worker["id"]: worker["carried"]["worked_minutes_by_week"][-1] for worker in request["workers"]}
    assert sum(carried.values()) > 0, "the minutes worked last week are carried on"
