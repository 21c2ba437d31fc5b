"""Submitting a week: everybody's preferences go into its request, and what stands in the way of a plan is told."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.problems import InputError, Problem
from models.request import RotaRequest
from models.self_rostering import PreferenceLimits
from service.access.acting import Acting, Rows
from service.store.tables import StoredRequest, Week, now
from service.web.conditions import next_version, require_version
from service.web.refusals import RefusedError
from service.weeks.requests import as_request, keep_request, latest_request
from service.weeks.statements import has_passed, statements_of
from service.weeks.states import Step, require, take
from service.weeks.wishes import StatedWishes, merged

if TYPE_CHECKING:
    from optimiser.preflight import Preflight


@dataclass(frozen=True)
class ToSubmit:
    """A week whose preferences are complete: its version then, its newest request, what was stated."""

    week: Week
    version: int
    stored: StoredRequest
    statements: list[StatedWishes]
    limits: PreferenceLimits


def closed_to_wishes(act: Acting, week_id: int, if_match: str | None, *, at_once: bool) -> ToSubmit:
    """Return what is to be submitted, once nobody can state anything more.

    Args:
        act: the leader's.
        week_id: the week.
        if_match: the version that the leader read.
        at_once: bring the deadline forward to this minute, where it has not passed.

    Raises:
        RefusedError: 409 before the deadline.
    """
    with act.writing(on_the_way=True) as rows:
        week = rows.week(week_id)
        rows.session.refresh(week, with_for_update=True)
        require(week, Step.SUBMIT)
        require_version(week.version, if_match)
        if not has_passed(week):
            _close(rows, week, if_match, at_once=at_once)
        statements = statements_of(rows, week)
        limits = PreferenceLimits(**week.preference_limits)
        return ToSubmit(week, week.version, latest_request(rows.session, week), statements, limits)


def with_everybodys_wishes(ready: ToSubmit) -> tuple[RotaRequest, list[Problem]]:
    """Return the request with the wishes in it, and what a leader should know; takes seconds for a city.

    Raises:
        InputError: no roster can keep its rules; with everything that stands in the way, and what else was found.
    """
    request, left_out = merged(as_request(ready.stored), ready.statements, ready.limits)
    found = _preflight(request)
    if found.fatal:
        raise InputError([*found.fatal, *found.warnings, *left_out])
    return request, [*found.warnings, *left_out]


def submit(rows: Rows, ready: ToSubmit, request: RotaRequest) -> tuple[Week, StoredRequest]:
    """Keep the request with preferences and leave the week submitted, inside a writing transaction.

    Raises:
        RefusedError: the week was changed meanwhile.
    """
    week = rows.week(ready.week.id)
    from_version = next_version(rows.session, week, f'"{ready.version}"')
    take(week, Step.SUBMIT)
    account = rows.caller.account_id
    stored = keep_request(rows.session, week, request, "submitted", account, with_preferences=True)
    count = len(ready.statements)
    rows.record(f"week {week.id}", week=week, from_version=from_version, sha256=stored.sha256, stated=count)
    return week, stored


def _close(rows: Rows, week: Week, if_match: str | None, *, at_once: bool) -> None:
    if not at_once:
        cause = "the deadline of preferences has not passed"
        raise RefusedError(409, Problem(code="E8211", cause=cause, action="wait for it, or submit with now=true"))
    from_version = next_version(rows.session, week, if_match)
    week.preferences_until = now().replace(second=0, microsecond=0)
    until = week.preferences_until.isoformat()
    rows.record(f"deadline of week {week.id}", week=week, from_version=from_version, until=until)


def _preflight(request: RotaRequest) -> "Preflight":
    from optimiser.preflight import preflight

    return preflight(request)
