"""The demo: the stored team with an account for everybody, and its week opened for preferences."""

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.problems import InputError, Problem
from service.access.links import link_address, make_sign_in_link
from service.settings import Settings
from service.store.database import Store
from service.store.tables import Account, AuditEntry, Membership, Role, Team, Week, now
from service.store.turns import take_turn
from service.weeks.requests import keep_request

if TYPE_CHECKING:
    from models.request import RotaRequest

TEAM = "demo"
DAYS_FOR_PREFERENCES = 2
OTHERS = {"demo-leader": Role.LEADER, "demo-finance": Role.FINANCE, "demo-auditor": Role.AUDITOR}


def load_demo(store: Store, settings: Settings) -> list[str]:
    """Fill an empty store with the demo team; where it is there already, keep everything as it is.

    Returns:
        How to go on, a line each.

    Raises:
        InputError: there are other teams already.
    """
    with store.reading() as session:
        teams = set(session.scalars(select(Team.name)))
    if TEAM in teams:
        return ["The demo is here already; `rota link demo-leader` makes a new sign-in link."]
    if teams:
        action = "start it in an empty folder, or with another DATABASE_URL"
        raise InputError(
            [Problem(code="E8008", cause="the demo is for an empty store; this one has teams", action=action)]
        )
    import fixtures

    request = fixtures.load("team")
    with store.writing() as session:
        take_turn(session.connection())
        if session.scalar(select(func.count()).select_from(Team)):
            return ["The demo is being made by another process."]
        return _told(settings, _make(session, request))


def _make(session: Session, request: "RotaRequest") -> dict[str, str]:
    """Make team, accounts and week; return a sign-in link's secret for those who show the most, by account."""
    team = Team(name=TEAM)
    session.add(team)
    session.flush()
    workers = {f"demo-{worker.id}": worker.id for worker in request.workers}
    accounts = [Account(name=name, role=role) for name, role in OTHERS.items()]
    accounts += [Account(name=name, role=Role.WORKER, worker_id=worker) for name, worker in workers.items()]
    for account in accounts:
        if account.role in (Role.LEADER, Role.WORKER):
            account.memberships.append(Membership(team_id=team.id))
    session.add_all(accounts)
    week = Week(
        team_id=team.id,
        starts=request.horizon.start,
        days=request.horizon.days,
        preferences_until=now() + timedelta(days=DAYS_FOR_PREFERENCES),
        preference_limits={},
    )
    session.add(week)
    session.flush()
    keep_request(session, week, request, "uploaded", None)
    session.add(
        AuditEntry(action="open-week", team_id=team.id, week_id=week.id, what=f"week {week.id}", details={"demo": True})
    )
    return {account.name: make_sign_in_link(session, account) for account in accounts[: len(OTHERS) + 1]}


def _told(settings: Settings, secrets: dict[str, str]) -> list[str]:
    links = [f"    {name:<14} {link_address(settings, secret)}" for name, secret in secrets.items()]
    return [
        "",
        f'The demo team "{TEAM}" has an opened week. Each link signs in once; `rota link NAME` makes another:',
        *links,
        "For programs: `rota token demo-leader` makes a token.",
    ]
