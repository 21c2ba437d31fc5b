"""The first page after signing in: one's weeks, where each stands, and what there is to read of it."""

from dataclasses import dataclass

from fastapi.responses import HTMLResponse
from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from service.access.acting import Acting, Rows, may
from service.access.permissions import Action
from service.pages.dates import dates_told, moment_told
from service.pages.own_duties import own_duties
from service.pages.readings import readings_of
from service.pages.rendering import own_page, page_router
from service.pages.standing import STANDS
from service.pages.ways import way_on
from service.store.tables import RosterState, StoredRoster, Team, Week, WeekState
from service.web.pages import Before, one_page
from service.weeks.statements import has_passed

router = page_router()

WEEKS_ON_A_PAGE = 20


@dataclass(frozen=True)
class WeekShown:
    """A week as the page shows it."""

    dates: str
    team: str
    stands: str
    sentence: str
    way: tuple[str, str] | None
    readings: list[tuple[str, str]]
    duties: list[str]


@router.get("/")
def start_page(before: Before = None, act: Acting = may(Action.READ_WEEKS)) -> HTMLResponse:
    """Show the weeks within reach, the newest first."""
    with act.reading() as rows:
        query = rows.in_reach(select(Week), Week.team_id)
        found, following = one_page(rows.session, query, Week.id, before, WEEKS_ON_A_PAGE)
        duties = own_duties(rows, [week.id for week in found])
        weeks = [_shown(rows, week, duties.get(week.id, [])) for week in found]
    return own_page(
        "start.html",
        act,
        weeks=weeks,
        following=following,
        with_calendar=act.caller.may(Action.READ_OWN_ROTA),
        opens_weeks=act.caller.may(Action.OPEN_WEEK),
    )


def _shown(rows: Rows, week: Week, duties: list[str]) -> WeekShown:
    roster = _roster(rows.session, week)
    return WeekShown(
        dates=dates_told(week),
        team=rows.session.get_one(Team, week.team_id).name,
        stands=STANDS[WeekState(week.state)],
        sentence=_sentence(week, roster, sees_drafts=rows.caller.may(Action.READ_ROSTERS)),
        way=way_on(rows, week),
        readings=readings_of(rows, week, roster),
        duties=duties,
    )


def _roster(session: Session, week: Week) -> StoredRoster | None:
    """Return the roster in force, else the newest draft."""
    query = select(StoredRoster).where(StoredRoster.week_id == week.id).options(defer(StoredRoster.document))
    in_force = query.where(StoredRoster.state == RosterState.PUBLISHED)
    return session.scalar(in_force) or session.scalar(query.order_by(StoredRoster.number.desc()).limit(1))


def _sentence(week: Week, roster: StoredRoster | None, *, sees_drafts: bool) -> str:
    """Say how far the week has come."""
    if week.state == WeekState.OPEN:
        passed = "were taken" if has_passed(week) else "are taken"
        return f"Preferences {passed} until {moment_told(week.preferences_until)}."
    if week.state == WeekState.SUBMITTED and roster and sees_drafts:
        return f"Version {roster.number} of the roster is the newest draft."
    if roster and roster.published_at:
        return f"Version {roster.number} of the roster was published on {moment_told(roster.published_at)}."
    return "No roster is published yet."
