"""Every endpoint, for every role and for nobody, in their own team and in another, against the table in matrix.py."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.routing import iter_route_contexts

from models.problems import Problem
from service.access.permissions import Action
from service.rosters.workshop import Workshop
from service.store.tables import Role
from service.web.refusals import RefusedError
from tests.service import sqlite
from tests.service.access.matrix import OPEN, Line, lines
from tests.service.access.things import Things
from tests.service.house import OTHER, OWN, House, house

NOBODY, MAY_NOT, NONE_SUCH, LET_IN = "nobody is signed in", "may not", "none such", "let in"
ALWAYS = {"If-Match": "*"}


@pytest.fixture(scope="module")
def things(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Things]:
    database_url = sqlite.fresh_database(tmp_path_factory.mktemp("matrix"))
    with pytest.MonkeyPatch.context() as patched, house(database_url, solves_at_once=0) as home:
        patched.setattr(Workshop, "run", too_busy)
        yield Things(home)


def too_busy(*_: object, **__: object) -> None:
    """What the workshop answers who got that far: this is about who is let in, not about their work."""
    raise RefusedError(429, Problem(code="E8590", cause="too much is being worked out", action="ask again soon"))


def endpoints(home: House) -> dict[str, list[Action]]:
    """Every endpoint there is, with the actions it asks a permission for."""
    found = {}
    for route in iter_route_contexts(home.client.app.routes):  # type: ignore[attr-defined]
        depends = route.dependant.dependencies if getattr(route, "dependant", None) else []
        actions = [each.call.action for each in depends if hasattr(each.call, "action")]
        found |= {f"{method} {route.path}": actions for method in (route.methods or {"GET"}) - {"HEAD"}}
    return found


def test_every_endpoint_is_in_the_table(things: Things) -> None:
    assert set(endpoints(things.home)) == {line.name for line in lines()} | OPEN


def test_every_endpoint_asks_for_just_one_permission_and_the_open_ones_for_none(things: Things) -> None:
    asked = {name: len(actions) for name, actions in endpoints(things.home).items()}
    assert asked == {name: int(name not in OPEN) for name in asked}


def test_nothing_is_in_the_table_twice() -> None:
    names = [line.name for line in lines()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("line", lines(), ids=lambda line: line.name)
def test_each_role_is_let_in_or_not_as_the_table_says(things: Things, line: Line) -> None:
    expected = {(role, team): wanted(line, role, team) for role in Role for team in (OWN, OTHER)}
    assert {case: found(things, line, *case) for case in expected} == expected


@pytest.mark.parametrize("line", lines(), ids=lambda line: line.name)
def test_nobody_is_let_in_without_signing_in(things: Things, line: Line) -> None:
    path = things.path(line.path, OWN, things.browser(Role.ADMINISTRATOR, line.path))
    given = things.body(line.given, OWN)
    answer = things.home.client.request(line.method, path, headers=ALWAYS, follow_redirects=False, **given)
    assert told(answer) == NOBODY


def wanted(line: Line, role: Role, team: str) -> str:
    """What the table says of a role before a team's things."""
    verdict = line.verdicts[role]
    if verdict == "-":
        return MAY_NOT
    assert verdict in ("own", "all")
    return NONE_SUCH if verdict == "own" and team == OTHER and line.names_a_thing else LET_IN


def found(things: Things, line: Line, role: Role, team: str) -> str:
    """What a role of the team north gets before a team's things; lists must hold nobody else's."""
    browser = things.browser(role, line.path)
    path = things.path(line.path, team, browser)
    answer = browser.ask(line.method, path, headers=ALWAYS, **things.body(line.given, team))
    if line.verdicts[role] == "own" and answer.status_code == 200:
        assert not others_teams(things, answer)
    return told(answer)


def others_teams(things: Things, answer: Any) -> list[Any]:
    """The items of a list that are the other team's."""
    is_list = answer.headers.get("content-type") == "application/json" and "items" in answer.json()
    other = things.home.teams[OTHER]
    return [item for item in answer.json()["items"] if item.get("team_id") == other] if is_list else []


def told(answer: Any) -> str:
    """What an answer says of who asked; pages send who is not signed in to sign in."""
    if answer.status_code == 303 and answer.headers["location"] == "/sign-in":
        return NOBODY
    code = re.findall(r"\bE\d{4}\b", answer.text)[0] if answer.status_code >= 400 else None  # on pages too
    known = {(401, "E8101"): NOBODY, (403, "E8102"): MAY_NOT, (404, "E8103"): NONE_SUCH}
    refused = answer.status_code in (401, 403, 405) or answer.status_code >= 500
    return known.get((answer.status_code, code), f"{answer.status_code} {code}" if refused else LET_IN)
