"""Whoever reads a solve's events over a real connection may go away, come back, or be there when the service stops."""

import asyncio
import gc
import json
import logging
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import AsyncGeneratorType
from typing import Any

import httpx
import psutil
import pytest

from benchmarks.service.premises import TOKEN, Premises, premises
from service.jobs import records
from service.jobs.records import Attempt
from service.settings import Settings
from service.store.tables import Role
from service.web.app import create_app
from tests import builders as make
from tests.service import sqlite
from tests.service.house import House, with_teams
from tests.service.jobs import children
from tests.service.jobs.asking import ENDED, asked, rosters_of, standing, submitted_week, waited_for
from tests.service.listening import listening

PATIENCE_SECONDS = 20
NARROW_BYTES = 4_096
MANY = 5_000  # events, more than fit between the service and a reader
SOON_SECONDS = 5  # requests under way may take twice that before a service stops
Event = dict[str, Any]


@pytest.fixture
def listening_home(ready_database_url: str, outcome: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A service on each kind of database that really listens, and does solves by a quick stand-in."""
    monkeypatch.setattr("service.jobs.solver.work", children.quick)
    with (
        listening(lambda port: create_app(Settings(DATABASE_URL=ready_database_url, port=port))) as app,
        httpx.Client(base_url=app.state.settings.own_address, headers={"Connection": "close"}) as client,
    ):
        client.app = app  # type: ignore[attr-defined]
        yield with_teams(House(client))  # type: ignore[arg-type]


@pytest.fixture
def place(tmp_path: Path, outcome: Path) -> Iterator[Premises]:
    """Premises on SQLite whose stand-in solves for half a second unless told otherwise."""
    given = {children.OUTCOME: str(outcome), children.SECONDS: "0.5"}
    run = ["-m", "tests.service.jobs.quick"]
    with premises(tmp_path, sqlite.fresh_database(tmp_path), make.request(), run, **given) as made:
        yield made


@contextmanager
def reading(address: str, token: str, solve_id: int, after: str = "0") -> Iterator[Iterator[Event]]:
    """Gives a solve's events as they come, few on their way at once; where the block ends, the connection is cut."""
    headers = {"Authorization": f"Bearer {token}", "Last-Event-ID": after}
    narrow = httpx.HTTPTransport(socket_options=[(socket.SOL_SOCKET, socket.SO_RCVBUF, NARROW_BYTES)])
    with (
        httpx.Client(transport=narrow, base_url=address, headers=headers) as client,
        client.stream("GET", f"/api/v1/solves/{solve_id}/events") as answer,
    ):
        yield events(answer.raise_for_status().iter_lines())


def reading_at(home: House, solve_id: int, after: str = "0") -> Any:
    return reading(str(home.client.base_url), home.as_(Role.LEADER).secret, solve_id, after)


def events(lines: Iterator[str]) -> Iterator[Event]:
    """Each event once all of it is there."""
    event: Event = {}
    for line in lines:
        name, _, value = line.partition(": ")
        if name:
            event[name] = json.loads(value) if name == "data" else value
        elif event:
            yield event
            event = {}


def held(home: House) -> dict[str, int]:
    """What this process holds for those who ask: generators, tasks, connections to it and to the database."""
    alive = gc.get_objects()
    port = home.client.base_url.port
    return {
        "generators": sum(is_listening(each) for each in alive),
        "tasks": sum(type(each) is asyncio.Task and not each.done() for each in alive),
        "sockets": sum(each.laddr.port == port and bool(each.raddr) for each in psutil.Process().net_connections()),
        "sessions": home.store.engine.pool.checkedout(),  # type: ignore[attr-defined]
    }


def is_listening(thing: object) -> bool:
    """Whether it is an answer of events that has not come to its end."""
    return type(thing) is AsyncGeneratorType and thing.__name__ == "listen" and thing.ag_frame is not None


def wait_until_no_more_is_held(home: House, than: dict[str, int]) -> None:
    """Wait until all is let go of but that."""
    until = time.monotonic() + PATIENCE_SECONDS
    while too_much := {name: number for name, number in held(home).items() if number > than[name]}:
        assert time.monotonic() < until, too_much
        gc.collect()


def test_for_a_reader_who_went_away_nothing_is_held_and_the_solve_goes_on(
    listening_home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(children.SECONDS, "600")
    solve = asked(listening_home, submitted_week(listening_home))
    waited_for(listening_home, solve, "running")
    before = held(listening_home) | {"generators": 0, "sockets": 0, "sessions": 0}
    with reading_at(listening_home, solve) as heard:
        assert next(heard)["event"] == "progress"
        during = held(listening_home)
        assert (during["generators"], during["sockets"]) == (1, 1)
        assert during["tasks"] > before["tasks"]
    wait_until_no_more_is_held(listening_home, than=before)
    found = standing(listening_home, solve)["latest"]["number"]
    while standing(listening_home, solve)["latest"]["number"] == found:
        time.sleep(0.05)
    listening_home.as_(Role.LEADER).post(f"/api/v1/solves/{solve}/cancel")
    ended = waited_for(listening_home, solve, *ENDED)
    assert (ended["state"], [ended["roster_id"]]) == ("cancelled", rosters_of(listening_home, solve))


def test_a_reader_who_goes_away_while_much_is_sent_is_no_mistake(
    listening_home: House, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(children.SECONDS, "600")
    solve = asked(listening_home, submitted_week(listening_home))
    waited_for(listening_home, solve, "running")
    attempt = Attempt(solve, 1, b"", {})
    records.keep_progress(listening_home.store, attempt, [children.progress()] * MANY)
    before = held(listening_home) | {"generators": 0, "sockets": 0, "sessions": 0}
    with reading_at(listening_home, solve) as heard:
        next(heard)
    wait_until_no_more_is_held(listening_home, than=before)
    assert [each.getMessage() for each in caplog.records if each.levelno >= logging.WARNING] == []


def test_a_reader_who_comes_back_reads_on_to_the_end(listening_home: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(children.SECONDS, "1.5")
    solve = asked(listening_home, submitted_week(listening_home))
    with reading_at(listening_home, solve) as heard:
        begun = [next(heard), next(heard)]
    with reading_at(listening_home, solve, after=begun[-1]["id"]) as heard:
        rest = list(heard)
    with reading_at(listening_home, solve) as heard:
        whole = list(heard)
    assert begun + rest == whole
    assert [int(each["id"]) for each in whole[:-1]] == list(range(1, len(whole)))
    assert len(rest) > 1
    assert (whole[-1]["event"], whole[-1]["data"]["state"]) == ("end", "done")


def test_a_service_with_a_reader_stops_soon_and_the_reader_reads_on_from_the_next(place: Premises) -> None:
    server = place.serve(**{children.SECONDS: "600"})
    solve = place.ask()
    with reading(place.address, TOKEN, solve) as heard:
        last = next(heard)
        server.terminate()
        told = time.monotonic()
        *_, last = [last, *heard]
        assert server.wait(PATIENCE_SECONDS) == 0
        assert time.monotonic() - told < SOON_SECONDS
    assert last["event"] == "progress"

    place.serve()
    with reading(place.address, TOKEN, solve, after=last["id"]) as heard:
        rest = list(heard)
    assert rest[0]["id"] == str(int(last["id"]) + 1)
    assert (rest[-1]["event"], rest[-1]["data"]["state"]) == ("end", "done")
    assert place.solves_of_rosters() == [solve]
