"""A service in full for tests: its application, two teams, and an account of each role with a token."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient

from models.request import RotaRequest
from models.roster import Roster
from service.access.keys import hashed
from service.rosters.keeping import checked_roster, keep_roster
from service.settings import Settings
from service.store.database import Store
from service.store.tables import Account, ApiToken, Membership, Role, Team, Week, now
from service.web.app import create_app
from service.weeks.requests import as_request, keep_request, latest_request

OWN, OTHER = "north", "south"


@dataclass
class House:
    """A running service; `as_` gives a client for a role: of the team north unless another is named."""

    client: TestClient
    teams: dict[str, int] = field(default_factory=dict)
    accounts: dict[str, int] = field(default_factory=dict)

    @property
    def store(self) -> Store:
        return self.client.app.state.store  # type: ignore[attr-defined]

    def as_(self, role: Role, team: str = OWN, worker_id: str = "W1") -> "Visitor":
        """A client signed in as a role's account; made at its first use."""
        name = f"{role}-{team}" + (f"-{worker_id}" if role is Role.WORKER else "")
        if name not in self.accounts:
            self.accounts[name] = self._made(name, role, team, worker_id if role is Role.WORKER else None)
        return Visitor(self.client, name)

    def _made(self, name: str, role: Role, team: str, worker_id: str | None) -> int:
        with self.store.writing() as session:
            account = Account(name=name, role=role, worker_id=worker_id)
            if role in (Role.WORKER, Role.LEADER):
                account.memberships.append(Membership(team_id=self.teams[team]))
            session.add(account)
            session.flush()
            session.add(ApiToken(account_id=account.id, name="test", secret_hash=hashed(name)))
            return account.id


@dataclass(frozen=True)
class Visitor:
    """A client that sends one account's token."""

    client: TestClient
    secret: str

    def __getattr__(self, method: str) -> Any:
        def ask(path: str, **given: Any) -> Any:
            headers = {"Authorization": f"Bearer {self.secret}", **given.pop("headers", {})}
            return getattr(self.client, method)(path, headers=headers, **given)

        return ask


@contextmanager
def house(database_url: str, **settings: Any) -> Iterator[House]:
    """Give a service on a fresh database, with the teams north and south; it does no solves unless told to."""
    with (
        application(Settings(DATABASE_URL=database_url, **{"solves_at_once": 0, **settings})) as app,
        TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client,
    ):
        yield with_teams(House(client))


def with_teams(home: House) -> House:
    """The service with the teams north and south."""
    with home.store.writing() as session:
        for name in (OWN, OTHER):
            team = Team(name=name)
            session.add(team)
            session.flush()
            home.teams[name] = team.id
    return home


IDLE: dict[Settings, list[FastAPI]] = {}


@contextmanager
def application(settings: Settings) -> Iterator[FastAPI]:
    """Give an application with these settings, one that a test left if there is any: working routes out takes long."""
    idle = IDLE.setdefault(settings.model_copy(update={"database_url": ""}), [])
    app = idle.pop() if idle else create_app(settings)
    app.state.settings = settings
    yield app
    idle.append(app)


def opened_week(home: House, request: RotaRequest, team: str = OWN, *, until: timedelta = timedelta(days=1)) -> int:
    """A week of a team opened with a request, straight in the store; its id. A negative `until` = deadline passed."""
    with home.store.writing() as session:
        week = Week(
            team_id=home.teams[team],
            starts=request.horizon.start,
            days=request.horizon.days,
            preferences_until=now() + until,
            preference_limits={},
        )
        session.add(week)
        session.flush()
        keep_request(session, week, request, "uploaded", None)
        return week.id


def kept_roster(home: House, week_id: int, roster: Roster) -> int:
    """A checked draft roster of a week's newest request, straight in the store; its id."""
    with home.store.writing() as session:
        week = session.get(Week, week_id)
        assert week is not None
        stored = latest_request(session, week)
        return keep_roster(session, week, stored, checked_roster(as_request(stored), roster), "solved").id
