"""Changing a week's rota request: each change leaves a new version, made from the newest, without problems."""

from collections.abc import Callable
from typing import Any

from models.integrity import find_problems
from models.problems import InputError, Problem
from models.request import RotaRequest
from models.self_rostering import PreferenceLimits
from service.access.acting import Acting, Rows
from service.store.tables import StoredRequest, Week
from service.web.conditions import next_version, require_version, stale
from service.web.refusals import RefusedError
from service.weeks.requests import as_request, keep_request, latest_request
from service.weeks.statements import statements_of
from service.weeks.states import Step, require
from service.weeks.wishes import merged

Change = Callable[[RotaRequest], RotaRequest]
"""What makes the next version from the newest."""


class Changing:
    """One change of a week's request: read, worked out outside any transaction, and kept if nothing came between."""

    def __init__(self, act: Acting, week_id: int, if_match: str | None) -> None:
        """Read the newest version.

        Raises:
            RefusedError: the week is not within reach, closed, or was changed since the caller read it.
        """
        self.week_id = week_id
        self.if_match = if_match
        with act.reading() as rows:
            week = rows.week(week_id)
            require(week, Step.CHANGE_REQUEST)
            require_version(week.version, if_match)
            self.horizon = (week.starts, week.days)
            self.before = latest_request(rows.session, week)
            self.statements = statements_of(rows, week) if self.before.with_preferences else []
            self.limits = PreferenceLimits(**week.preference_limits)

    def with_wishes(self, request: RotaRequest) -> tuple[RotaRequest, list[Problem]]:
        """Return another request with the wishes that are in the one before it, and what is wrong with those left out.

        Raises:
            InputError: the request with them is not sound.
        """
        return merged(request, self.statements, self.limits)

    def work_out(self, change: Change) -> RotaRequest:
        """Return the changed request; takes a second for a city.

        Raises:
            InputError: with every problem that it would have.
            RefusedError: it is for other days than the week.
        """
        request = change(as_request(self.before))
        self.require_sound(request)
        return request

    def require_sound(self, request: RotaRequest) -> None:
        """See that a request has no problems and is for the week's days.

        Raises:
            InputError, RefusedError: as `work_out`.
        """
        problems = find_problems(request)
        if problems:
            raise InputError(problems)
        if (request.horizon.start, request.horizon.days) != self.horizon:
            start, days = self.horizon
            cause = (
                f"the week is {days} days from {start}, the request {request.horizon.days} from {request.horizon.start}"
            )
            raise RefusedError(422, Problem(code="E8207", cause=cause, action="correct the horizon, or open that week"))

    def keep(self, rows: Rows, request: RotaRequest, origin: str, **details: Any) -> tuple[Week, StoredRequest]:
        """Keep the changed request as the week's newest version, inside a writing transaction.

        Raises:
            RefusedError: something came between.
        """
        week = rows.week(self.week_id)
        from_version = next_version(rows.session, week, self.if_match)
        require(week, Step.CHANGE_REQUEST)
        if latest_request(rows.session, week).id != self.before.id:
            raise stale()
        with_preferences = self.before.with_preferences
        account = rows.caller.account_id
        stored = keep_request(rows.session, week, request, origin, account, with_preferences=with_preferences)
        what = f"rota request {stored.id}"
        rows.record(what, week=week, from_version=from_version, number=stored.number, sha256=stored.sha256, **details)
        return week, stored
