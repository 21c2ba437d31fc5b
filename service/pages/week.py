"""A week's own page for those who plan it: preferences counted, submitted, planned, versions compared, published."""

from dataclasses import dataclass
from typing import Any

from fastapi.responses import HTMLResponse
from sqlalchemy import select

from service.access.acting import Acting, Rows, may
from service.access.permissions import Action
from service.jobs.records import ENDED
from service.jobs.requests import USUAL_SECONDS
from service.jobs.watching import told
from service.pages.dates import as_typed, dates_told, moment_told
from service.pages.rendering import own_page, page_router
from service.pages.standing import STANDS
from service.pages.versions import MOST_SHOWN, versions_of
from service.store.tables import Solve, Team, Week, WeekState, now
from service.web.ids import RowId
from service.weeks.statements import count_of_stated, has_passed
from service.weeks.states import Step, allows

router = page_router()

SECONDS = (30, 60, 120, 300, 600, 900)
ACTIONS = {
    Step.MOVE_DEADLINE: Action.OPEN_WEEK,
    Step.SUBMIT: Action.SUBMIT_WEEK,
    Step.SOLVE: Action.SOLVE,
    Step.PUBLISH: Action.PUBLISH,
}


@dataclass(frozen=True)
class SolveShown:
    """A solve under way, or one that left no roster; `seconds` since it began, None = it waits for its turn."""

    id: int
    ended: bool
    seconds: int | None
    time_limit_seconds: int | None
    ceiling: bool
    stopping: bool
    problems: list[dict[str, Any]]


@router.get("/weeks/{week_id}")
def week_page(week_id: RowId, act: Acting = may(Action.READ_ROSTERS)) -> HTMLResponse:
    """Show how far a week has come, and what the caller can do about it now."""
    counted = count_of_stated(act, week_id) if act.caller.may(Action.READ_PREFERENCES) else None
    with act.reading() as rows:
        week = rows.week(week_id)
        team = rows.session.get_one(Team, week.team_id).name
        versions = versions_of(rows, week)
        solves = _solves(rows, week) if act.caller.may(Action.READ_SOLVES) else []
    return own_page(
        "week.html",
        act,
        week=week,
        team=team,
        dates=dates_told(week),
        stands=STANDS[WeekState(week.state)],
        until=moment_told(week.preferences_until),
        until_typed=as_typed(week.preferences_until),
        has_passed=has_passed(week),
        counted=counted,
        can={step.name.lower(): allows(week, step) and act.caller.may(ACTIONS[step]) for step in ACTIONS},
        solves=solves,
        seconds=_time_limits(act.settings.most_solve_seconds),
        usual_seconds=min(USUAL_SECONDS, act.settings.most_solve_seconds),
        versions=versions,
        most_versions=MOST_SHOWN,
    )


def _solves(rows: Rows, week: Week) -> list[SolveShown]:
    """Return the week's solves under way; where there are none, the newest one if it left no roster."""
    query = select(Solve).where(Solve.week_id == week.id).order_by(Solve.id.desc())
    under_way = rows.session.scalars(query.where(Solve.state.not_in(ENDED))).all()
    shown = told(rows.session, under_way or rows.session.scalars(query.limit(1)).all())
    return [
        SolveShown(
            id=solve.id,
            ended=solve.state in ENDED,
            seconds=round((now() - solve.began_at).total_seconds()) if solve.began_at else None,
            time_limit_seconds=solve.options.get("time_limit_seconds"),
            ceiling=solve.options.get("ceiling", False),
            stopping=solve.cancel_asked_at is not None,
            problems=solve.problems or [],
        )
        for solve in shown
        if solve.roster_id is None
    ]


def _time_limits(most: int) -> list[tuple[int, str]]:
    """Return the time limits to choose from, as (seconds, words)."""
    seconds = [each for each in SECONDS if each <= most] or [most]
    return [(each, f"{each} seconds" if each < 60 else _minutes_told(each)) for each in seconds]


def _minutes_told(seconds: int) -> str:
    return "1 minute" if seconds == 60 else f"{seconds / 60:g} minutes"
