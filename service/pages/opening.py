"""The page on which a week is opened: with a file, or from the week before it."""

from fastapi.responses import HTMLResponse
from sqlalchemy import select

from models.self_rostering import PreferenceLimits
from service.access.acting import Acting, Rows, may
from service.access.permissions import Action
from service.pages.dates import dates_told
from service.pages.rendering import own_page, page_router
from service.store.tables import RosterState, StoredRoster, Team, Week

router = page_router()

MOST_WEEKS = 50
LIMITS = {
    "cannot_dates": "Dates they cannot work",
    "wants": "Wishes to work",
    "rather_nots": "Wishes rather not to work",
    "strength_points": "Points of strength",
}


@router.get("/weeks/new")
def opening_page(act: Acting = may(Action.OPEN_WEEK)) -> HTMLResponse:
    """Show the ways to open a week."""
    with act.reading() as rows:
        teams = rows.session.scalars(rows.in_reach(select(Team), Team.id).order_by(Team.name)).all()
        weeks = _to_go_on_from(rows)
    names = {team.id: team.name for team in teams}
    fields = PreferenceLimits.model_json_schema()["properties"]
    return own_page(
        "opening.html",
        act,
        teams=[(team.id, team.name) for team in teams],
        weeks=[(week, f"{dates_told(week)}, team {names[week.team_id]}") for week in weeks],
        limits=[(words, fields[name] | {"name": name}) for name, words in LIMITS.items()],
    )


def _to_go_on_from(rows: Rows) -> list[Week]:
    """Return the newest weeks with a published roster that no other week goes on from yet."""
    published = select(StoredRoster.week_id).where(StoredRoster.state == RosterState.PUBLISHED)
    followed = select(Week.follows_week_id).where(Week.follows_week_id.is_not(None))
    query = rows.in_reach(select(Week), Week.team_id).where(Week.id.in_(published), Week.id.not_in(followed))
    return list(rows.session.scalars(query.order_by(Week.starts.desc()).limit(MOST_WEEKS)))
