"""Whoever waits for a solve listens to its events, and takes up again where the connection broke."""

import json
import threading
from typing import Any

from service.jobs import records
from service.jobs.records import Attempt
from service.rosters.keeping import checked_roster
from service.store.tables import Role
from tests import builders as make
from tests.service.house import House
from tests.service.jobs import children
from tests.service.jobs.asking import asked, submitted_week

Event = dict[str, Any]


def events(home: House, solve_id: int, **headers: str) -> list[Event]:
    """What is sent until the end: each event's name, id and data."""
    answer = home.as_(Role.LEADER).get(f"/api/v1/solves/{solve_id}/events", headers=headers)
    assert answer.headers["content-type"].startswith("text/event-stream")
    return [as_event(block) for block in answer.text.strip().split("\n\n") if not block.startswith(":")]


def as_event(block: str) -> Event:
    fields = dict(line.split(": ", 1) for line in block.splitlines())
    return {**fields, "data": json.loads(fields["data"])}


def solving(home: House, rosters: int = 2) -> tuple[int, Attempt]:
    """A solve under way in some process, that has found so many better rosters."""
    solve = asked(home, submitted_week(home))
    attempt = records.begin(home.store, solve)
    assert attempt
    records.keep_progress(home.store, attempt, [children.progress(objective_pence=450 - n) for n in range(rosters)])
    return solve, attempt


def ended(home: House, attempt: Attempt) -> None:
    roster = make.roster(make.duty(visits=[("V1", "08:00")]))
    records.keep_result(home.store, attempt, checked_roster(make.request(), roster))


def test_events_tell_every_better_roster_and_then_the_end(home: House) -> None:
    solve, attempt = solving(home)
    ended(home, attempt)
    first, second, last = events(home, solve)
    assert [each["event"] for each in (first, second, last)] == ["progress", "progress", "end"]
    assert [first["id"], second["id"]] == ["1", "2"]
    assert first["data"]["objective_pence"] == 450
    assert {"contact_minutes", "paid_minutes", "visits_required_unserved", "elapsed_seconds"} <= set(first["data"])
    assert last["data"]["state"] == "done"
    assert last["data"]["roster_id"]


def test_who_lost_the_connection_hears_only_what_came_since(small_home: House) -> None:
    solve, attempt = solving(small_home, rosters=3)
    ended(small_home, attempt)
    assert [each.get("id") for each in events(small_home, solve, **{"Last-Event-ID": "2"})] == ["3", None]


def test_who_listens_early_hears_what_another_process_finds_later(small_home: House) -> None:
    solve, attempt = solving(small_home)

    def later() -> None:
        records.keep_progress(small_home.store, attempt, [children.progress(objective_pence=100)])
        ended(small_home, attempt)

    timer = threading.Timer(0.8, later)
    timer.start()
    heard = events(small_home, solve)
    timer.join()
    assert [each["data"].get("objective_pence") for each in heard] == [450, 449, 100, None]


def test_a_last_event_id_that_is_no_number_is_refused(small_home: House) -> None:
    solve, _ = solving(small_home)
    answer = small_home.as_(Role.LEADER).get(f"/api/v1/solves/{solve}/events", headers={"Last-Event-ID": "x"})
    assert answer.status_code == 422
