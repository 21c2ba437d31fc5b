"""`rota serve`: from an empty folder to ready, again with everything kept, and stopped in order."""

import json
import signal
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from service.access.keys import hashed
from service.store.database import Store
from service.store.tables import Account, ApiToken, Role, StoredRequest, Team, Week
from tests.service.operations.served import Served, served

NEW_YORK = "America/New_York"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="module")
def demo(folder: Path) -> Iterator[Served]:
    """The demo, served from what was an empty folder, on a machine whose clock is New York's."""
    with served(folder, "--demo", TZ=NEW_YORK) as running:
        yield running


@pytest.fixture(scope="module")
def store(folder: Path, demo: Served) -> Iterator[Store]:
    opened = Store(f"sqlite:///{folder}/rota.sqlite3")
    yield opened
    opened.close()


def test_an_empty_folder_is_enough(demo: Served) -> None:
    assert demo.get("/health/ready").json() | {"checks": {}} == {"well": True, "checks": {}}


def test_the_first_administrator_is_given_a_link(demo: Served) -> None:
    told = "".join(demo.told)
    assert "first administrator" in told
    assert told.count("/sign-in#") == 5


def test_the_demo_has_a_team_with_an_account_for_everybody_and_an_opened_week(store: Store) -> None:
    with store.reading() as session:
        assert [team.name for team in session.query(Team)] == ["demo"]
        workers = {account.worker_id for account in session.query(Account).filter_by(role=Role.WORKER)}
        assert [week.state for week in session.query(Week)] == ["open"]
        (stored,) = session.query(StoredRequest)
    assert workers == {worker["id"] for worker in json.loads(stored.document)["workers"]}


def test_only_this_machine_is_listened_to(demo: Served) -> None:
    assert demo.address.startswith("http://127.0.0.1:")


def test_a_request_is_logged_by_its_route_with_the_id_it_came_with(demo: Served) -> None:
    answer = demo.get("/api/v1/weeks/4711?secret=1", headers={"X-Request-ID": "from-the-caller"})
    assert answer.headers["X-Request-ID"] == "from-the-caller"
    (line,) = [line for line in logged(demo) if line.get("request_id") == "from-the-caller"]
    assert (line["route"], line["method"], line["status"]) == ("/api/v1/weeks/{week_id}", "GET", answer.status_code)
    assert "4711" not in json.dumps(line)
    assert "secret" not in json.dumps(line)


def test_every_line_of_the_log_is_json_in_utc(demo: Served) -> None:
    assert all(line["timestamp"].endswith("Z") for line in logged(demo))


def test_nothing_that_signs_in_is_logged(demo: Served) -> None:
    log = demo.log.read_text()
    assert demo.link_of("demo-leader") not in log


def logged(running: Served) -> list[dict[str, str]]:
    return [json.loads(line) for line in running.log.read_text().splitlines()]


def test_the_second_start_keeps_everything_and_offers_the_administrator_a_link_again(tmp_path: Path) -> None:
    with served(tmp_path) as first:
        assert any("/sign-in#" in line for line in first.told)
        make_team(tmp_path)
        assert first.stop() == 0
    with served(tmp_path) as second:
        assert any("/sign-in#" in line for line in second.told)
        assert team_names(tmp_path) == ["north"]


def make_team(folder: Path) -> None:
    store = Store(f"sqlite:///{folder}/rota.sqlite3")
    with store.writing() as session:
        session.add(Team(name="north"))
    store.close()


def team_names(folder: Path) -> list[str]:
    store = Store(f"sqlite:///{folder}/rota.sqlite3")
    with store.reading() as session:
        names = [team.name for team in session.query(Team)]
    store.close()
    return names


def test_a_request_under_way_is_answered_before_the_service_stops(tmp_path: Path) -> None:
    """A transaction holds the store, so that the request still waits when the service is told to stop."""
    with served(tmp_path) as running:
        store = Store(f"sqlite:///{tmp_path}/rota.sqlite3")
        with store.writing() as session:
            session.add(ApiToken(account_id=1, name="test", secret_hash=hashed("a token")))
        with store.writing() as session:
            session.connection()  # only now does the transaction begin
            asked = asked_over_http(running)
            time.sleep(0.5)
            running.process.send_signal(signal.SIGTERM)
            time.sleep(0.5)
            assert running.process.poll() is None
        assert asked.getresponse().status == 201
        assert running.process.wait(20) == 0
        store.close()


def asked_over_http(running: Served) -> HTTPConnection:
    """A request sent off, whose answer nobody has read yet."""
    connection = HTTPConnection(running.address.removeprefix("http://"), timeout=30)
    headers = {"Authorization": "Bearer a token", "Content-Type": "application/json"}
    connection.request("POST", "/api/v1/teams", json.dumps({"name": "south"}), headers)
    return connection
