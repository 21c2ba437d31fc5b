"""Solves as they are asked for and cancelled: what may be asked, and when."""

from typing import Any

from sqlalchemy import select

from models.problems import Problem
from service.access.acting import Rows
from service.jobs.queue import SolveQueue
from service.jobs.records import ENDED, end_cancelled
from service.settings import Settings
from service.store.tables import Solve, SolveState, StoredRequest, Week, now
from service.web.refusals import RefusedError
from service.weeks.requests import latest_request
from service.weeks.states import Step, require

USUAL_SECONDS = 60


def ask_for_solve(
    rows: Rows,
    queue: SolveQueue,
    week: Week,
    options: dict[str, Any],
    request_number: int | None = None,
) -> Solve:
    """Keep and queue a solve of one version of a week's request.

    Args:
        rows: a writing transaction.
        queue: where it is queued, in the same transaction.
        week: a week that is submitted or published.
        options: as `usable_options` returns them.
        request_number: the version of the request; None = the newest.

    Raises:
        RefusedError: the week is open or closed, or has no such version.
    """
    require(week, Step.SOLVE)
    stored = latest_request(rows.session, week) if request_number is None else _version(rows, week, request_number)
    solve = Solve(
        week_id=week.id,
        team_id=week.team_id,
        request_id=stored.id,
        options=options,
        asked_by=rows.caller.account_id,
    )
    queue.add(rows.session, solve)
    rows.record(f"solve {solve.id}", week=week, from_version=week.version, request=stored.number, **options)
    return solve


def usable_options(
    settings: Settings, time_limit_seconds: int | None, work_limit: int | None, *, seed: int, ceiling: bool
) -> dict[str, Any]:
    """Return how a solve is to be done: a clock or a number of steps, a seed, whether the ceiling is worked out.

    Raises:
        RefusedError: both are given, or the time limit is longer than the operator allows.
    """
    if work_limit is None:
        seconds = min(USUAL_SECONDS, settings.most_solve_seconds) if time_limit_seconds is None else time_limit_seconds
        if seconds > settings.most_solve_seconds:
            raise _unusable(f"a time limit may be {settings.most_solve_seconds} s at most", "give a shorter one")
        return {"time_limit_seconds": seconds, "seed": seed, "ceiling": ceiling}
    if time_limit_seconds is None:
        return {"work_limit": work_limit, "seed": seed, "ceiling": ceiling}
    raise _unusable("both a time limit and a work limit are given", "give one of them")


def cancel_solve(rows: Rows, solve: Solve) -> None:
    """Ask a running solve for the best checked roster so far; one that waits ends without.

    Raises:
        RefusedError: it has ended already.
    """
    rows.session.refresh(solve, with_for_update=True)
    if solve.state in ENDED:
        problem = Problem(code="E8403", cause=f"solve {solve.id} is {solve.state}", action="read what it left")
        raise RefusedError(409, problem)
    if solve.cancel_asked_at is not None:
        return
    solve.cancel_asked_at = now()
    rows.record(f"solve {solve.id}", week=rows.week(solve.week_id), cancel=True)
    if solve.state == SolveState.QUEUED:
        end_cancelled(rows.session, solve)


def _version(rows: Rows, week: Week, number: int) -> StoredRequest:
    query = select(StoredRequest).where(StoredRequest.week_id == week.id, StoredRequest.number == number)
    stored = rows.session.scalar(query)
    if stored is None:
        cause = f"week {week.id} has no version {number} of its rota request"
        raise RefusedError(409, Problem(code="E8409", cause=cause, action="leave the version out for the newest"))
    return stored


def _unusable(cause: str, action: str) -> RefusedError:
    return RefusedError(422, Problem(code="E8401", cause=cause, action=action))
