"""Small published rosters to be re-planned: workers on Monday's early, each with visits at stated times."""

from typing import Any

from models.changes import Changes
from models.request import RotaRequest
from models.roster import Duty, Roster
from optimiser.checks import check
from optimiser.replan import Replanned, replan
from tests.builders import duty, moment, request, roster, user, visit, window, worker

USERS = tuple(user(f"U{n}", place_id=f"P{n}") for n in range(1, 6))


def at_home(number: int) -> str:
    """The user who lives at the place of that number."""
    return f"U{number}"


def scene(*plans: tuple[str, tuple[tuple[str, str], ...]], visits: Any, **fields: Any) -> tuple[RotaRequest, Roster]:
    """Return a request with these visits, and the roster in which each worker's early holds theirs."""
    names = [name for name, _ in plans]
    asked = request(workers=tuple(worker(name) for name in names), service_users=USERS, visits=tuple(visits), **fields)
    published = roster(*(duty(name, visits=own) for name, own in plans))
    assert not check(asked, published)
    return asked, published


def half_hour(visit_id: str, place: int, earliest: str, latest: str, **fields: Any) -> Any:
    """A required half-hour of Monday."""
    return visit(visit_id, at_home(place), windows=(window(earliest, latest),), **fields)


def replanned(asked: RotaRequest, published: Roster, *changes: Any, **fields: Any) -> Replanned:
    """Re-plan, and have the referee accept what comes out."""
    found = replan(asked, published, Changes(changes=changes, **fields))
    assert not check(found.request, found.roster)
    return found


def duty_of(found: Replanned, name: str) -> Duty:
    """A worker's duty on Monday."""
    return next(each for each in found.roster.duties if each.worker_id == name and each.date == moment("08:00").date())


def made(found: Replanned) -> dict[str, list[str]]:
    """By visit, who makes it."""
    return {visit_id: sorted(workers) for visit_id, workers in found.makers.items()}
